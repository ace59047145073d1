import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gemmaGguf, ggufBytes } from '@sana-studio/core/testing';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { TestHub } from '../hub/hub.ts';
import { officialRepository } from '../hub/repository.ts';
import { REFERENCE_MODEL } from './model-copy.ts';
import { type SanaOptions, sana, temporaryFolder } from './sana.ts';

const OFFICIAL = 'Efficient-Large-Model/Sana_600M_512px_diffusers';
const OWN = 'founders/Sana_tiny_diffusers';
const REPOSITORY = officialRepository();
const NEEDED_BYTES = [...REPOSITORY]
  .filter(([path]) => !/fp16|int4|README/.test(path))
  .reduce((sum, [, bytes]) => sum + bytes.length, 0);
const EVERYTHING = ['--image-encoder', '--offline'];
/** What was sent and had not arrived when a process was stopped: buffers of four connections. */
const BUFFERS = 4 * 512 * 1024;

let hub: TestHub;
let home: string;

beforeEach(async () => {
  home = temporaryFolder();
  hub = await TestHub.start({
    repositories: new Map([
      [OFFICIAL, REPOSITORY],
      [OWN, REPOSITORY],
    ]),
  });
});
afterEach(() => hub.stop());

const run = (args: readonly string[], options: Partial<SanaOptions> = {}) =>
  sana(args, { cwd: home, home, ...options });
const models = (...args: string[]) => run(['models', ...args]);
const add = (...args: string[]) => models('add', ...args, '--hub', hub.url);

/** Starts a download and sends the signal when so much of it was sent. */
function interrupted(signal: NodeJS.Signals, share: number) {
  hub.options = { ...hub.options, pace: 3 };
  const wanted = hub.traffic().once + share * NEEDED_BYTES;
  let watching: NodeJS.Timeout | undefined;
  return run(['models', 'add', OWN, ...EVERYTHING, '--hub', hub.url], {
    onStderr: (_, child) => {
      watching ??= setInterval(() => {
        if (!child.killed && hub.traffic().once >= wanted) child.kill(signal);
      }, 20);
    },
  }).finally(() => {
    clearInterval(watching);
    hub.options = { ...hub.options, pace: 0 };
  });
}

