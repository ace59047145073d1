import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import type { SanaError } from '@sana-studio/core';
import { gemmaGguf, ggufBytes } from '@sana-studio/core/testing';
import { describe, expect, it } from 'vitest';
import { computerWith } from './computer.fixture.ts';
import { type Computer, thisComputer } from './computer.ts';
import { findModels } from './find.ts';
import { resolveOllama } from './ollama.ts';

const REFERENCE = join(import.meta.dirname, '../../../../../test/reference/sana');
const MODEL = join(REFERENCE, 'model');
const TRANSFORMER = readFileSync(join(MODEL, 'transformer/diffusion_pytorch_model.safetensors'));

const VOCABULARY = JSON.parse(readFileSync(join(MODEL, 'tokenizer/tokenizer.json'), 'utf8'));

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const WEIGHTS = `sha256:${'7'.repeat(64)}`;
const CONFIG = `sha256:${'c'.repeat(64)}`;
const NOTE = text({
  schemaVersion: 2,
  config: { digest: CONFIG, size: 1 },
  layers: [
    { mediaType: 'application/vnd.ollama.image.license', digest: `sha256:${'1'.repeat(64)}`, size: 8 },
    { mediaType: 'application/vnd.ollama.image.model', digest: WEIGHTS, size: 1_629_509_152 },
  ],
});
const GEMMA = text({ model_format: 'gguf', model_family: 'gemma2', model_type: '2.6B', file_type: 'Q4_0' });
const BLOB = new Uint8Array(32);

const SYSTEMS = ['linux', 'darwin', 'win32'] as const;

/** Ollama's folder as it lays it out. */
function ollama(platform: (typeof SYSTEMS)[number], root: string, names: Readonly<Record<string, Uint8Array>>) {
  const at = (platform === 'win32' ? win32 : posix).join;
  const manifests = Object.entries(names).map(([name, note]) => [at(root, 'manifests', ...name.split('/')), note]);
  const blobs = [
    [at(root, 'blobs', WEIGHTS.replace(':', '-')), BLOB],
    [at(root, 'blobs', CONFIG.replace(':', '-')), GEMMA],
  ];
  return Object.fromEntries([...manifests, ...blobs]) as Record<string, Uint8Array>;
}

const LIBRARY = 'registry.ollama.ai/library';

const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: SanaError) => error,
  );

describe.each([
  ['linux', '/home/ada/.ollama/models', {}],
  ['linux', '/usr/share/ollama/.ollama/models', {}],
  ['linux', '/data/ollama', { OLLAMA_MODELS: '/data/ollama' }],
  ['darwin', '/Users/ada/.ollama/models', {}],
  ['win32', 'C:\\Users\\ada\\.ollama\\models', {}],
  ['win32', 'D:\\ollama', { OLLAMA_MODELS: 'D:\\ollama' }],
] as const)('Ollama on %s, in %s', (platform, root, env) => {
  const files = ollama(platform, root, {
    [`${LIBRARY}/gemma2/2b`]: NOTE,
    [`${LIBRARY}/gemma2/2b-text-q4_0`]: NOTE,
    'registry.ollama.ai/ada/painter/latest': NOTE,
  });
  const computer = computerWith(platform, files, { env });
  const blob = (platform === 'win32' ? win32 : posix).join(root, 'blobs', WEIGHTS.replace(':', '-'));

  it('has its models found where they lie, and not the base model', async () => {
    const { models, problems } = await findModels([], computer);
    expect(problems).toEqual([]);
    expect(models.map(model => [model.program, model.kind, model.reference, model.title, model.path])).toEqual([
      ['Ollama', 'textEncoder', 'ollama:gemma2:2b', 'gemma2:2b (Q4_0)', blob],
    ]);
    await expect(resolveOllama('ollama:gemma2:2b', computer)).resolves.toBe(blob);
    await expect(resolveOllama('ollama:ada/painter', computer)).resolves.toBe(blob);
  });
});

