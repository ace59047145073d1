import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { SanaError } from '../../errors.ts';
import { below, mutated, pick, type Random, seededRandom } from '../../random.fixture.ts';
import { bytesSource } from '../files/source.ts';
import type { ByteSource, TensorReader } from '../tensors/tensors.ts';
import { pickle, pickledDict, pickledTensor, safetensorsBytes, zipBytes } from './checkpoint.fixture.ts';
import { ggufBytes, ggufType, ggufValues } from './gguf.fixture.ts';
import { openGguf } from './gguf.ts';
import { openSafetensors } from './safetensors.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';

const MUTATIONS = 4000;
const MAX_MILLISECONDS = 1000;
/** No tensor and no read can be larger than the file it comes from, even when it is widened from one byte to four. */
const MAX_VALUES_PER_BYTE = 1;

/** Digits and punctuation of a JSON header exchanged, which random bytes hardly ever achieve. */
function editHeader(original: Uint8Array, random: Random): Uint8Array {
  const bytes = original.slice();
  const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const alphabet = new TextEncoder().encode('0123456789-.,:[]{}"eFBI32164');
  for (let changes = 1 + below(random, 3); changes > 0; changes--) {
    bytes[8 + below(random, header)] = alphabet[below(random, alphabet.length)]!;
  }
  return bytes;
}

interface Outcome {
  opened: number;
  codes: Map<string, number>;
}

/** Opens and reads everything; anything but success or a SanaError is a failure. */
async function attempt(
  bytes: Uint8Array,
  open: (source: ByteSource) => Promise<TensorReader>,
  outcome: Outcome,
  valuesPerByte = MAX_VALUES_PER_BYTE,
): Promise<void> {
  const start = performance.now();
  try {
    const reader = await open(bytesSource('fuzzed', bytes));
    for (const [name, { shape }] of reader.entries) {
      const values = await reader.readFloat32(name).catch(onlySanaErrors);
      expect(values?.length ?? 0).toBeLessThanOrEqual(valuesPerByte * bytes.length);
      if (shape[0]) await reader.readFloat32(name, [shape[0] - 1, shape[0]]).catch(onlySanaErrors);
    }
    outcome.opened++;
  } catch (error) {
    if (!(error instanceof SanaError)) throw error;
    outcome.codes.set(error.code, (outcome.codes.get(error.code) ?? 0) + 1);
  }
  expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
}

function onlySanaErrors(error: unknown): undefined {
  if (!(error instanceof SanaError)) throw error;
  return undefined;
}

const floats = (count: number) => new Uint8Array(Float32Array.from({ length: count }, (_, i) => i / 3).buffer);

const small = safetensorsBytes([
  { name: 'weight', dtype: 'F32', shape: [4, 3], bytes: floats(12) },
  { name: 'half', dtype: 'F16', shape: [5], bytes: floats(3).slice(0, 10) },
  { name: 'brain', dtype: 'BF16', shape: [2, 1, 3], bytes: floats(3) },
  { name: 'ids', dtype: 'I64', shape: [2], bytes: floats(4) },
]);

const dataPkl = pickledDict({
  state_dict: pickledDict({ a: pickledTensor({}), b: pickledTensor({ type: 'HalfStorage', key: '1' }) }).slice(2, -1),
  epoch: pickle.int(7),
});
const archive = (pickled: Uint8Array, zip64: boolean) =>
  zipBytes({ 'm/data.pkl': pickled, 'm/data/0': floats(4), 'm/data/1': floats(2) }, { zip64 });

const quantised = ggufBytes({
  metadata: { 'general.alignment': { u32: 32 }, words: ['a', 'ü'], numbers: { f32s: [1, 2] } },
  tensors: ['F32', 'Q4_K', 'Q5_0', 'BF16'].map((type, index) => ({
    name: type,
    type: ggufType(type)[0],
    shape: [256],
    bytes: ggufValues(type, 256, seededRandom(index)),
  })),
});

async function run(
  seed: number,
  make: (random: Random) => Uint8Array,
  open: (source: ByteSource) => Promise<TensorReader>,
  valuesPerByte?: number,
): Promise<Outcome> {
  const random = seededRandom(seed);
  const outcome: Outcome = { opened: 0, codes: new Map() };
  for (let i = 0; i < MUTATIONS; i++) await attempt(make(random), open, outcome, valuesPerByte);
  return outcome;
}

describe('thousands of damaged files each open or give a named error, quickly', () => {
  it('safetensors: bytes', async () => {
    const { opened, codes } = await run(1, random => mutated(small, random), openSafetensors);
    expect(opened).toBeGreaterThan(0);
    expect([...codes.keys()].sort()).toEqual(['file-corrupt', 'file-truncated', 'over-budget', 'tensor-dtype']);
  });

  it('safetensors: headers that lie', async () => {
    const { opened, codes } = await run(2, random => editHeader(small, random), openSafetensors);
    expect(opened).toBeGreaterThan(0);
    expect(codes.get('file-corrupt')).toBeGreaterThan(MUTATIONS / 10);
  });

  it('GGUF', async () => {
    // a byte of codes of four bits is two values
    const open = async (source: ByteSource) => (await openGguf(source)).reader;
    const { opened, codes } = await run(7, random => mutated(quantised, random), open, 2);
    expect(opened).toBeGreaterThan(0);
    expect([...codes.keys()].sort()).toEqual(['file-corrupt', 'file-truncated', 'model-unsupported', 'tensor-dtype']);
  });

  it.each([false, true])('torch: the archive (zip64: %s)', async zip64 => {
    const whole = archive(dataPkl, zip64);
    const { opened, codes } = await run(3, random => mutated(whole, random), openTorchCheckpoint);
    expect(opened).toBeGreaterThan(0);
    expect([...codes.keys()]).toEqual(
      expect.arrayContaining(['file-corrupt', 'file-truncated', 'pickle-refused', 'model-unsupported']),
    );
  });

  it('torch: the pickle in an intact archive', async () => {
    const make = (random: Random) => archive(mutated(dataPkl, random), false);
    const { opened, codes } = await run(4, make, openTorchCheckpoint);
    expect(opened).toBeGreaterThan(0);
    expect(codes.get('pickle-refused')).toBeGreaterThan(MUTATIONS / 10);
    expect(codes.get('file-corrupt')).toBeGreaterThan(MUTATIONS / 10);
  });

  it('torch: random operations', async () => {
    const operations = [...new Set(dataPkl)];
    const make = (random: Random) => {
      const bytes = Uint8Array.from({ length: 1 + below(random, 60) }, () => pick(random, operations));
      return archive(pickle.join(pickle.op(0x80, 2), bytes, pickle.op(0x2e)), false);
    };
    const { codes } = await run(5, make, openTorchCheckpoint);
    expect(codes.get('file-corrupt')).toBeGreaterThan(0);
  });

  it('a real checkpoint', async () => {
    const whole = new Uint8Array(readFileSync(referencePath('sana', 'original.pth')));
    const directory = whole.slice(0, 6000);
    const random = seededRandom(6);
    const outcome: Outcome = { opened: 0, codes: new Map() };
    for (let i = 0; i < 60; i++) {
      const bytes = whole.slice();
      bytes.set(mutated(directory, random).subarray(0, directory.length));
      await attempt(bytes, openTorchCheckpoint, outcome);
    }
    expect(outcome.codes.size).toBeGreaterThan(0);
  });
});
