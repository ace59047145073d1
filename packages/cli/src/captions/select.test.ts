import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { type SelectFlags, select } from './select.ts';

type Sequence = readonly (readonly [key: string, type: string, score: number])[];

const golden = readJson(referencePath('captions', 'expected.json')) as {
  readonly cases: Readonly<Record<string, { readonly captions: Readonly<Record<string, string | null>> }>>;
  readonly sequences: Readonly<Record<string, Sequence>>;
};
const RELEASED = { law: 'nvlabs', threshold: 25, temperature: 0.1, seed: '0' } as const satisfies SelectFlags;

let said = '';
let told = '';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sana-select-'));
  [said, told] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    told += String(text);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function selected(path: string, flags: Partial<SelectFlags> = {}) {
  said = '';
  await select(path, { ...RELEASED, json: true, ...flags });
  const read: Readonly<Record<string, { type: string; caption: string; score: number }>> = JSON.parse(said);
  return read;
}

it('selects for the golden folder what Python selects, in the order of its list', async () => {
  for (const [name, sequence] of Object.entries(golden.sequences)) {
    const seed = /seed (\d+)/.exec(name)![1]!;
    const result = await selected(referencePath('captions', 'folder'), { seed });
    expect(Object.entries(result)).toEqual(
      sequence.map(([key, type, score]) => [key, { type, caption: golden.cases[key]!.captions[type] ?? '', score }]),
    );
    // of the same pictures in a tar, whose keys have no dot
    const shards = await selected(referencePath('captions', 'shards'), { seed });
    const inTar = sequence.filter(([key]) => !key.includes('.'));
    expect(Object.keys(shards)).toEqual(inTar.map(([key]) => key));
    // until the first key that is not in it, chance is the same
    expect(Object.entries(shards).map(([key, { type, score }]) => [key, type, score])).toEqual(inTar);
  }
  expect(told).toContain('00000007_InternVL2-26B_clip_score.json');
});

it('keeps keys that are numbers in their order, and tells which pictures have no text', async () => {
  await cp(referencePath('captions', 'folder', '00000000.png'), join(folder, '10.png'));
  for (const name of ['2.png', '1.png']) await cp(join(folder, '10.png'), join(folder, name));
  await writeFile(join(folder, '10.txt'), '  ten \nnot read');
  await writeFile(join(folder, '2.txt'), 'two');
  await writeFile(join(folder, 'meta_data.json'), JSON.stringify({ img_names: ['10.png', '2', '1.png'] }));
  await select(folder, { ...RELEASED, json: true });
  expect(said).toBe(
    '{\n  "10": {"type":"prompt","caption":"ten","score":0},\n  "2": {"type":"prompt","caption":"two","score":0}\n}\n',
  );
  expect(told).toContain('1.png (no text');
});

it('files a side file under the longest name that it can be of', async () => {
  for (const key of ['a', 'a_b']) {
    await cp(referencePath('captions', 'folder', '00000000.png'), join(folder, `${key}.png`));
    await writeFile(join(folder, `${key}.txt`), key);
  }
  await writeFile(join(folder, 'a_b_M.json'), JSON.stringify({ a_b: { M: 'both' } }));
  await writeFile(join(folder, 'a_b_M_clip_score.json'), JSON.stringify({ a_b: { M: ' 2.7e1 ' } }));
  expect(await selected(folder, { law: 'best' })).toEqual({
    a: { type: 'prompt', caption: 'a', score: 0 },
    a_b: { type: 'M', caption: 'both', score: 27 },
  });
});

it('prints two pictures of one name as lines, and not as one entry of an object', async () => {
  for (const below of ['a', 'b']) {
    await cp(referencePath('captions', 'folder', '00000000.png'), join(folder, below, '1.png'));
    await writeFile(join(folder, below, '1.txt'), below);
  }
  await writeFile(join(folder, 'meta_data.json'), JSON.stringify({ img_names: ['a/1.png', 'b/1.png'] }));
  await expect(selected(folder)).rejects.toMatchObject({ reason: 'request-invalid:captions-stem' });
  await select(folder, RELEASED);
  expect(said).toBe('1\tprompt\t0.0000\ta\n1\tprompt\t0.0000\tb\n');
});

it('refuses lists that lead elsewhere, folders without pictures, and seeds that are none', async () => {
  await expect(select(folder, RELEASED)).rejects.toMatchObject({ reason: 'file-missing:pictures' });
  await writeFile(join(folder, 'meta_data.json'), JSON.stringify({ img_names: ['../secret.png'] }));
  await expect(select(folder, RELEASED)).rejects.toMatchObject({ reason: 'config-invalid:captions' });
  await expect(select(join(folder, 'none'), RELEASED)).rejects.toMatchObject({ reason: 'file-missing:folder' });
  await expect(select(folder, { ...RELEASED, seed: '1.5' })).rejects.toMatchObject({ reason: 'request-invalid:seed' });
});
