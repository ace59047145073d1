import { describe, expect, it } from 'vitest';
import { readSanaBlock } from './sana-block.ts';

describe('a sana block', () => {
  it('is read in time that is linear', () => {
    const start = performance.now();
    expect(readSanaBlock('', `alt: a${' '.repeat(100_000)}b\nfox`).prompt).toBe('fox');
    expect(performance.now() - start).toBeLessThan(500);
  });

  it.each([
    ['prompt only', '', 'a fox\nat night\n', { prompt: 'a fox\nat night', settings: {} }],
    [
      'info string',
      'size=1024x768 seed=7 negative="no text" model=sana-mini',
      'fox',
      { prompt: 'fox', settings: { width: 1024, height: 768, seed: 7, negativePrompt: 'no text', model: 'sana-mini' } },
    ],
    [
      'a model of a server',
      'model=https://draw.example:30000#org/sana-0.6b',
      'fox',
      { prompt: 'fox', settings: { model: 'https://draw.example:30000#org/sana-0.6b' } },
    ],
    [
      'lines at the start',
      '',
      'size: 512\nseed: 3\n\na fox',
      { prompt: 'a fox', settings: { width: 512, height: 512, seed: 3 } },
    ],
    [
      'lines between separators',
      '',
      '---\nSteps: 4\nguidance: 2.5\n---\na fox: red',
      { prompt: 'a fox: red', settings: { steps: 4, guidanceScale: 2.5 } },
    ],
    ['a sampler', 'sampler=Euler', 'fox', { prompt: 'fox', settings: { sampler: 'euler' } }],
    ['lines win over the info string', 'seed=1', 'seed: 2\r\nfox', { prompt: 'fox', settings: { seed: 2 } }],
    ['a colon in the prompt is no setting', '', 'mood: blue\nseed: 1', { prompt: 'mood: blue\nseed: 1', settings: {} }],
    [
      'text for those who cannot see',
      '',
      'alt: A *fox*\nfox, oil on canvas',
      { prompt: 'fox, oil on canvas', settings: { alt: 'A *fox*' } },
    ],
  ])('%s', (_name, info, body, expected) => {
    expect(readSanaBlock(info, body)).toEqual(expected);
  });

  it.each([
    ['size=huge', '', /size is “huge”/],
    ['size=10', '', /width is “10”; it must be a whole number from 32 to 8192/],
    ['seed=', '', /seed is “”/],
    ['', 'seed: 1.5\nfox', /seed is “1.5”; it must be a whole number/],
    ['steps=0', '', /steps/],
    ['sampler=ddim', '', /sampler is “ddim”; it must be one of dpm1, dpm2, dpm3, sde-dpm/],
    ['model=../../etc', '', /model is “..\/..\/etc”/],
  ])('says what is wrong in %j %j', (info, body, message) => {
    expect(() => readSanaBlock(info, body)).toThrow(message);
  });
});