describe('sana models', { timeout: 120_000 }, () => {
  test('asks for the licence once, fetches what is needed, and the model draws as its folder does', async () => {
    const refused = await add('sana-0.6b-512');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /https:\/\/huggingface\.co\/\S+ and https:.*--accept-licence\. \[licence-not-accepted\]/,
    );
    expect(hub.listings).toBe(0);

    const added = await add('sana-0.6b-512', '--accept-licence');
    expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining('--model sana-0.6b-512') });
    expect(added.stderr).toMatch(/fetching .* of 1\.\d MB/);
    expect(hub.traffic('vae/diffusion_pytorch_model.safetensors').once).toBeLessThan(
      REPOSITORY.get('vae/diffusion_pytorch_model.safetensors')!.length,
    );
    expect((await models('list')).stdout).toMatch(/^sana-0\.6b-512 +512 +\d\.\d MB +ready$/m);

    const draw = (model: string, out: string) =>
      run(['generate', 'a fox', '--device', 'cpu', '--steps', '1', '--seed', '7', '--model', model, '--out', out]);
    // Rows of the embedding table come with the prompt.
    expect(await draw('sana-0.6b-512', 'stored.png')).toMatchObject({ code: 0 });
    expect(await draw(REFERENCE_MODEL, 'folder.png')).toMatchObject({ code: 0 });
    expect(pixels('stored.png')).toEqual(pixels('folder.png'));

    // Accepted is accepted, and what is there is not fetched again.
    const before = hub.requests.length;
    expect(await add('sana-0.6b-512')).toMatchObject({ code: 0 });
    expect(hub.requests.length).toBe(before);
  });

  test('fetches the smallest text encoder of the hub where it is asked to, and says what was not measured', async () => {
    const vocabulary = JSON.parse(new TextDecoder().decode(REPOSITORY.get('tokenizer/tokenizer.json')));
    const gguf = ggufBytes(gemmaGguf({ vocabulary, layers: [() => 'Q4_0'], table: 'Q6_K' }));
    hub.options = {
      repositories: new Map([
        ...hub.options.repositories,
        ['bartowski/gemma-2-2b-it-GGUF', new Map([['gemma-2-2b-it-Q4_0.gguf', gguf]])],
      ]),
    };
    const added = await add('sana-0.6b-512', '--small', '--accept-licence');
    expect(added).toMatchObject({ code: 0, stderr: expect.stringMatching(/Q4_0.*not measured on the official/) });
    expect(hub.traffic('gemma-2-2b-it-Q4_0.gguf').once).toBeGreaterThan(0);
    for (const path of ['text_encoder/model.safetensors', 'tokenizer/tokenizer.json']) {
      expect(hub.traffic(path).once, path).toBe(0);
    }
    expect((await models()).stdout).toMatch(/^sana-0\.6b-512: the text encoder is gemma-2-2b-it-Q4_0\.gguf/m);
    const { requests, listings } = hub;
    const before = [requests.length, listings];
    expect(await add('sana-0.6b-512', '--small')).toMatchObject({ code: 0 });
    expect([hub.requests.length, hub.listings]).toEqual(before);
  });

  test('pauses with Ctrl-C and goes on, with nothing fetched twice', { tags: ['long'] }, async () => {
    const paused = await interrupted('SIGINT', 0.4);
    expect(paused.code).toBe(130);
    expect(paused.stderr).toMatch(/sana: Paused: \d.* of \d.* are here\. The same command goes on.* \[cancelled\]\n$/);
    expect((await models()).stdout).toMatch(
      /^founders\/Sana_tiny_diffusers .* % of .* is here; add it again to go on$/m,
    );
    expect(await run(['generate', 'a fox', '--model', OWN])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Go on with: sana models add founders\/Sana_tiny_diffusers \[model-incomplete\]/),
    });
    expect(await add(OWN, ...EVERYTHING)).toMatchObject({ code: 0 });
    expect(hub.traffic().once).toBe(NEEDED_BYTES);
    expect(hub.traffic().again).toBeLessThanOrEqual(BUFFERS);
    expect(await models('verify', OWN)).toMatchObject({ code: 0, stdout: `${OWN}: every byte is as it arrived\n` });
  });

  test('goes on after it was killed twice', { tags: ['long'] }, async () => {
    for (const share of [0.3, 0.2]) expect((await interrupted('SIGKILL', share)).code).toBeNull();
    expect(await add(OWN, ...EVERYTHING)).toMatchObject({ code: 0 });
    expect(hub.traffic().once).toBe(NEEDED_BYTES);
    expect(await models('verify')).toMatchObject({ code: 0 });
  });

  test('finds damage, says what to do, and mends it', { tags: ['long'] }, async () => {
    await add(OWN, ...EVERYTHING);
    const blobs = join((await models('where')).stdout.trim(), 'blobs');
    const [largest] = readdirSync(blobs)
      .map(name => join(blobs, name))
      .sort((a, b) => statSync(b).size - statSync(a).size);
    const bytes = readFileSync(largest!);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(largest!, bytes);
    const found = await models('verify');
    expect(found).toMatchObject({ code: 1, stdout: expect.stringMatching(/damaged$/m) });
    expect(found.stderr).toMatch(/sana models add founders\/Sana_tiny_diffusers\. \[file-corrupt\]\n$/);
    expect(await add(OWN, ...EVERYTHING)).toMatchObject({ code: 0 });
    expect(await models('verify')).toMatchObject({ code: 0 });
  });

  test('says what is verified against whom, and a mirror cannot poison what comes from the hub', {
    tags: ['long'],
  }, async () => {
    const path = 'text_encoder/model.safetensors';
    const right = REPOSITORY.get(path)!;
    const wrong = new Map([...REPOSITORY, [path, right.map((byte, i) => (i < right.length - 5000 ? byte : byte ^ 1))]]);
    const hash = createHash('sha256').update(right).digest('hex');
    const mirror = await TestHub.start({
      repositories: new Map([[OFFICIAL, wrong]]),
      hash: (name, stated) => (name === path ? hash : stated),
    });
    onTestFinished(() => mirror.stop());
    expect(await models('add', OFFICIAL, '--hub', mirror.url, '--accept-licence')).toMatchObject({ code: 0 });
    expect(await add(OWN)).toMatchObject({ code: 0 });
    const { stdout } = await models('list');
    expect(stdout).toContain(`\n${OFFICIAL}: In part: 8 of 10 files have the hashes that ${OFFICIAL} at ${mirror.url}`);
    expect(stdout).toContain(`\n${OWN}: In part: 8 of 10 files have the hashes that ${OWN} at ${hub.url} states;`);

    const verified = await models('verify', OFFICIAL);
    expect(verified).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${OFFICIAL}: In part: what is here of `),
    });
    expect(verified.stdout).toContain(`${path}, vae/diffusion_pytorch_model.safetensors is as it arrived`);
    const found = await models('verify', OFFICIAL, '--against', hub.url);
    expect(found.code).toBe(1);
    expect(found.stdout).toContain(
      `${OFFICIAL}: ${OFFICIAL} at ${hub.url} has other bytes than are here of ${path}.\n`,
    );
    expect(found.stderr).toMatch(/ has something else than is here of .* \[file-corrupt\]\n$/);

    // complete: every file has its hash, and so has a model from elsewhere
    expect(await add(OWN, ...EVERYTHING)).toMatchObject({ code: 0 });
    expect(await models('verify', OWN)).toMatchObject({ code: 0, stdout: `${OWN}: every byte is as it arrived\n` });
    expect((await models()).stdout).toContain(
      `${OWN}: Verified: 10 of 10 files have the hashes that ${OWN} at ${hub.url}`,
    );
    const sent = hub.traffic().once + hub.traffic().again;
    expect(await models('add', OFFICIAL, '--hub', hub.url)).toMatchObject({ code: 0 });
    expect(hub.traffic().once + hub.traffic().again).toBe(sent);
  });

  test('copies folders, moves all models, and removes them', { tags: ['long'] }, async () => {
    expect(await models('import', REFERENCE_MODEL, '--name', 'tiny')).toMatchObject({ code: 0 });
    expect(await models('move', 'elsewhere')).toMatchObject({ code: 0 });
    expect((await models('where')).stdout).toBe(`${join(home, 'elsewhere')}\n`);
    expect(readdirSync(join(home, 'data/sana-studio/models/blobs'))).toEqual([]);
    expect((await models()).stdout).toMatch(/^tiny .* ready$/m);
    const removed = await models('remove', 'tiny');
    expect(removed.stdout).toMatch(/^tiny was deleted: 2\.\d MB are free again\.$/m);
    expect(readdirSync(join(home, 'elsewhere/blobs'))).toEqual([]);
  });

  test.each([
    ['model-not-found', ['add', 'no model at all']],
    ['model-not-found', ['add', 'founders/nothing']],
    ['model-not-found', ['remove', 'nothing']],
    ['model-not-found', ['verify', 'nothing']],
    ['model-not-found', ['import', 'nowhere']],
    ['request-invalid', ['import', 'models/sana-mini']],
  ])('%s: %j', async (code, args) => {
    const hubbed = args[0] === 'add' ? [...args, '--hub', hub.url] : args;
    const { code: exit, stderr, stdout } = await models(...hubbed);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^sana: .{20,} \\[${code}\\]$`));
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(existsSync(join(home, 'data/sana-studio/models/models'))).toBe(false);
  });

  test('tells how to get a model that is not here', { tags: ['long'] }, async () => {
    const { stderr } = await run(['generate', 'a fox', '--model', 'sana-1.6b-1024']);
    expect(stderr).toMatch(/Fetch it with: sana models add sana-1\.6b-1024 \[model-not-found\]\n$/);
  });
});

function pixels(name: string): Buffer {
  const png = readFileSync(join(home, name));
  // the request, which names the model, is a chunk before the pixels
  return png.subarray(png.indexOf('IDAT'));
}
