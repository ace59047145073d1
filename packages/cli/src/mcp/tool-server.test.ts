import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { type CallToolResult, ListRootsRequestSchema, type Progress } from '@modelcontextprotocol/sdk/types.js';
import {
  type GeneratedPicture,
  type PartialRequest,
  policyOf,
  requestFromPng,
  SanaError,
  safetyGuard,
} from '@sana-studio/core';
import { afterEach, expect, it, vi } from 'vitest';
import { embedded } from '../../../../test/embedded-model.ts';
import type { Drawer } from '../drawing.ts';
import { awaited } from './awaited.fixture.ts';
import { Desk } from './desk.ts';
import { LocalModels } from './models.ts';
import { toolServer } from './tool-server.ts';

const MODEL = fileURLToPath(new URL('../../../../models/sana-mini', import.meta.url));

/** Draws one colour, unless it is told to wait. */
class Pencil implements Drawer {
  readonly asked: PartialRequest[] = [];
  wait: ((signal: AbortSignal | undefined) => Promise<void>) | undefined;

  async draw(
    request: PartialRequest,
    ...[onProgress, note, signal]: Parameters<Drawer['draw']> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<GeneratedPicture> {
    this.asked.push(request);
    onProgress({ phase: 'denoise', step: 0, steps: 2, picture: 0, pictures: 1, fraction: 0.25 });
    await this.wait?.(signal);
    if (signal?.aborted) throw new SanaError('cancelled');
    note('It reads English only.');
    const { replaced } = (await safetyGuard(policyOf('designer'))).check(request.prompt);
    const [width, height] = [request.width ?? 256, request.height ?? 256];
    const usual = {
      negativePrompt: '',
      steps: 2,
      guidanceScale: 1,
      sampler: 'euler',
      count: 1,
      model: 'sana-mini',
    } as const;
    return {
      ...{ width, height, data: new Uint8ClampedArray(4 * width * height).fill(200) },
      request: { ...usual, seed: 1, ...request, ...withoutUndefined(request), width, height, model: 'sana-mini' },
      ...{ replaced, remarks: [] },
    } as GeneratedPicture;
  }

  async dispose(): Promise<void> {}
}

const withoutUndefined = (request: PartialRequest) =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function connected(roots?: { uri: string }[]) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sana-mcp-')));
  const pencil = new Pencil();
  const server = toolServer({
    folder,
    desk: new Desk(pencil),
    models: new LocalModels(MODEL, undefined),
    guard: await safetyGuard(policyOf('designer')),
  });
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: roots ? { roots: { listChanged: true } } : {} },
  );
  if (roots) client.setRequestHandler(ListRootsRequestSchema, () => ({ roots }));
  const [one, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(one), client.connect(other)]);
  closing.push(() => client.close());
  // what tools give is compared with what they say they give
  await client.listTools();
  const call = async (name: string, args: Record<string, unknown>, options: Parameters<Client['callTool']>[2] = {}) =>
    (await client.callTool({ name, arguments: args }, undefined, options)) as CallToolResult & {
      structuredContent: { path: string; uri: string; notes: string[]; seed: number; alt: string };
    };
  return { folder, pencil, client, call };
}

const words = ({ content }: CallToolResult) => content.map(block => (block.type === 'text' ? block.text : '')).join('');

it('makes a picture: told in words, shown small, linked whole, readable', async () => {
  const { folder, client, call } = await connected();
  const made = await call('make_picture', { prompt: 'A lighthouse at dusk.', width: 320, height: 200, seed: 5 });
  const { path, uri, alt } = made.structuredContent;
  expect(words(made)).toContain(`${path}: 320 × 200 pixels, seed 5, model sana-mini`);
  expect(words(made)).toContain('Alternative text: A lighthouse at dusk');
  expect([alt, path.startsWith(folder)]).toEqual(['A lighthouse at dusk', true]);
  expect(made.content.map(({ type }) => type)).toEqual(['text', 'image', 'resource_link']);
  expect(JSON.stringify(made).length).toBeLessThan(100_000);
  expect(requestFromPng(readFileSync(path))).toMatchObject({ prompt: 'A lighthouse at dusk.', seed: 5 });
  const { resources } = await client.listResources();
  expect(resources).toEqual([expect.objectContaining({ uri, mimeType: 'image/png' })]);
  const [content] = (await client.readResource({ uri })).contents;
  expect(Buffer.from((content as { blob: string }).blob, 'base64')).toEqual(readFileSync(path));
});

