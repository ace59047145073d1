import { describe, expect, it } from 'vitest';
import { BUDGETS } from '../../budgets.ts';
import { type ErrorCode, SanaError } from '../../errors.ts';
import { ascii, joined, type Random, seededRandom } from '../../random.fixture.ts';
import { bytesSource, memoryFolder } from '../files/source.ts';
import { pickledDict, pickledTensor, zipBytes } from './checkpoint.fixture.ts';
import { hostileSafetensors, hostileShardIndex, nested, withHeaderText } from './hostile.fixture.ts';
import { openSafetensors } from './safetensors.ts';
import { openSharded } from './sharded.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';

/** On a machine that is very busy; a hundredth of it elsewhere. What is not bounded takes minutes. */
const MAX_MILLISECONDS = 10_000;

/** The code that reading ends with, or `read`; anything that is no SanaError fails. */
async function outcome(read: () => Promise<unknown>): Promise<ErrorCode | 'read'> {
  const start = performance.now();
  try {
    await read();
    return 'read';
  } catch (error) {
    if (!(error instanceof SanaError)) throw error;
    expect(error.message.length).toBeLessThanOrEqual(BUDGETS.message.most);
    return error.code;
  } finally {
    expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
  }
}

const safetensors = (bytes: Uint8Array) => outcome(() => openSafetensors(bytesSource('hostile.safetensors', bytes)));
const header = (text: string) => safetensors(withHeaderText(text, new Uint8Array(4)));
const entry = (dtype: string, shape = '[1]') => `{"w":{"dtype":${dtype},"shape":${shape},"data_offsets":[0,4]}}`;

describe('a safetensors header', () => {
  it.each([
    ['a dtype that is nested', entry(nested(50)), 'tensor-dtype'],
    ['a dtype that is nested beyond all bounds', entry(nested(100_000)), 'over-budget'],
    ['a dtype of a million letters', entry(`"${'F'.repeat(1e6)}"`), 'tensor-dtype'],
    ['a dtype of a million values', entry(`[${'0,'.repeat(1e6)}0]`), 'over-budget'],
    ['more tensors than any checkpoint', `{${'"a":{},'.repeat(400_000)}"b":{}}`, 'over-budget'],
    ['a shape of very many dimensions', entry('"F32"', `[${'1,'.repeat(200_000)}1]`), 'file-corrupt'],
    ['a shape of a fraction', entry('"F32"', '[0.5]'), 'file-corrupt'],
    ['a shape below zero', entry('"F32"', '[-1]'), 'file-corrupt'],
    ['a shape beyond all numbers', entry('"F32"', '[1e999]'), 'file-corrupt'],
    [
      'a shape whose product is beyond all numbers',
      entry('"F32"', '[9007199254740991,9007199254740991,0]'),
      'file-corrupt',
    ],
    ['a tensor called __proto__', '{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 'read'],
    ['a list in place of an object', '[1,2,3]', 'file-corrupt'],
  ])('with %s', async (_, text, code) => {
    expect(await header(text)).toBe(code);
  });

  it.each([
    [9, 'file-truncated'],
    [BUDGETS.tensorHeader.most, 'file-truncated'],
    [BUDGETS.tensorHeader.most + 1, 'over-budget'],
    [2 ** 53, 'file-corrupt'],
  ])('that says it has %d bytes is not made room for', async (length, code) => {
    expect(await safetensors(withHeaderText('{}', undefined, length))).toBe(code);
  });

  it('is read or refused with a code, quickly, whatever is in it', async () => {
    const random = seededRandom(1);
    const codes = new Set<string>();
    for (let i = 0; i < 500; i++) codes.add(await safetensors(hostileSafetensors(random)));
    expect([...codes].sort()).toEqual(['file-corrupt', 'file-truncated', 'over-budget', 'read', 'tensor-dtype']);
  });
});

describe('a list of shards', () => {
  const sharded = (index: string, files: Record<string, Uint8Array> = {}) => {
    const folder = memoryFolder('hostile', new Map(Object.entries(files)));
    return outcome(() => openSharded(bytesSource('index.json', ascii(index)), name => folder.open(name)));
  };

  it.each([
    ['leads out of the folder', '{"weight_map":{"a":"../../etc/passwd"}}', 'file-missing'],
    ['names a device', '{"weight_map":{"a":"C:\\\\nul"}}', 'file-missing'],
    [
      'has a hundred thousand wrong entries',
      `{"weight_map":{${Array.from({ length: 90_000 }, (_, i) => `"${i}":1`)}}}`,
      'config-invalid',
    ],
    ['has more entries than any', `{"weight_map":{${'"a":"b",'.repeat(200_000)}"c":"d"}}`, 'over-budget'],
    [
      'names hundreds of files',
      `{"weight_map":{${Array.from({ length: 300 }, (_, i) => `"${i}":"${i}"`)}}}`,
      'over-budget',
    ],
    ['is nested beyond all bounds', `{"weight_map":${nested(100_000)}}`, 'over-budget'],
    ['has a name called __proto__', '{"weight_map":{"__proto__":"x"}}', 'file-missing'],
  ])('that %s', async (_, index, code) => {
    expect(await sharded(index)).toBe(code);
  });

  it('is read or refused with a code, quickly, whatever is in it', async () => {
    const random: Random = seededRandom(2);
    const codes = new Set<string>();
    for (let i = 0; i < 200; i++) codes.add(await sharded(hostileShardIndex(random)));
    expect([...codes].sort()).toEqual(['config-invalid', 'file-missing', 'over-budget', 'read']);
  });
});

describe('a torch checkpoint', () => {
  const torch = (bytes: Uint8Array) => outcome(() => openTorchCheckpoint(bytesSource('hostile.pth', bytes)));

  it('has tensors of a bounded number of dimensions: any number of them can share one list', async () => {
    const ones = new Array<number>(BUDGETS.tensorRank.most + 1).fill(1);
    const data = pickledDict({ a: pickledTensor({ shape: ones, strides: ones }) });
    expect(await torch(zipBytes({ 'm/data.pkl': data, 'm/data/0': new Uint8Array(16) }))).toBe('file-corrupt');
  });

  it('has a pickle, a note and a directory of a bounded size', async () => {
    const note = new Uint8Array(BUDGETS.byteOrder.most + 1);
    expect(await torch(zipBytes({ 'm/data.pkl': pickledDict({}), 'm/byteorder': note }))).toBe('over-budget');
    const pickled = zipBytes({ 'm/data.pkl': new Uint8Array(BUDGETS.pickle.most + 1) });
    expect(await torch(pickled)).toBe('over-budget');

    const directory = new Uint8Array(BUDGETS.zipDirectory.most + 1);
    const end = new Uint8Array(22);
    end.set([0x50, 0x4b, 5, 6]);
    new DataView(end.buffer).setUint16(10, 1, true);
    new DataView(end.buffer).setUint32(12, directory.length, true);
    expect(await torch(joined(ascii('PK'), directory, end))).toBe('over-budget');
  });
});
