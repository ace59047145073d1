import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import type { Picture } from '../../image/picture.ts';
import { diskFolder, openFile } from '../../node/files.ts';
import { nodeRuntime } from '../../node/runtime.ts';
import { SanaPipeline } from '../../pipeline.ts';
import { seededRandom } from '../../random.fixture.ts';
import { bytesSource, memoryFolder } from '../files/source.ts';
import { safetensorsBytes } from '../formats/checkpoint.fixture.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { writeSafetensors } from '../formats/safetensors-write.ts';
import type { Folder } from '../tensors/tensors.ts';
import { openModelFolder } from './model-folder.ts';
import { otherFile, type Tensors, tensorsOf, underOriginalNames } from './other-files.fixture.ts';
import { type PartPlace, type PartPlaces, withParts, withPartsNote } from './part-place.ts';
import { type PartName, WEIGHT_FILES } from './weight-files.ts';

const NAMES = Object.keys(WEIGHT_FILES) as PartName[];
const tidyFolder = diskFolder(referencePath('sana', 'model'));
const runtime = await nodeRuntime('cpu');

const file = (label: string, bytes: Uint8Array): PartPlace => ({
  kind: 'file',
  open: async () => bytesSource(label, bytes),
});

async function tidy(part: PartName, folder: Folder = tidyFolder): Promise<Tensors> {
  const { directory, stem } = WEIGHT_FILES[part];
  const source = await folder.open(`${directory}/${stem}.safetensors`);
  const tensors = await tensorsOf(await openSafetensors(source!));
  await source!.close?.();
  return tensors;
}

const plainBytes = (tensors: Tensors) =>
  writeSafetensors(
    new Map([...tensors].map(([name, { shape, values }]) => [name, { dtype: 'F32', shape, data: values } as const])),
  );

async function draw(folder: Folder): Promise<Picture> {
  const pipeline = new SanaPipeline(runtime, await openModelFolder(folder));
  const [picture] = await pipeline.generate({ prompt: 'a cat', width: 64, height: 64, steps: 2, seed: 3 });
  await pipeline.dispose();
  return picture!;
}

function largestDifference(a: Picture, b: Picture): number {
  return a.data.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b.data[index]!)), 0);
}

