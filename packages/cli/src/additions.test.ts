import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTROLNETS } from '@sana-studio/models';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { TestHub } from '../../../test/hub/hub.ts';
import { referencePath } from '../../../test/reference-data.ts';

type Module = typeof import('./additions.ts');

let folder: string;
let style: string;
let hub: TestHub;
let additionsOf: Module['additionsOf'];
let namedAdditions: Module['namedAdditions'];
const told: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sana-additions-'));
  style = join(folder, 'style.safetensors');
  await writeFile(style, 'tensors');
  const lora = await readFile(referencePath('lora', 'sana', 'alpha.safetensors'));
  const files = new Map([
    ['a.safetensors', lora],
    ['folder/b.safetensors', lora],
  ]);
  const official = new Map([[CONTROLNETS[0]!.path, lora]]);
  hub = await TestHub.start({
    repositories: new Map([
      ['owner/name', files],
      [CONTROLNETS[0]!.repo, official],
    ]),
  });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  for (const name of ['XDG_DATA_HOME', 'XDG_CONFIG_HOME']) vi.stubEnv(name, join(folder, name));
  vi.spyOn(process.stderr, 'write').mockImplementation(words => told.push(String(words)) > 0);
  // where things are kept is read once
  ({ additionsOf, namedAdditions } = await import('./additions.ts'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await hub.stop();
  await rm(folder, { recursive: true });
});

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
  expect(hub.listings).toBe(0);
});

test('takes the only LoRA of a folder, and an address for what it names', async () => {
  expect(await additionsOf([folder])('lora', folder)).toMatchObject({ place: 'style.safetensors' });
  const address = `${hub.url}/owner/name/resolve/main/a.safetensors`;
  expect(await additionsOf([address])('lora', address)).toMatchObject({ place: 'a.safetensors' });
  for (const gone of ['./gone/a', 'gone.safetensors']) expect(await additionsOf([gone])('lora', gone)).toBeUndefined();
});

describe('a repository of a hub', () => {
  it.each([
    ['owner/name', 'a.safetensors'],
    ['owner/name/folder/b.safetensors', 'folder/b.safetensors'],
    ['owner/name/folder', 'folder/b.safetensors'],
  ])('is fetched and kept, which is told with its size: %s', async (name, place) => {
    told.length = 0;
    expect(await additionsOf([name])('lora', name)).toMatchObject({ place, name });
    expect(told.join('')).toMatch(new RegExp(`^${name}: [\\d.]+ kB from 127\\.0\\.0\\.1`));
    const asked = hub.requests.length;
    const kept = (await additionsOf([name])('lora', name))!;
    const file = (await kept.folder.open(kept.place))!;
    const lora = await readFile(referencePath('lora', 'sana', 'alpha.safetensors'));
    expect(Buffer.from(await file.read(0, file.size)).equals(lora)).toBe(true);
    expect(hub.requests.length).toBe(asked);
  });
});

test('fetches no published ControlNet before its terms were accepted, and says how that is done', async () => {
  const [{ id, repo }] = CONTROLNETS as [(typeof CONTROLNETS)[0]];
  for (const name of [id, repo]) {
    await expect(additionsOf([name])('controlnet', name)).rejects.toMatchObject({
      message: expect.stringContaining(`sana models add ${id} --accept-licence`),
    });
  }
});
