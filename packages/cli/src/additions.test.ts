import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { additionsOf, namedAdditions } from './additions.ts';

let folder: string;
let style: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sana-additions-'));
  style = join(folder, 'style.safetensors');
  await writeFile(style, 'tensors');
});
afterAll(() => rm(folder, { recursive: true }));

test('opens what was said, by its path or as a picture remembers it, and nothing that a document or a picture names', async () => {
  const open = additionsOf(namedAdditions({ lora: [{ name: style, strength: 1 }] }));
  for (const name of [style, 'style.safetensors']) {
    expect(await open('lora', name)).toMatchObject({ place: 'style.safetensors', name: 'style.safetensors' });
  }
  for (const said of [undefined, []]) {
    const nothing = additionsOf(namedAdditions({ lora: said }));
    for (const name of [style, '/etc/passwd', 'owner/name', 'https://example.com/a.safetensors']) {
      expect(await nothing('lora', name)).toBeUndefined();
    }
  }
});

test.each([
  ['owner/name', ''],
  ['owner/name/a.safetensors', 'a.safetensors'],
  ['owner/name/folder', 'folder/'],
  ['https://example.com/loras/a.safetensors', 'a.safetensors'],
  ['./gone/a', undefined],
  ['gone.safetensors', undefined],
])('takes %s for what it names', async (name, place) => {
  expect((await additionsOf([name])('lora', name))?.place).toBe(place);
});

test('takes the only LoRA of a folder', async () => {
  expect(await additionsOf([folder])('lora', folder)).toMatchObject({ place: 'style.safetensors' });
});
