import { describe, expect, it } from 'vitest';
import { HOST, PAGE } from './contract.ts';

const REQUEST = {
  ...{ prompt: 'a fox', negativePrompt: '', seed: 1, count: 1, model: 'sana-mini', width: 64, height: 64, steps: 2 },
  ...{ guidanceScale: 1, sampler: 'dpm2' },
};

describe('what crosses between the extension host and the page', () => {
  const [picked] = HOST.host.insert.args;
  const bytes = new Uint8Array(8);
  const [wanted, options] = PAGE.page.make.args;
  const [progress] = PAGE.page.make.events!.onProgress!;
  const [offer] = PAGE.page.use.args;

  it('arrives as it was sent, and what is not in the contract stays behind', () => {
    const picture = { bytes, format: 'webp', request: REQUEST, target: 'a' };
    expect(picked!({ ...picture, command: 'workbench.action.quit' })).toEqual(picture);
    expect(PAGE.page.make.result({ bytes, request: REQUEST, replaced: [{ text: 'a' }], remarks: [] })).toEqual({
      ...{ bytes, request: REQUEST, replaced: [{ text: 'a' }], remarks: [] },
    });
    expect(wanted!({ prompt: 'fox', seed: 7, command: 'x' })).toEqual({ prompt: 'fox', seed: 7 });
    expect(offer!({ id: 'a', prompt: 'fox', label: 'Line 1', request: { prompt: 7 } })).toEqual({
      ...{ id: 'a', prompt: 'fox', label: 'Line 1' },
    });
  });

  it.each([
    ['a picture without bytes', picked, { bytes: 'text', format: 'png', request: REQUEST }],
    ['a picture without a request', picked, { bytes, format: 'png', request: { prompt: 'a fox' } }],
    ['a picture of another format', picked, { bytes, format: 'exe', request: REQUEST }],
    ['the place of no offer', HOST.host.formatFor.args[0], 7],
    ['a key without end', HOST.host.store.args[0], 'x'.repeat(1000)],
    ['a request without words', wanted, { prompt: 7 }],
    ['no request', wanted, undefined],
    ['a picture in no format', options, {}],
    ['progress of another kind', progress, { phase: 'dance', step: 0, steps: 1, fraction: 0 }],
    ['an answer that is no picture', PAGE.page.make.result, { bytes, replaced: [], remarks: [] }],
  ])('is refused: %s', (_, read, value) => expect(() => read!(value)).toThrow());
});
