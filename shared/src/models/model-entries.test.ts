import { sayRemark } from '@sana-studio/core/errors';
import {
  CATALOGUE,
  type Comparison,
  catalogueModel,
  downloadBytes,
  keptBytes,
  type StoredModel,
} from '@sana-studio/models';
import { expect, it } from 'vitest';
import { catalogueEntry, storedEntry, USUAL_LINE } from './model-entries.ts';

const OFFICIAL = 'founders/small at https://hub.example';

function model(comparison: Comparison | undefined, complete = true): StoredModel {
  const needs = { imageEncoder: false, offline: false };
  const sizes = { bytes: 10, totalBytes: 10, storedBytes: 10 };
  const kept = {
    id: 'm',
    title: 'M',
    complete,
    usable: complete,
    ...sizes,
    needs,
    weights: 'original',
    source: OFFICIAL,
  } as const;
  return comparison ? { ...kept, comparison } : kept;
}

const file = { path: 'a', bytes: 5, size: 9, source: OFFICIAL } as const;
const verified = { ...file, state: 'verified' } as const;

it.each([
  [{ state: 'verified', files: [verified, verified], contested: [] }, /^Verified: 2 of 2 files/, /^已验证/],
  [{ state: 'in-part', files: [verified, { ...file, state: 'in-part' }], contested: [] }, /^In part: 1 of 2/, /^部分/],
  [
    { state: 'not-compared', files: [{ ...file, state: 'not-compared' }], contested: [] },
    /^Not compared: 0 of 1/,
    /^未比较/,
  ],
] as const)(
  'a stored model says in each language what is verified of it, and against whom: %#',
  (comparison, en, zh) => {
    const { compared } = storedEntry(model(comparison), []);
    expect(sayRemark(compared!, 'en')).toMatch(en);
    expect(sayRemark(compared!, 'en')).toContain(OFFICIAL);
    expect(sayRemark(compared!, 'zh')).toMatch(zh);
  },
);

it('says what has to come again, and nothing of a model that is on its way or that nobody looked at', () => {
  const contested = { state: 'in-part', files: [verified], contested: ['text_encoder/model.safetensors'] } as const;
  const { compared } = storedEntry(model(contested, false), []);
  expect(sayRemark(compared!, 'en')).toMatch(/^To be fetched again: of text_encoder\/model\.safetensors/);
  expect(storedEntry(model({ ...contested, contested: [] }, false), []).compared).toBeUndefined();
  expect(storedEntry(model(undefined), []).compared).toBeUndefined();
});

const ROOMY = { weights: 'int8', tier: '12gb' } as const;
const SMALL = { weights: 'int4', tier: 'under-4gb', bytes: 2 ** 31 } as const;
const PROCESSOR = { weights: 'int4', bytes: 3 * 2 ** 30 } as const;

it.each([
  [ROOMY, 'sana-0.6b-1024'],
  [{ weights: 'int8', tier: '8gb' }, 'sana-0.6b-1024'],
  [{ weights: 'int8', tier: '4gb' }, 'sana-0.6b-512'],
  [SMALL, 'sana-0.6b-512'],
  [PROCESSOR, 'sana-0.6b-512'],
] as const)('recommends one model that fits to %o', (device, id) => {
  const entries = CATALOGUE.map(model => catalogueEntry(model, device, []));
  const recommended = entries.filter(entry => entry.recommended);
  expect(recommended.map(entry => [entry.id, entry.state.kind])).toEqual([[id, 'needs-download']]);
  // a processor draws a picture in minutes, which is said before anything is fetched
  const isSlow = device === PROCESSOR || undefined;
  expect(entries.filter(entry => entry.slow === isSlow)).toEqual(entries);
  expect(storedEntry(model(undefined), [], device).slow).toBe(isSlow);
});

it('says what it takes to fetch, to keep and how long, by the last download where there was one', () => {
  const official = catalogueModel('sana-0.6b-512')!;
  const least = { imageEncoder: false, offline: false };
  const bytes = downloadBytes(official, least);
  const kept = keptBytes(official, 'int8');
  const guessed = { seconds: bytes / USUAL_LINE, measured: false };
  expect(catalogueEntry(official, ROOMY, []).state).toMatchObject({ bytes, kept, estimate: guessed });
  // what arrives is counted as it is kept
  expect(catalogueEntry(official, ROOMY, [], 1e7).state).toMatchObject({
    estimate: { seconds: kept / 1e7, measured: true },
  });
  const stopped = { ...model(undefined, false), bytes: 4, totalBytes: 10 };
  expect(storedEntry(stopped, [], ROOMY, 2).state).toMatchObject({ done: 4, estimate: { seconds: 3, measured: true } });
});

it('says what is left of a model that can be used, and that it is here meanwhile', () => {
  const whole = { imageEncoder: true, offline: true };
  const official = { ...model(undefined), id: 'sana-0.6b-512' };
  expect(storedEntry(official, []).inPart?.bytes).toBeCloseTo(2 * 589_824_000 + 4 * 153_027_104);
  expect(storedEntry({ ...official, needs: whole }, []).inPart).toBeUndefined();
  expect(storedEntry(model(undefined), []).inPart).toEqual({ bytes: undefined });
  const arriving = { ...official, needs: whole, complete: false, usable: true, bytes: 4, totalBytes: 10 };
  expect(storedEntry(arriving, [])).toMatchObject({ inPart: { bytes: 6 }, state: { kind: 'ready' } });
  expect(storedEntry(model(undefined, false), []).inPart).toBeUndefined();
});
