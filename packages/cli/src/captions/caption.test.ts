import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePng, encodePng, SanaError } from '@sana-studio/core';
import { completeRequest, type RequestDefaults } from '@sana-studio/core/request';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { type CaptionFlags, caption } from './caption.ts';
import { tarOf } from './tar.fixture.ts';

const DEFAULTS: RequestDefaults = {
  ...{ model: 'sana-mini', width: 256, height: 256 },
  ...{ steps: 20, guidanceScale: 4.5, sampler: 'dpm2' },
};

let folder = '';
let said = '';
let told = '';
let server: Server;
let endpoint = '';
/** What the model says of a picture, by its first pixel; a status instead refuses. */
let answer: (red: number, model: string) => string | number = red => `A square of ${red}.`;
let asked = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sana-caption-'));
  [said, told, asked] = ['', '', 0];
  answer = red => `A square of ${red}.`;
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    told += String(text);
    return true;
  });
  server = createServer(async (request, response) => {
    const body = JSON.parse((await request.setEncoding('utf8').toArray()).join(''));
    const [{ text }, { image_url }] = body.messages[0].content;
    const { data } = decodePng(Buffer.from(image_url.url.split(',')[1], 'base64'));
    const probe = /^Which colour/.test(text);
    if (!probe) asked++;
    const content = probe ? (data[0]! > data[2]! ? 'red' : 'blue') : answer(data[0]!, body.model);
    response.statusCode = typeof content === 'number' ? content : 200;
    response.end(
      JSON.stringify(typeof content === 'number' ? { detail: 'no' } : { choices: [{ message: { content } }] }),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function draw(name: string, red: number, prompt?: string): Promise<void> {
  const side = 32;
  const data = Uint8ClampedArray.from({ length: 4 * side * side }, (_, at) => [red, 9, 9, 255][at % 4]!);
  const request =
    prompt === undefined ? undefined : completeRequest({ prompt, seed: 1, width: side, height: side }, DEFAULTS);
  await writeFile(join(folder, name), await encodePng({ width: side, height: side, data }, request));
}

const run = (flags: Partial<CaptionFlags> = {}) =>
  caption(folder, { with: ['endpoint:tiny.vlm:1b'], endpoint, scorer: 'none', jobs: 2, device: 'cpu', ...flags });

/** An address of this machine at which nobody listens any more. */
async function nowhere(): Promise<string> {
  const gone = createServer();
  await new Promise<void>(resolve => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise(resolve => gone.close(resolve));
  return `http://127.0.0.1:${port}/v1`;
}

const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
const failure = async (flags: Partial<CaptionFlags> = {}) =>
  SanaError.from(await run(flags).catch((error: unknown) => error));

describe('sana caption', () => {
  it('writes NVlabs’ side files, texts where there are none, the list, and the lines of a training configuration', async () => {
    await draw('a.png', 10);
    await draw('b.png', 20, 'a fox\nin snow');
    await draw('c.png', 30);
    await writeFile(join(folder, 'c.txt'), 'my own words\n');
    await writeFile(join(folder, 'notes.heic'), 'x');
    await run({ with: ['endpoint:tiny.vlm:1b', 'endpoint:other:latest'] });
    expect(await json('a_tiny-vlm-1b.json')).toEqual({ a: { 'tiny-vlm-1b': 'A square of 10.' } });
    expect(await json('b_other.json')).toEqual({ b: { other: 'A square of 20.' } });
    expect(await json('meta_data.json')).toEqual({
      ...{ name: 'sana-dev', __kind__: 'Sana-ImgDataset' },
      img_names: ['a.png', 'b.png', 'c.png'],
    });
    const texts = await Promise.all(['a', 'b', 'c'].map(key => readFile(join(folder, `${key}.txt`), 'utf8')));
    expect(texts).toEqual(['A square of 10.\n', 'a fox in snow\n', 'my own words\n']);
    expect(said).toContain('external_caption_suffixes: ["", "_other", "_tiny-vlm-1b"]');
    expect(said).toContain('type: SanaImgDataset');
    expect(told).toContain('notes.heic');
    expect((await readdir(folder)).filter(name => /lock|part$/.test(name))).toEqual([]);
  });

  it('asks for nothing that is there, keeps what others wrote, and writes anew when told to', async () => {
    await draw('a.png', 10);
    await run();
    const [before, calls] = [await readFile(join(folder, 'a_tiny-vlm-1b.json'), 'utf8'), asked];
    answer = () => 'Something else entirely.';
    await draw('d.png', 40);
    await run();
    expect(asked).toBe(calls + 1);
    expect(await readFile(join(folder, 'a_tiny-vlm-1b.json'), 'utf8')).toBe(before);
    expect(await json('meta_data.json')).toMatchObject({ img_names: ['a.png', 'd.png'] });
    await run({ force: true });
    expect(await json('a_tiny-vlm-1b.json')).toEqual({ a: { 'tiny-vlm-1b': 'Something else entirely.' } });
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('A square of 10.\n');
  });

  it('tells what it would ask, and writes nothing', async () => {
    await draw('a.png', 10);
    await run({ dryRun: true });
    expect(said).toBe('1 pictures\ntiny.vlm:1b (on this computer): asked for 1, 0 are there\n');
    expect(await readdir(folder)).toEqual(['a.png']);
    expect(asked).toBe(0);
  });

  it('goes on past pictures that cannot be captioned, names them, and tries them again', async () => {
    for (const [name, red] of [
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ] as const)
      await draw(`${name}.png`, red);
    await writeFile(join(folder, 'd.png'), 'no picture');
    answer = red => (red === 20 ? "I'm sorry, I can't." : `A square of ${red}.`);
    expect(await failure()).toMatchObject({ code: 'captions-failed', data: { failed: 2, all: 4 } });
    expect(told).toMatch(/b\.png: .*did not describe b\.png/);
    expect(told).toMatch(/d\.png is no picture/);
    await rm(join(folder, 'd.png'));
    answer = red => `A square of ${red}.`;
    asked = 0;
    await writeFile(
      join(folder, 'meta_data.json'),
      JSON.stringify({ img_names: ['a.png', 'b.png', 'c.png'], mine: 1 }),
    );
    await run();
    expect(asked).toBe(1);
    expect(await json('meta_data.json')).toEqual({ img_names: ['a.png', 'b.png', 'c.png'], mine: 1 });
  });

  it('stops at once at what fails for every picture, before anything is written where it can', async () => {
    for (const [name, red] of [
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ] as const)
      await draw(`${name}.png`, red);
    expect(await failure({ endpoint: await nowhere() })).toMatchObject({
      reason: 'captioner-unavailable:not-reached',
    });
    expect(await failure({ endpoint: 'https://vision.example/v1' })).toMatchObject({
      reason: 'access-denied:captions-consent',
      message: expect.stringContaining('--send-to vision.example'),
    });
    expect(await failure({ with: ['magic'] })).toMatchObject({ reason: 'request-invalid:captions-with' });
    expect(await failure({ with: ['endpoint:a.b', 'endpoint:a-b'] })).toMatchObject({
      reason: 'request-invalid:captions-type',
    });
    expect(await failure({ scorer: 'clip-vit-l14' })).toMatchObject({ code: 'scorer-missing' });
    expect(await failure({ with: [`florence-2-base:${folder}`] })).toMatchObject({
      reason: 'file-missing:path',
      message: expect.stringContaining('config.json'),
    });
    const tinyFlorence = `florence-2-base:detailed:${referencePath('captions', 'tiny', 'florence2')}`;
    expect(await failure({ with: [tinyFlorence], language: 'de' })).toMatchObject({
      reason: 'request-invalid:captions-language',
    });
    await run({ with: [tinyFlorence], dryRun: true, words: 9 });
    expect([said, told]).toEqual([
      '3 pictures\nFlorence-2-base (detailed) (on this computer): asked for 3, 0 are there\n',
      expect.stringContaining('--words is for the others'),
    ]);
    answer = () => 401;
    expect(await failure({ jobs: 1 })).toMatchObject({ reason: 'access-denied:captions' });
    expect(asked).toBe(1);
    await draw('a.jpg', 10);
    expect(await failure()).toMatchObject({ reason: 'request-invalid:captions-stem' });
    await rm(join(folder, 'a.jpg'));
    // another command at work, and one that is not any more
    await writeFile(join(folder, '.sana-captions.lock'), `${process.ppid}`);
    expect(await failure()).toMatchObject({ reason: 'file-unwritable:busy' });
    await writeFile(join(folder, '.sana-captions.lock'), '999999999');
    await writeFile(join(folder, 'a.txt.999999999.part'), 'half');
    answer = red => `A square of ${red}.`;
    await run();
    expect((await readdir(folder)).filter(name => /lock|part$/.test(name))).toEqual([]);
  });

  it('scores captions and prompts with four decimals, and does not mix two scorers', async () => {
    await draw('a.png', 10, 'a fox');
    const tiny = referencePath('captions', 'tiny', 'clip');
    await run({ scorer: `clip-vit-l14:${tiny}` });
    expect(await json('a_prompt_clip_score.json')).toEqual({ a: { prompt: expect.stringMatching(/^-?\d+\.\d{4}$/) } });
    expect(await json('a_tiny-vlm-1b_clip_score.json')).toEqual({
      a: { 'tiny-vlm-1b': expect.stringMatching(/^-?\d+\.\d{4}$/) },
    });
    expect(said).toContain('external_clipscore_suffixes: ["_tiny-vlm-1b_clip_score", "_prompt_clip_score"]');
    expect(said).toContain('clip_thr: 25.0');
    const clip = `clip-vit-b32:${tiny}`;
    expect(await failure({ scorer: clip })).toMatchObject({
      reason: 'request-invalid:other-scorer',
      message: expect.stringContaining('clip-vit-l14'),
    });
    said = '';
    await run({ scorer: clip, force: true });
    // of another scale
    expect(said).toContain('clip_thr: 0.0');
    expect(told).not.toContain('longer than');
    // a caption that came later is scored as well
    await writeFile(join(folder, 'a_Mine.json'), JSON.stringify({ a: { Mine: 'hand-made' } }));
    await run({ scorer: clip });
    expect(await json('a_Mine_clip_score.json')).toEqual({ a: { Mine: expect.any(String) } });
    // one that is too long is told of, once it is scored
    await writeFile(join(folder, 'a_Long.json'), JSON.stringify({ a: { Long: 'a fox '.repeat(60) } }));
    await run({ scorer: clip });
    const cut = 'longer than what CLIP ViT-B/32 reads; of such a text the score tells of the beginning: a.png (Long).';
    expect(told).toContain(`1 text is ${cut}`);
    told = '';
    await run({ scorer: clip });
    expect(told).not.toContain('longer than');
  });

  it('captions shards, in one side file for each, from where it was stopped', async () => {
    for (const name of ['00000.tar', 'wids-meta.json', '00000_VILA1-5-13B.json']) {
      await cp(referencePath('captions', 'shards', name), join(folder, name));
    }
    await cp(join(folder, '00000.tar'), join(folder, '00001.tar'));
    const meta = (await json('wids-meta.json')) as { shardlist: object[] };
    answer = (red, model) => (asked > 4 ? 401 : `${model} saw ${red}.`);
    expect(await failure({ jobs: 1 })).toMatchObject({ code: 'access-denied' });
    // killed in the middle of a line, and stopped again two pictures later
    await appendFile(join(folder, '00000_tiny-vlm-1b.json.journal.jsonl'), '{"00000007": {"tiny-vlm');
    answer = (red, model) => (asked > 7 ? 401 : `${model} saw ${red}.`);
    expect(await failure({ jobs: 1 })).toMatchObject({ code: 'access-denied' });
    const before = asked;
    answer = (red, model) => `${model} saw ${red}.`;
    await run();
    expect(asked - before).toBe(18 - 4 - 2);
    const captions = (await json('00000_tiny-vlm-1b.json')) as Record<string, Record<string, string>>;
    expect(Object.keys(captions)).toHaveLength(9);
    expect(captions['00000000']).toEqual({ 'tiny-vlm-1b': expect.stringMatching(/^tiny.vlm:1b saw \d+\.$/) });
    const [, second] = ((await json('wids-meta.json')) as { shardlist: object[] }).shardlist;
    const { size } = await stat(join(folder, '00001.tar'));
    expect(second).toEqual({ url: '00001.tar', nsamples: 9, filesize: size });
    expect(meta.shardlist).toHaveLength(1);
    expect((await readdir(folder)).filter(name => name.includes('journal'))).toEqual([]);
    expect(said).toContain('SanaWebDatasetMS');
  });

  it('refuses shards in which two pictures would get the captions of one', async () => {
    await draw('x.png', 10);
    const png = await readFile(join(folder, 'x.png'));
    await writeFile(join(folder, '0.tar'), tarOf({ 'a/1.png': png, 'b/1.png': png }));
    expect(await failure()).toMatchObject({
      reason: 'request-invalid:captions-stem',
      message: expect.stringMatching(/a\/1\.png and .*b\/1\.png/),
    });
    expect(asked).toBe(0);
  });

  it('leaves no score beside a caption that it is not of', async () => {
    await draw('a.png', 10, 'a fox');
    await run({ scorer: `clip-vit-l14:${referencePath('captions', 'tiny', 'clip')}` });
    const scores = await json('a_tiny-vlm-1b_clip_score.json');
    // the same words again are worth the same
    await run({ force: true });
    expect(await json('a_tiny-vlm-1b_clip_score.json')).toEqual(scores);
    answer = () => 'Something else entirely.';
    await run({ force: true });
    expect(await json('a_tiny-vlm-1b_clip_score.json')).toEqual({ a: {} });
    expect(await json('a_prompt_clip_score.json')).toEqual({ a: { prompt: expect.stringMatching(/\d/) } });
  });

  it('says what it cannot write', async () => {
    await draw('a.png', 10);
    await mkdir(join(folder, 'a_tiny-vlm-1b.json'));
    expect(await failure()).toMatchObject({
      reason: 'file-unwritable:beside',
      message: expect.stringContaining('a_tiny-vlm-1b.json'),
    });
  });
});
