import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { computerWith } from './computer.fixture.ts';
import { FoundFiles } from './found-files.ts';

const REFERENCE = join(import.meta.dirname, '../../../../../test/reference/sana/model');
const TRANSFORMER = readFileSync(join(REFERENCE, 'transformer/diffusion_pytorch_model.safetensors'));
const SNAPSHOT = '/home/ada/.cache/huggingface/hub/models--founders--Sana_tiny/snapshots/0a';
const SINGLE = '/home/ada/ComfyUI/models/unet/sana.safetensors';
const SECRET = '/home/ada/.ssh/id_ed25519';

function disk(): Record<string, Uint8Array> {
  const paths = (readdirSync(REFERENCE, { recursive: true }) as string[]).filter(
    path => !statSync(join(REFERENCE, path)).isDirectory(),
  );
  const model = paths.map(path => [join(SNAPSHOT, path), readFileSync(join(REFERENCE, path))]);
  return { ...Object.fromEntries(model), [SINGLE]: TRANSFORMER, [SECRET]: new Uint8Array(8) };
}

it('opens what it finds, without being asked to look first, and nothing else', async () => {
  const files = new FoundFiles(computerWith('linux', disk()));
  const opened = await files.open(SINGLE, '');
  expect(opened?.size).toBe(TRANSFORMER.length);
  expect(Buffer.from(await files.read(opened!.file, 8, 16))).toEqual(TRANSFORMER.subarray(8, 24));
  await files.close(opened!.file);
  await expect(files.read(opened!.file, 8, 16)).rejects.toMatchObject({ code: 'internal' });
  expect(await files.open(SECRET, '')).toBeUndefined();
  expect((await files.open(SNAPSHOT, 'model_index.json'))?.size).toBeGreaterThan(100);
  expect(await files.open(SNAPSHOT, 'nothing.json')).toBeUndefined();
  for (const path of ['../../../../../../.ssh/id_ed25519', SECRET, '..', 'a\\b'])
    await expect(files.open(SNAPSHOT, path)).rejects.toMatchObject({ code: expect.any(String) });
});

it('finds what came since it looked, and not what is gone', async () => {
  const there: Record<string, Uint8Array> = {};
  const files = new FoundFiles(computerWith('linux', there));
  expect((await files.find()).models).toEqual([]);
  there[SINGLE] = TRANSFORMER;
  expect((await files.open(SINGLE, ''))?.size).toBe(TRANSFORMER.length);
  delete there[SINGLE];
  expect(await files.open(SINGLE, '')).toBeUndefined();
});
