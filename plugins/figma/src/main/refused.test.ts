import { sentence } from '@sana-studio/core/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { REFUSALS } from '../contract.ts';
import { refusalError } from '../ui/refusal.ts';
import { FIGMA_ERRORS } from './figma-errors.fixture.ts';
import { Refused, refusedBy } from './refused.ts';

afterEach(() => vi.restoreAllMocks());

describe('what Figma throws', () => {
  it.each(FIGMA_ERRORS)('%s becomes “%s”', (message, refusal) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(refusedBy(new Error(message), 'Hero')).toMatchObject({ refusal, label: 'Hero' });
    expect(console.warn).toHaveBeenCalledWith(message);
  });

  it('is told in sentences that name the layer and nothing of Figma’s inside', () => {
    for (const refusal of REFUSALS) {
      for (const locale of ['en', 'zh']) {
        const { code, reason } = refusalError(refusal, 'Hero');
        expect(sentence(refusalError(refusal, 'Hero'), locale), reason).toMatch(/[.。]$/);
        expect(code).toBe(refusal === 'storage-full' ? refusal : 'document-refused');
      }
    }
    const known = new Refused('locked', 'Hero');
    expect(refusedBy(known, 'other')).toBe(known);
  });
});
