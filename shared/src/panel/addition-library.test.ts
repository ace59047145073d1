import { SanaError } from '@sana-studio/core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AdditionEntry, PanelAdditions } from '../host.ts';
import { AdditionLibrary, keyOf } from './addition-library.ts';

const BRAND: AdditionEntry = {
  ...{ kind: 'lora', id: 'someone/brand', title: 'someone/brand', totalBytes: 10, bytes: 0, complete: false },
  licences: ['https://huggingface.co/someone/brand'],
};

describe('LoRAs and ControlNets of this device', () => {
  let entries: AdditionEntry[];
  let calls: string[];
  let finish: (error?: SanaError) => void;
  let library: AdditionLibrary;

  beforeEach(() => {
    entries = [];
    calls = [];
    const additions: PanelAdditions = {
      list: async kind => entries.filter(entry => entry.kind === kind),
      async lookUp(_, reference) {
        calls.push(`look up ${reference}`);
        if (reference === 'gone/gone') throw new SanaError('model-not-found:reference', { reference });
        entries = [BRAND];
        return BRAND;
      },
      fetch: (_, id, { signal, onProgress }) => {
        calls.push(`fetch ${id}`);
        onProgress({ bytes: 4, totalBytes: 10 });
        return new Promise((resolve, reject) => {
          finish = error => (error ? reject(error) : resolve());
          signal.addEventListener('abort', () =>
            setTimeout(() => {
              calls.push('stopped');
              reject(new SanaError('cancelled'));
            }),
          );
        });
      },
      acceptLicences: async links => void calls.push(`accept ${links.join()}`),
      about: async () => ({ words: ['brandish'] }),
      remove: async (_, id) => {
        calls.push(`remove ${id}`);
        entries = [];
      },
    };
    library = new AdditionLibrary({ additions });
  });

  it('are looked up with their size, fetched with their terms accepted, and known with the words of their file', async () => {
    await library.look('lora');
    expect(library.known.value.entries).toEqual([]);
    expect(await library.find('lora', 'someone/brand')).toEqual(BRAND);
    expect(library.known.value.entries).toEqual([BRAND]);
    const fetched = library.fetch(BRAND);
    await expect.poll(() => library.known.value.arriving.get(keyOf(BRAND))).toBe(4);
    entries = [{ ...BRAND, bytes: 10, complete: true, licences: [] }];
    finish();
    expect(await fetched).toBe(true);
    expect(calls).toEqual(['look up someone/brand', `accept ${BRAND.licences.join()}`, 'fetch someone/brand']);
    expect(library.known.value.about.get(BRAND.id)).toEqual({ words: ['brandish'] });
    expect(library.known.value.arriving.size).toBe(0);
    await library.remove(entries[0]!);
    expect(library.known.value.entries).toEqual([]);
  });

  it('stay as far as they are when a download is paused, which is no failure, and say why they do not come', async () => {
    await library.find('lora', 'someone/brand');
    const fetched = library.fetch(BRAND);
    await expect.poll(() => library.known.value.arriving.size).toBe(1);
    expect(await library.fetch(BRAND)).toBe(false);
    library.pause(BRAND);
    expect(await fetched).toBe(false);
    expect(library.known.value).toMatchObject({ failure: undefined, arriving: new Map() });
    void library.fetch(BRAND);
    await expect.poll(() => library.known.value.arriving.size).toBe(1);
    calls = [];
    await library.remove(BRAND);
    expect(calls).toEqual(['stopped', 'remove someone/brand']);
    await expect.poll(() => library.known.value.arriving.size).toBe(0);
    const again = library.fetch(BRAND);
    await expect.poll(() => library.known.value.arriving.size).toBe(1);
    finish(new SanaError('storage-failed:note', { model: 'brand' }));
    expect(await again).toBe(false);
    expect(library.known.value.failure).toMatchObject({ code: 'storage-failed' });
    expect(await library.find('lora', 'gone/gone')).toBeUndefined();
    expect(library.known.value).toMatchObject({ failure: { code: 'model-not-found' }, looking: false });
  });
});
