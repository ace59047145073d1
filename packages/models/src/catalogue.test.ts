import { describe, expect, it } from 'vitest';
import { CATALOGUE, catalogueModel, licenceLinks } from './catalogue.ts';
import { parseModelReference } from './model-spec.ts';
import { downloadBytes, keptBytes, memoryNeed } from './requirements.ts';

const model = (id: string) => catalogueModel(id)!;
const LEAST = { imageEncoder: false, offline: false };
const EVERYTHING = { imageEncoder: true, offline: true };

describe('the catalogue', () => {
  it('has every family and size, under ids of their own', () => {
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(({ pixels }) => pixels))).toEqual(new Set([512, 1024, 2048, 4096]));
    expect(new Set(CATALOGUE.map(({ transformer }) => transformer)).size).toBe(6);
    expect(CATALOGUE.every(({ repo }) => /^Efficient-Large-Model\/[\w.]+_diffusers$/.test(repo))).toBe(true);
  });

  it('agrees with the published size of a complete repository', () => {
    // SANA1.5_1.6B_1024px_diffusers: 5.23 + 3.21 + 1.25 GB; "totals 9.73 GB" with tokenizer and configurations.
    const bytes = downloadBytes(model('sana-1.5-1.6b'), EVERYTHING);
    expect(bytes / 1e9).toBeCloseTo(5.23 + 3.21 + 1.25, 1);
    expect(bytes).toBeLessThan(9.73e9);
  });

  it('takes less than the official download: no embedding table, no image encoder', () => {
    for (const entry of CATALOGUE) {
      const saved = downloadBytes(entry, EVERYTHING) - downloadBytes(entry, LEAST);
      expect(saved).toBe(2 * 589_824_000 + 4 * 153_027_104);
    }
    expect(downloadBytes(model('sana-0.6b-512'), LEAST) / 1e9).toBeCloseTo(5.87, 2);
    // The .pth is stored in float32.
    expect(downloadBytes(model('sana-1.6b-4k-pth'), LEAST)).toBeGreaterThan(
      downloadBytes(model('sana-1.6b-4k'), LEAST),
    );
  });

  it('says how much memory a picture takes', () => {
    const native = memoryNeed(model('sana-1.6b-1024'), 'original');
    // Gemma without its embedding table is the largest network of the 1.6B models.
    expect(native.weights).toBe(4 * (2_614_341_888 - 589_824_000));
    expect(memoryNeed(model('sana-1.5-4.8b'), 'fp16').weights).toBe(4 * 4_721_825_952);
    const large = memoryNeed(model('sana-1.6b-4k'), 'original');
    expect(large.activations).toBe(16 * native.activations);
    expect(memoryNeed(model('sana-1.6b-4k'), 'original', { width: 1024, height: 1024 })).toEqual(native);
    const totals = (['original', 'int8', 'int4'] as const).map(
      weights => memoryNeed(model('sana-0.6b-512'), weights).total,
    );
    expect(totals.map(total => total / 1e9)).toEqual([8.1, 2.2, 1.3].map(gigabytes => expect.closeTo(gigabytes, 1)));
    expect(keptBytes(model('sana-0.6b-512'), 'int4') / 1e9).toBeCloseTo(2.15, 1);
  });
});

describe('what a person may type', () => {
  it('is a catalogue id, a repository, its page, or the address of a folder', () => {
    const spec = parseModelReference('sana-1.6b-4k-pth', 'https://mirror.example');
    expect(spec.parts?.transformer).toMatchObject({
      source: { repo: 'Efficient-Large-Model/Sana_1600M_4Kpx_BF16', hubUrl: 'https://mirror.example' },
      path: 'checkpoints/Sana_1600M_4Kpx_BF16.pth',
    });
    expect(spec.licences).toEqual(licenceLinks(model('sana-1.6b-4k-pth')));
    expect(parseModelReference('someone/Fine_diffusers@v2').source).toEqual({
      kind: 'hub',
      repo: 'someone/Fine_diffusers',
      revision: 'v2',
      hubUrl: 'https://huggingface.co',
    });
    expect(parseModelReference('https://huggingface.co/someone/Fine_diffusers').source).toMatchObject({
      kind: 'hub',
      repo: 'someone/Fine_diffusers',
    });
    expect(parseModelReference('http://localhost:8080/model').source).toEqual({
      kind: 'url',
      url: 'http://localhost:8080/model',
    });
    for (const wrong of ['', 'sana', 'a/b/c', '../x', 'ftp://x/y/z']) {
      expect(() => parseModelReference(wrong)).toThrow(expect.objectContaining({ code: 'model-not-found' }));
    }
  });

  it('cannot go around a licence by naming the repository', () => {
    expect(parseModelReference(model('sana-0.6b-512').repo).licences).toEqual(licenceLinks(model('sana-0.6b-512')));
  });
});