async function refusal(places: PartPlaces, folder: Folder = tidyFolder): Promise<unknown> {
  try {
    await (await openModelFolder(withParts(folder, places))).close();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('parts from elsewhere', () => {
  it.each([1, 2, 3, 4, 5])('draw what the tidy folder with the same numbers draws (mix %i)', async seed => {
    const random = seededRandom(seed);
    const mixed: Partial<Record<PartName, PartPlace>> = {};
    const plain: Partial<Record<PartName, PartPlace>> = {};
    const words: string[] = [];
    for (const part of NAMES) {
      const other = otherFile(part, await tidy(part), random);
      mixed[part] = file(part === 'textEncoder' ? 'gemma-2-2b-it.safetensors' : part, other.bytes);
      plain[part] = file('gemma-2-2b-it.safetensors', plainBytes(other.tensors));
      words.push(other.words);
    }
    const [found, wanted] = [await draw(withParts(tidyFolder, mixed)), await draw(withParts(tidyFolder, plain))];
    expect(largestDifference(found, wanted), words.join('; ')).toBeLessThanOrEqual(1);
  });

  it('are folders as well, with a configuration of their own', async () => {
    const { stem } = WEIGHT_FILES.autoencoder;
    const own = memoryFolder(
      'lite',
      new Map([
        ['config.json', new Uint8Array(readFileSync(referencePath('autoencoder', 'lite.json')))],
        [`${stem}.safetensors`, new Uint8Array(readFileSync(referencePath('autoencoder', 'lite.safetensors')))],
      ]),
    );
    const model = await openModelFolder(withParts(tidyFolder, { autoencoder: { kind: 'folder', folder: own } }));
    expect(model.autoencoder.config.decoder_conv_act_fn).toBe('silu');
    expect(model.remarks).toEqual([]);
    await model.close();
  });

  it.each(['names of diffusers', 'original names'])(
    'are taken for DC-AE-Lite by their shapes, and that is said (%s)',
    async names => {
      const source = await openFile(referencePath('autoencoder', 'lite.safetensors'));
      const all = await tensorsOf(await openSafetensors(source));
      await source.close?.();
      const own = new Map([...all].filter(([name]) => !name.startsWith('ae.')));
      const bytes = plainBytes(names === 'original names' ? underOriginalNames('autoencoder', own) : own);
      const model = await openModelFolder(withParts(tidyFolder, { autoencoder: file('lite.safetensors', bytes) }));
      const wanted = JSON.parse(readFileSync(referencePath('autoencoder', 'lite.json'), 'utf8')) as object;
      expect(wanted).toMatchObject({ ...model.autoencoder.config, downsample_block_type: 'conv' });
      expect(model.remarks).toEqual([{ remark: 'taken-for-lite', data: { file: 'lite.safetensors' } }]);
      await model.close();
    },
  );

  it('keep their own tokenizer where the folder has none', async () => {
    // a model of SentencePiece with the pieces that the folder's tokenizer has
    const tokenizer = JSON.parse(readFileSync(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json'), 'utf8'));
    const vocabulary = Object.entries(tokenizer.model.vocab as Record<string, number>).toSorted((a, b) => a[1] - b[1]);
    const field = (number: number, bytes: Uint8Array) => [8 * number + 2, bytes.length, ...bytes];
    const pieces = vocabulary.flatMap(([piece]) =>
      field(1, Uint8Array.from(field(1, new TextEncoder().encode(piece)))),
    );
    const tensors = await tidy('textEncoder');
    const stored = [...tensors].map(([name, { shape, values }]) => {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      return { name: `model.${name}`, dtype: 'F32', shape, bytes } as const;
    });
    const model = Uint8Array.from(pieces);
    const bytes = safetensorsBytes([
      ...stored,
      { name: 'spiece_model', dtype: 'U8', shape: [model.length], bytes: model },
    ]);
    const bare: Folder = {
      label: 'bare',
      open: async path => (path.startsWith('tokenizer/') ? undefined : tidyFolder.open(path)),
    };
    const place = file('gemma_2_2b_it.safetensors', bytes);
    const opened = await openModelFolder(withParts(bare, { textEncoder: place }));
    expect(() => opened.tokenizer.load()).not.toThrow();
    await opened.close();
    expect(
      await refusal({ textEncoder: file('gemma_2_2b_it.safetensors', safetensorsBytes(stored)) }, bare),
    ).toMatchObject({
      code: 'file-missing',
    });
  });

  it('are found by a reader that sees nothing but files, and a note that makes no sense is refused', async () => {
    const open = () => openFile(referencePath('sana', 'original.pth'));
    const served = withPartsNote(withParts(tidyFolder, { transformer: { kind: 'file', open } }));
    const model = await openModelFolder({ label: 'served', open: path => served.open(path) });
    expect(model.transformer.tensors.label).toBe(referencePath('sana', 'original.pth'));
    await model.close();
    const note = new TextEncoder().encode('{"parts":{"transformer":"../secret.pth"}}');
    const outside = (path: string) =>
      path === 'sana-model.json' ? Promise.resolve(bytesSource(path, note)) : tidyFolder.open(path);
    await expect(openModelFolder({ label: 'hostile', open: outside })).rejects.toMatchObject({
      code: 'config-invalid',
    });
  });

  it('may be of another family, which is drawn as such and said', async () => {
    const transformer = { kind: 'file', open: () => openFile(referencePath('sprint', 'original.pth')) } as const;
    const model = await openModelFolder(withParts(tidyFolder, { transformer }));
    expect(model).toMatchObject({ family: 'sprint', scheduler: { _class_name: 'SCMScheduler' } });
    expect(model.remarks).toMatchObject([{ remark: 'scheduler-replaced', data: { taken: 'SCMScheduler' } }]);
    await model.close();
  });

  it('are refused with the reason, each by its own name', async () => {
    const transformer = await tidy('transformer');
    const textEncoder = await tidy('textEncoder');
    const autoencoder = plainBytes(await tidy('autoencoder'));
    const lora = safetensorsBytes([
      {
        name: 'transformer.transformer_blocks.0.attn1.to_k.lora_A.weight',
        dtype: 'F32',
        shape: [1],
        bytes: new Uint8Array(4),
      },
    ]);
    const control = plainBytes(
      new Map([...transformer, ['input_block.weight', { shape: [1], values: new Float32Array(1) }]]),
    );
    const svdq = plainBytes(
      new Map(
        ['qweight', 'wscales'].map(name => [
          `transformer_blocks.0.ff.${name}`,
          { shape: [1], values: new Float32Array(1) },
        ]),
      ),
    );
    const wide = new Map(
      [...textEncoder].map(([name, tensor]) => [
        name,
        name === 'embed_tokens.weight' ? { ...tensor, shape: [tensor.shape[0]! / 2, 2 * tensor.shape[1]!] } : tensor,
      ]),
    );
    const channels = new Map(
      [...(await tidy('autoencoder'))].map(([name, { shape, values }]) => {
        if (name !== 'decoder.conv_in.weight') return [name, { shape, values }];
        const half = shape[1]! / 2;
        return [name, { shape: [shape[0]!, half, 3, 3], values: values.subarray(0, shape[0]! * half * 9) }];
      }),
    );
    const config = await (await diskFolder(referencePath('sana', 'model')).open('vae/config.json'))!;
    const besideConfig = (place: PartPlace): PartPlace =>
      ({ ...place, kind: 'file', config: async () => config }) as PartPlace;
    const reasons: [PartPlaces, string, RegExp][] = [
      [{ transformer: file('weights.bin', plainBytes(transformer)) }, 'model-unsupported:bin', /weights\.bin .*pickle/],
      [{ transformer: file('pytorch_lora_weights.safetensors', lora) }, 'model-unsupported:lora', /is a LoRA/],
      [{ transformer: file('control.safetensors', control) }, 'model-unsupported:controlnet', /is a ControlNet/],
      [{ transformer: file('svdq.safetensors', svdq) }, 'model-unsupported:nunchaku', /nunchaku/],
      [{ transformer: file('vae.safetensors', autoencoder) }, 'model-unsupported:no-transformer', /vae\.safetensors/],
      [{ autoencoder: file('dit.pth', plainBytes(transformer)) }, 'model-unsupported:no-autoencoder', /dit\.pth/],
      [{ textEncoder: file('dit.pth', plainBytes(transformer)) }, 'model-unsupported:no-text-encoder', /dit\.pth/],
      // whose configuration lies beside it
      [
        { textEncoder: besideConfig(file('vae/x.safetensors', autoencoder)) },
        'model-unsupported:no-text-encoder',
        /x\./,
      ],
      [
        { textEncoder: file('gemma_2_2b_fp16.safetensors', plainBytes(textEncoder)) },
        'model-unsupported:base-text-encoder',
        /base model/,
      ],
      [
        { textEncoder: file('wide.safetensors', plainBytes(wide)) },
        'model-unsupported:text-encoder-width',
        /wide\.safetensors is \d+ wide; .* width \d+\. /,
      ],
      [
        { autoencoder: file('other.safetensors', plainBytes(channels)) },
        'model-unsupported:latent-channels',
        /other\.safetensors decodes latents of 16 channels/,
      ],
      [{ autoencoder: file('cut.safetensors', autoencoder.subarray(0, -1)) }, 'file-truncated:tensor', /cut off/],
    ];
    for (const [places, reason, words] of reasons) {
      const error = await refusal(places);
      expect(error, reason).toMatchObject({ reason, message: expect.stringMatching(words) });
    }
  });
});
