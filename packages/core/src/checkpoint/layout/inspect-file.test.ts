import { describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../../test/reference-data.ts';
import { diskFolder, openFile } from '../../node/files.ts';
import { bytesSource } from '../files/source.ts';
import { safetensorsBytes, type TestTensor } from '../formats/checkpoint.fixture.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { writeSafetensors } from '../formats/safetensors-write.ts';
import { gemmaGguf, ggufBytes, type TestVocabulary } from './gemma-gguf.fixture.ts';
import { inspectFile } from './inspect-file.ts';
import { tensorsOf, underOriginalNames } from './other-files.fixture.ts';

const zeros = (name: string, ...shape: number[]): TestTensor => {
  const bytes = new Uint8Array(4 * shape.reduce((product, dim) => product * dim, 1));
  return { name, dtype: 'F32', shape, bytes };
};
const scalar = (name: string, value: number): TestTensor => {
  return { name, dtype: 'F32', shape: [], bytes: new Uint8Array(Float32Array.of(value).buffer) };
};

async function inspectBytes(bytes: Uint8Array, label = 'file.safetensors') {
  const { entries: _, ...told } = await inspectFile(bytesSource(label, bytes));
  return told;
}

/** With notes in the header, as trainers write them. */
function withNotes(tensors: readonly TestTensor[], notes: Record<string, string>): Uint8Array {
  const plain = safetensorsBytes(tensors);
  const length = Number(new DataView(plain.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(plain.subarray(8, 8 + length))) as object;
  const text = new TextEncoder().encode(JSON.stringify({ ...header, __metadata__: notes }));
  const file = new Uint8Array(8 + text.length + plain.length - 8 - length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(plain.subarray(8 + length), 8 + text.length);
  return file;
}

describe('a LoRA', () => {
  const pair = (module: string, rank: number) => [
    zeros(`${module}.lora_A.weight`, rank, 8),
    zeros(`${module}.lora_B.weight`, 8, rank),
  ];
  const block = 'transformer.transformer_blocks.0.';

  it('is named with its ranks, its targets and alpha of its header', async () => {
    const adapter = { 'transformer.lora_alpha': 8, 'transformer.alpha_pattern': { 'attn2.to_q': 2 } };
    const tensors = [...pair(`${block}attn1.to_k`, 4), ...pair(`${block}attn2.to_q`, 6)];
    const { part, other } = await inspectBytes(withNotes(tensors, { lora_adapter_metadata: JSON.stringify(adapter) }));
    expect(part).toBeUndefined();
    expect(other).toEqual({
      ...{ kind: 'lora', modules: 2, saysAlpha: true },
      ...{ targets: ['attn1.to_k', 'attn2.to_q'], ranks: [4, 6], alphas: [2, 8] },
    });
  });

  it('has its rank for alpha where it says none, or notes that make no sense', async () => {
    const tensors = pair(`${block}ff.conv_point`, 4);
    for (const bytes of [safetensorsBytes(tensors), withNotes(tensors, { lora_adapter_metadata: '{' })]) {
      expect((await inspectBytes(bytes)).other).toMatchObject({
        alphas: [4],
        saysAlpha: false,
        targets: ['ff.conv_point'],
      });
    }
  });

  it('is known under the names of other trainers, with alpha beside each pair', async () => {
    const module = 'lora_transformer_transformer_blocks_11_attn1_to_out_0';
    const bytes = safetensorsBytes([
      zeros(`${module}.lora_down.weight`, 4, 8),
      zeros(`${module}.lora_up.weight`, 8, 4),
      scalar(`${module}.alpha`, 6),
    ]);
    expect((await inspectBytes(bytes)).other).toMatchObject({ targets: ['attn1.to_out.0'], ranks: [4], alphas: [6] });
  });
});

it.each([
  ['controlnet_blocks.0.weight', 'input_block.weight', false],
  ['controlnet.0.after_proj.weight', 'controlnet.0.before_proj.weight', true],
] as const)('a ControlNet is none of the transformer whose names it has (%s)', async (after, before, original) => {
  const embedding = original ? 'x_embedder.proj.weight' : 'patch_embed.proj.weight';
  const bytes = safetensorsBytes([zeros(embedding, 16, 4, 1, 1), zeros(after, 16, 16), zeros(before, 16, 16)]);
  expect(await inspectBytes(bytes)).toMatchObject({
    part: undefined,
    other: { kind: 'controlnet', blocks: 1, width: 16, original },
  });
});

it('what is packed for nunchaku is named', async () => {
  const module = 'transformer_blocks.0.attn.qkv_proj';
  const bytes = safetensorsBytes([zeros(`${module}.qweight`, 8, 4), zeros(`${module}.wscales`, 1, 8)]);
  expect((await inspectBytes(bytes)).other).toEqual({ kind: 'nunchaku' });
});

it('an autoencoder is known in any naming, with what it lacks, and DC-AE-Lite by its shape', async () => {
  const own = diskFolder(referencePath('sana', 'model'));
  const source = (await own.open('vae/diffusion_pytorch_model.safetensors'))!;
  const tidy = await tensorsOf(await openSafetensors(source));
  await source.close?.();
  const write = (tensors: typeof tidy) =>
    writeSafetensors(
      new Map([...tensors].map(([name, { shape, values: data }]) => [name, { dtype: 'F32', shape, data } as const])),
    );
  const whole = { missing: [], unexpected: [], wrongShapes: [] };
  const part = { name: 'autoencoder', isLite: false, size: { width: 32 }, agreement: whole };
  expect(await inspectBytes(write(tidy))).toMatchObject({ part: { ...part, original: false } });
  expect(await inspectBytes(write(underOriginalNames('autoencoder', tidy)))).toMatchObject({
    part: { ...part, original: true },
  });
  const cut = new Map([...tidy].filter(([name]) => name !== 'decoder.conv_out.bias'));
  expect((await inspectBytes(write(cut))).part?.agreement?.missing).toEqual(['decoder.conv_out.bias']);
  const lite = await openFile(referencePath('autoencoder', 'lite.safetensors'));
  expect((await inspectFile(lite)).part).toMatchObject({ name: 'autoencoder', isLite: true });
  await lite.close?.();
});

describe('a text encoder', () => {
  const vocabulary = readJson(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json')) as TestVocabulary;
  const made = gemmaGguf({ vocabulary, layers: [() => 'Q4_0'], table: 'Q6_K' });
  const gguf = (metadata: typeof made.metadata, label = 'model.gguf') =>
    inspectBytes(ggufBytes({ ...made, metadata: { ...made.metadata, ...metadata } }), label);

  it('in a GGUF is named with its type and what it was trained for', async () => {
    const found = await gguf({ 'general.name': 'Gemma 2 2b It', 'general.file_type': { u32: 15 } });
    expect(found).toMatchObject({
      format: 'gguf',
      gguf: { architecture: 'gemma2', name: 'Gemma 2 2b It', quantisation: 'Q4_K_M' },
      part: { name: 'textEncoder', tuning: 'instructed', size: { layers: 1 } },
    });
    expect(await gguf({ 'general.name': 'Gemma 2 2b' })).toMatchObject({ part: { tuning: 'base' } });
    expect((await gguf({ 'general.name': 'mine' })).part?.tuning).toBeUndefined();
    const other = await gguf({ 'general.architecture': 'llama' });
    expect([other.part, other.gguf?.architecture]).toEqual([undefined, 'llama']);
  });

  it('in safetensors is named by its file', async () => {
    const source = await openFile(referencePath('sana', 'model', 'text_encoder', 'model.safetensors'));
    const bytes = await source.read(0, source.size);
    await source.close?.();
    const tuning = async (label: string) => (await inspectBytes(bytes, label)).part?.tuning;
    expect(await tuning('text_encoders/gemma_2_2b_it_elm_bf16.safetensors')).toBe('instructed');
    expect(await tuning('text_encoders\\gemma_2_2b_fp16.safetensors')).toBe('base');
    expect(await tuning('text_encoder/model.safetensors')).toBeUndefined();
  });
});