it('says of what Ollama has not where was looked, what there is, and how to have it', async () => {
  const root = '/home/ada/.ollama/models';
  const files = ollama('linux', root, { [`${LIBRARY}/gemma2/2b`]: NOTE });
  const missing = await failure(resolveOllama('ollama:gemma2:9b', computerWith('linux', files)));
  expect(missing.code).toBe('model-not-found');
  expect(missing.message).toMatch(/There are: ollama:gemma2:2b\..*ollama pull gemma2:9b/);
  const none = await failure(resolveOllama('ollama:gemma2:2b', computerWith('linux', {})));
  expect(none.message).toContain(root);
  const { [`${root}/blobs/${WEIGHTS.replace(':', '-')}`]: _, ...withoutBlob } = files;
  const gone = computerWith('linux', withoutBlob);
  expect((await failure(resolveOllama('ollama:gemma2:2b', gone))).code).toBe('file-missing');
  expect((await findModels([], gone)).problems.map(({ code }) => code)).toEqual(['file-missing']);
});

it.each([
  'gemma2:2b',
  'ollama:',
  'ollama:../x',
  'ollama:a/b/c/d',
  'ollama:gemma2:../../x',
  'ollama:a\\b',
  'ollama:x:.',
])('no name leads out of its folder: %s', async reference => {
  const asked: string[] = [];
  const { disk, ...computer } = computerWith('linux', {});
  const watched: Computer = { ...computer, disk: { ...disk, size: async path => void asked.push(path) } };
  expect((await failure(resolveOllama(reference, watched))).code).toBe('request-invalid');
  expect(asked).toEqual([]);
});

describe.each([
  ['LM Studio', 'linux', '/home/ada/.lmstudio/models/ada/sana/x-sana.safetensors', {}],
  ['LM Studio', 'win32', 'C:\\Users\\ada\\.lmstudio\\models\\ada\\sana\\x-sana.safetensors', {}],
  ['LM Studio', 'darwin', '/Users/ada/.cache/lm-studio/models/ada/sana/x-sana.safetensors', {}],
  ['llama.cpp', 'linux', '/home/ada/.cache/llama.cpp/ada_sana.safetensors', {}],
  ['llama.cpp', 'linux', '/cache/llama.cpp/ada_sana.safetensors', { XDG_CACHE_HOME: '/cache' }],
  ['llama.cpp', 'darwin', '/Users/ada/Library/Caches/llama.cpp/ada_sana.safetensors', {}],
  ['llama.cpp', 'win32', 'C:\\Local\\llama.cpp\\ada_sana.safetensors', { LOCALAPPDATA: 'C:\\Local' }],
  ['llama.cpp', 'linux', '/l/ada_sana.safetensors', { LLAMA_CACHE: '/l' }],
  ['ComfyUI', 'linux', '/home/ada/ComfyUI/models/diffusion_models/Sana_1600M_1024px.safetensors', {}],
  ['ComfyUI', 'darwin', '/Users/ada/Documents/ComfyUI/models/unet/sub/Sana.safetensors', {}],
  ['ComfyUI', 'win32', 'C:\\Users\\ada\\Documents\\ComfyUI\\models\\checkpoints\\Sana.safetensors', {}],
  [
    'Hugging Face',
    'linux',
    '/home/ada/.cache/huggingface/hub/models--mcmonkey--sana-models/snapshots/0a/S.sana.safetensors',
    {},
  ],
  [
    'Hugging Face',
    'linux',
    '/hf/hub/models--mcmonkey--sana-models/snapshots/0a/S.sana.safetensors',
    { HF_HOME: '/hf' },
  ],
  [
    'Hugging Face',
    'win32',
    'E:\\hub\\models--mcmonkey--sana-models\\snapshots\\0a\\S.sana.safetensors',
    { HF_HUB_CACHE: 'E:\\hub' },
  ],
] as const)('%s on %s', (program, platform, path, env) => {
  it(`has ${path} found`, async () => {
    const { models, problems } = await findModels([], computerWith(platform, { [path]: TRANSFORMER }, { env }));
    expect(problems).toEqual([]);
    expect(models).toMatchObject([{ program, kind: 'transformer', reference: path, path, bytes: TRANSFORMER.length }]);
  });
});

it('follows where LM Studio was told to keep its models', async () => {
  const files = {
    '/home/ada/.lmstudio/settings.json': text({ downloadsFolder: '/big/models', other: 1 }),
    '/big/models/ada/sana/sana.safetensors': TRANSFORMER,
  };
  expect((await findModels([], computerWith('linux', files))).models).toMatchObject([{ program: 'LM Studio' }]);
});