it('varies one that was made here by its seed, with other words by the same, and any other picture as a start', async () => {
  const { folder, pencil, call } = await connected();
  const { path, uri } = (await call('make_picture', { prompt: 'a fox', seed: 9 })).structuredContent;
  const varied = await call('vary_picture', { picture: uri, seed: 3 });
  expect(pencil.asked[1]).toMatchObject({ prompt: 'a fox', seed: 9, variation: 0.3, variationSeed: 3 });
  expect(varied.structuredContent.path).not.toBe(path);
  await call('vary_picture', { picture: 'a-fox-9.png', prompt: 'a hare' });
  expect(pencil.asked[2]).toMatchObject({ prompt: 'a hare', seed: 9 });
  expect(pencil.asked[2]).not.toHaveProperty('variation');
  const { encodePng } = await import('@sana-studio/core');
  writeFileSync(
    join(folder, 'photo.png'),
    await encodePng({ width: 64, height: 32, data: new Uint8ClampedArray(4 * 64 * 32) }),
  );
  expect(words(await call('vary_picture', { picture: 'photo.png' }))).toContain('[request-invalid]');
  await call('vary_picture', { picture: 'photo.png', prompt: 'a lake', amount: 0.5 });
  expect(pencil.asked[3]).toMatchObject({ prompt: 'a lake', strength: 0.5, startImage: { width: 64 } });
});

it('illustrates a document beside it, tells what would be, and what could not', async () => {
  const { folder, pencil, call } = await connected();
  const document = join(folder, 'page.md');
  const text = '# Page\n\n![a fox]()\n\n```sana\nmodel: /etc\n\na hare\n```\n';
  writeFileSync(document, text);
  const planned = await call('illustrate_document', { document: 'page.md', dryRun: true });
  expect(words(planned)).toContain('2 pictures would be drawn');
  expect([readFileSync(document, 'utf8'), pencil.asked]).toEqual([text, []]);
  const made = await call('illustrate_document', { document, width: 96, height: 96 });
  expect(made.structuredContent).toMatchObject({
    document,
    pictures: [{ prompt: 'a fox', alt: 'a fox', line: 3 }],
    refused: [{ code: 'model-not-found' }],
  });
  expect(readFileSync(document, 'utf8')).toMatch(/!\[a fox\]\(images\/a-fox\S*\.png\)/);
  expect(pencil.asked).toEqual([expect.objectContaining({ prompt: 'a fox', width: 96 })]);
  expect(made.content.filter(({ type }) => type === 'resource_link')).toHaveLength(1);
});

it('answers in less than clients take, however much a document asks for', async () => {
  const { folder, call } = await connected();
  const prompts = Array.from({ length: 33 }, (_, index) => `![${index} ${'long words '.repeat(80)}]()\n\n`);
  writeFileSync(join(folder, 'page.md'), prompts.join(''));
  const made = await call('illustrate_document', { document: 'page.md', width: 32, height: 32 });
  const shown = made.content.map(block => (block.type === 'image' ? block.data.length : 0));
  const whole = JSON.stringify(made).length - shown.reduce((sum, one) => sum + one, 0);
  // beside the previews, which together have 48 kB at most
  expect(whole + (48_000 / 3) * 4).toBeLessThan(100_000);
  expect(words(made)).toContain('33 pictures drawn and linked');
  expect(words(made)).toContain('… and 8 more.');
  expect(readdirSync(join(folder, 'images'))).toHaveLength(33);
});

it('writes no picture of a document outside of what is open', async () => {
  const { folder, pencil, call } = await connected();
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'sana-mcp-outside-')));
  mkdirSync(join(folder, 'docs'));
  symlinkSync(outside, join(folder, 'docs/images'));
  writeFileSync(join(folder, 'docs/page.md'), `![a fox]()\n\n![a hare](../../${outside.split('/').at(-1)}/hare.png)\n`);
  const made = await call('illustrate_document', { document: 'docs/page.md' });
  expect(made.isError).toBe(true);
  expect(words(made)).toMatch(/\[access-denied\][\s\S]*\[access-denied\]/);
  expect([readdirSync(outside), pencil.asked]).toEqual([[], []]);
  symlinkSync(join(outside, 'page.md'), join(folder, 'link.md'));
  writeFileSync(join(outside, 'page.md'), '![a fox]()');
  expect(words(await call('illustrate_document', { document: 'link.md' }))).toContain('[access-denied]');
});

it('says which words were replaced, and refuses what the policy refuses', async () => {
  const { call } = await connected();
  const made = await call('make_picture', { prompt: 'a naked woman on a beach' });
  expect(words(made)).toContain('Replaced “naked” by ❤️');
  expect(made.structuredContent.notes.join()).toContain('naked');
  expect(made.structuredContent.alt).not.toContain('naked');
});

