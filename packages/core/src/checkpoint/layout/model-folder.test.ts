import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../../test/reference-data.ts';
import { diskFolder } from '../../node/files.ts';
import { KNOWN_THINGS_FILE } from '../../text/known-things.ts';
import { altered } from '../files/altered-folder.fixture.ts';
import type { Folder } from '../tensors/tensors.ts';
import { type ModelFolder, openModelFolder } from './model-folder.ts';

const modelPath = (name: string) => referencePath(name, 'model');

let opened: ModelFolder | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

describe('a model folder', () => {
  it.each([
    ['sana', 'sana', 'DPMSolverMultistepScheduler'],
    ['sana15', 'sana', 'DPMSolverMultistepScheduler'],
    ['sana4k', 'sana', 'DPMSolverMultistepScheduler'],
    ['sprint', 'sprint', 'SCMScheduler'],
  ] as const)('%s opens with every tensor that its configurations imply', async (name, family, scheduler) => {
    opened = await openModelFolder(diskFolder(modelPath(name)));
    expect(opened.family).toBe(family);
    expect(opened.scheduler._class_name).toBe(scheduler);
    const config = readJson(`${modelPath(name)}/transformer/config.json`);
    expect(config).toMatchObject(JSON.parse(JSON.stringify(opened.transformer.config)));
    expect(opened.tokenizer.load().encode('')).toEqual([2]);
  });

  it('names the file that is missing and what the folder should be', async () => {
    for (const path of ['model_index.json', 'vae/config.json', 'tokenizer/tokenizer.json']) {
      const folder = altered(diskFolder(modelPath('sana')), { [path]: undefined });
      await expect(openModelFolder(folder)).rejects.toMatchObject({
        code: 'file-missing',
        data: { file: path },
        message: expect.stringContaining('official diffusers folder'),
      });
      await expect.poll(() => folder.leftOpen()).toBe(0);
    }
  });

  it('is refused, with everything closed, when parts contradict each other', async () => {
    const config = readJson(`${modelPath('sana')}/transformer/config.json`) as Record<string, unknown>;
    const withConfig = (change: Record<string, unknown>) =>
      altered(diskFolder(modelPath('sana')), { 'transformer/config.json': JSON.stringify({ ...config, ...change }) });
    const cases: [Record<string, unknown>, string][] = [
      [{ num_layers: 3 }, 'tensor-missing'],
      [{ num_layers: 1e12 }, 'config-invalid'],
      [{ mlp_ratio: 3 }, 'tensor-shape'],
      [{ caption_channels: 2304 }, 'config-invalid'],
      [{ patch_size: 2 }, 'config-invalid'],
    ];
    for (const [change, code] of cases) {
      const folder = withConfig(change);
      await expect(openModelFolder(folder)).rejects.toMatchObject({ code });
      await expect.poll(() => folder.leftOpen()).toBe(0);
    }
  });

  it('is refused when it is for another kind of pipeline', async () => {
    const folder = altered(diskFolder(modelPath('sana')), { 'model_index.json': '{"_class_name":"FluxPipeline"}' });
    await expect(openModelFolder(folder)).rejects.toMatchObject({ code: 'model-unsupported' });
    const broken = altered(diskFolder(modelPath('sana')), { 'model_index.json': '{"_class_name":' });
    await expect(openModelFolder(broken)).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('asks for everything at once, and says what is wrong in its order', async () => {
    const own = diskFolder(modelPath('sana'));
    const asked: string[] = [];
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    const slow: Folder = {
      ...own,
      async open(path) {
        const file = await own.open(path);
        if (!file || path === 'model_index.json') return file;
        asked.push(path);
        await answered;
        return file;
      },
    };
    const opening = openModelFolder(slow);
    const first = ['scheduler/scheduler_config.json', 'tokenizer/tokenizer.json'];
    const parts = ['transformer', 'text_encoder', 'vae'].map(part => `${part}/config.json`);
    await expect.poll(() => asked.toSorted()).toEqual([...first, ...parts].toSorted());
    answer();
    opened = await opening;
    const broken = altered(own, { 'vae/config.json': '[]', 'transformer/config.json': '[]' });
    await expect(openModelFolder(broken)).rejects.toMatchObject({ data: { file: 'transformer/config.json' } });
    await expect.poll(() => broken.leftOpen()).toBe(0);
  });

  it('is refused as soon as that is known, and closes what comes later', async () => {
    const path = 'scheduler/scheduler_config.json';
    const broken = altered(diskFolder(modelPath('sana')), { [path]: '{' });
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    const late: string[] = [];
    const slow: Folder = {
      ...broken,
      async open(path) {
        if (path !== 'vae/config.json') return broken.open(path);
        await answered;
        late.push(path);
        return broken.open(path);
      },
    };
    await expect(openModelFolder(slow)).rejects.toMatchObject({ data: { file: path } });
    expect(late).toEqual([]);
    answer();
    await expect.poll(() => late).toEqual(['vae/config.json']);
    await expect.poll(() => broken.leftOpen()).toBe(0);
  });

  it('that does not exist is a model that was not found', async () => {
    await expect(openModelFolder(diskFolder(modelPath('nowhere')))).rejects.toMatchObject({ code: 'model-not-found' });
  });

  it('asks again for what a model knows where it could not be read', async () => {
    const own = diskFolder(fileURLToPath(new URL('../../../../../models/sana-mini', import.meta.url)));
    let isDown = true;
    const folder: Folder = {
      label: own.label,
      async open(path) {
        const source = await own.open(path);
        if (!source || path !== KNOWN_THINGS_FILE) return source;
        return { ...source, read: (...range) => (isDown ? Promise.reject(new Error('down')) : source.read(...range)) };
      },
    };
    opened = await openModelFolder(folder);
    await expect(opened.knownThings!()).rejects.toThrow();
    isDown = false;
    const things = await opened.knownThings!();
    expect(await opened.knownThings!()).toBe(things);
  });

  it('reads token rows alone', async () => {
    opened = await openModelFolder(diskFolder(modelPath('sana')));
    const { tensors, config } = opened.textEncoder;
    const all = await tensors.readFloat32('embed_tokens.weight');
    const row = await tensors.readFloat32('embed_tokens.weight', [2, 3]);
    expect(row).toEqual(all.slice(2 * config.hidden_size, 3 * config.hidden_size));
  });
});