it('finds a Gemma as GGUF, and not the base model or another one by its name', async () => {
  const [at, vocabulary] = [(name: string) => `/home/ada/.lmstudio/models/p/r/${name}`, VOCABULARY];
  const gguf = ggufBytes(gemmaGguf({ vocabulary, layers: [() => 'Q4_0'], table: 'Q6_K' }));
  const files = {
    [at('gemma-2-2b-it-Q4_0.gguf')]: gguf,
    [at('gemma-2-2b-Q4_0.gguf')]: gguf,
    [at('gemma-2-9b-it-Q4_0.gguf')]: gguf,
  };
  const { models, problems } = await findModels([], computerWith('linux', files));
  expect(problems).toEqual([]);
  expect(models).toMatchObject([{ kind: 'textEncoder', reference: at('gemma-2-2b-it-Q4_0.gguf') }]);
});

it('finds in a folder that was named whatever a file is called, and no larger Gemma', async () => {
  const at = (name: string) => `/home/ada/my models 模型/${name}`;
  const gguf = gemmaGguf({ vocabulary: VOCABULARY, layers: [() => 'Q4_0'], table: 'Q6_K' });
  const wide = { ...gguf, metadata: { ...gguf.metadata, 'gemma2.embedding_length': { u32: 3584 } } };
  const files = {
    [at('猫.gguf')]: ggufBytes(gguf),
    [at('large.gguf')]: ggufBytes(wide),
    [at('gemma-2-2b-Q4_0.gguf')]: ggufBytes(gguf),
    [at('painter.safetensors')]: TRANSFORMER,
  };
  const { models, problems } = await findModels(['/home/ada/my models 模型'], computerWith('linux', files));
  expect(problems).toEqual([]);
  expect(models.map(({ kind, title }) => [kind, title])).toEqual([
    ['textEncoder', '猫.gguf'],
    ['transformer', 'painter.safetensors'],
  ]);
});

it('leaves out what is no part of a model of Sana, and says what is broken', async () => {
  const at = (name: string) => `/home/ada/.lmstudio/models/p/r/${name}`;
  const files = {
    [at('mistral-7b.safetensors')]: TRANSFORMER,
    [at('mmproj.bin')]: BLOB,
    [at('sana-broken.safetensors')]: BLOB,
  };
  const { models, problems } = await findModels([], computerWith('linux', files));
  expect(models).toEqual([]);
  expect(problems).toHaveLength(1);
});

it('goes on where one place may not be looked into', async () => {
  const service = '/usr/share/ollama/.ollama/models/manifests';
  const files = { '/home/ada/ComfyUI/models/unet/sana.safetensors': TRANSFORMER };
  const { models, problems } = await findModels([], computerWith('linux', files, { denied: [service] }));
  expect(models).toHaveLength(1);
  expect(problems.map(({ code }) => code)).toEqual(['access-denied']);
});

describe('on a real disk', () => {
  it('finds a model in the cache of Hugging Face behind its links, reads it in place and changes nothing', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sana-found-'));
    const repository = join(home, '.cache/huggingface/hub/models--founders--Sana_tiny_diffusers');
    const snapshot = join(repository, 'snapshots', 'a'.repeat(40));
    mkdirSync(join(repository, 'blobs'), { recursive: true });
    for (const [, path] of (readdirSync(MODEL, { recursive: true }) as string[]).entries()) {
      if (statSync(join(MODEL, path)).isDirectory()) mkdirSync(join(snapshot, path), { recursive: true });
    }
    for (const [index, path] of (readdirSync(MODEL, { recursive: true }) as string[]).entries()) {
      if (statSync(join(MODEL, path)).isDirectory()) continue;
      writeFileSync(join(repository, 'blobs', String(index)), readFileSync(join(MODEL, path)));
      symlinkSync(join(repository, 'blobs', String(index)), join(snapshot, path));
    }
    const before = (readdirSync(home, { recursive: true }) as string[]).toSorted();
    const computer = { ...thisComputer(), home, env: {} };
    const { models, problems } = await findModels([], computer);
    expect(problems).toEqual([]);
    expect(models).toMatchObject([
      { program: 'Hugging Face', kind: 'model', title: 'founders/Sana_tiny_diffusers', reference: snapshot },
    ]);
    expect((readdirSync(home, { recursive: true }) as string[]).toSorted()).toEqual(before);
    // a folder that the person names is looked into as well
    expect((await findModels([snapshot], { ...computer, home: homedir() })).models[0]).toMatchObject({ kind: 'model' });
  });
});