it('refuses what no tool takes, with a code, and draws nothing', async () => {
  const { folder, pencil, call } = await connected();
  const hostile: [string, Record<string, unknown>][] = [
    ['make_picture', {}],
    ['make_picture', { prompt: '' }],
    ['make_picture', { prompt: 5 }],
    ['make_picture', { prompt: 'x'.repeat(30_000) }],
    ['make_picture', { prompt: 'a fox', width: 1e9 }],
    ['make_picture', { prompt: 'a fox', model: '../../etc' }],
    ['make_picture', { prompt: 'a fox', path: '/etc/fox.png' }],
    ['make_picture', { prompt: 'a fox', path: { toString: 'fox' } }],
    ['make_picture', { prompt: 'a fox', steps: 1 }],
    ['vary_picture', { picture: '/etc/passwd' }],
    ['vary_picture', { picture: 'nothing.png' }],
    ['illustrate_document', { document: '/etc/passwd' }],
    ['illustrate_document', { document: 'x.md', line: 0 }],
    ['describe_model', { model: '/etc' }],
    ['remove_everything', {}],
  ];
  for (const [name, args] of hostile) {
    const answer = await call(name, args);
    expect([name, args, answer.isError, /\[[a-z-]+\]$/.test(words(answer))]).toEqual([name, args, true, true]);
  }
  expect([readdirSync(folder), pencil.asked]).toEqual([[], []]);
});

it('has one picture drawn after the other, tells who waits, and lets go what is cancelled', async () => {
  const { folder, pencil, call } = await connected();
  const begun = awaited();
  pencil.wait = signal =>
    new Promise(resolve => {
      begun.come();
      signal!.addEventListener('abort', () => resolve());
    });
  const abort = new AbortController();
  const told: Progress[] = [];
  const first = call('make_picture', { prompt: 'a fox', path: 'new/fox.png' }, { signal: abort.signal });
  await begun.there;
  const second = call('make_picture', { prompt: 'a hare' }, { onprogress: progress => told.push(progress) });
  await vi.waitFor(() => expect(told).toEqual([expect.objectContaining({ message: 'waiting, 1 before it' })]));
  pencil.wait = undefined;
  abort.abort();
  await expect(first).rejects.toThrow();
  const { path } = (await second).structuredContent;
  expect(told.at(-1)).toMatchObject({ message: 'drawing, step 1 of 2', total: 1 });
  const amounts = told.map(({ progress }) => progress);
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
  expect(readdirSync(folder)).toEqual([path.slice(folder.length + 1)]);
});

it('works in the folders that the client has open, also when they change', async () => {
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'sana-mcp-root-')));
  const roots = [{ uri: pathToFileURL(elsewhere).href }];
  const { folder, client, call } = await connected(roots);
  const { path } = (await call('make_picture', { prompt: 'a fox' })).structuredContent;
  expect(path.startsWith(elsewhere)).toBe(true);
  expect(words(await call('make_picture', { prompt: 'a fox', path: join(folder, 'fox.png') }))).toContain(
    '[access-denied]',
  );
  roots[0] = { uri: pathToFileURL(folder).href };
  await client.sendRootsListChanged();
  expect((await call('make_picture', { prompt: 'a fox' })).structuredContent.path.startsWith(folder)).toBe(true);
  // what was made before is no longer among what is open
  await expect(client.readResource({ uri: pathToFileURL(path).href })).rejects.toThrow('access-denied');
});

it('reads no file that is no picture, and none elsewhere', async () => {
  const { folder, client } = await connected();
  writeFileSync(join(folder, 'notes.txt'), 'secret');
  for (const uri of [
    pathToFileURL(join(folder, 'notes.txt')).href,
    'file:///etc/passwd',
    'https://example.org/fox.png',
    'file:///etc/%2e%2e/etc/passwd',
  ])
    await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32002 });
});

it('says of each tool whether it only looks, and what it gives', async () => {
  const { client, call } = await connected();
  const { tools } = await client.listTools();
  const hints = tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.destructiveHint]);
  expect(hints).toEqual([
    ['make_picture', false, false],
    ['vary_picture', false, false],
    ['illustrate_document', false, false],
    ['list_models', true, false],
    ['describe_model', true, false],
  ]);
  expect(words(await call('list_models', {}))).toContain(`sana-mini: Sana mini, ready, ${embedded.nativeSize} pixels`);
  const described = words(await call('describe_model', { model: 'sana-mini' }));
  expect(described).toContain(`width: ${embedded.nativeSize}`);
  expect(described).toContain(`steps: ${embedded.steps}`);
});
