import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodePng, requestFromPng } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands, open, reset, state } from '../vscode.fixture.ts';
import { fakeSecrets, jobFor, made, makerOf, memory, servedPictures, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';
import { registerServerCommands } from './server-commands.ts';

const SECRET = 'sk-never-told';

interface Question {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: { readonly size: string; readonly seed: number; readonly prompt: string } | undefined;
}

let closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});
afterEach(async () => {
  await Promise.all(closing.map(close => close()));
  closing = [];
});

async function serve(draw: (question: Question) => unknown = drawn, key?: string) {
  const seen: Question[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const question: Question = { request, response, body: text ? JSON.parse(text) : undefined };
    seen.push(question);
    const shown = request.headers.authorization;
    if (key !== undefined && shown !== `Bearer ${key}`) return response.writeHead(401).end(`{"detail":"not ${shown}"}`);
    return question.body ? draw(question) : response.end('{"data":[{"id":"sana-mini","owned_by":"sana-studio"}]}');
  });
  // a machine that is busy keeps the other end waiting for longer than the usual five seconds
  server.keepAliveTimeout = 60_000;
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, host: new URL(url).host, seen, pictures: () => seen.filter(({ body }) => body) };
}

async function drawn({ body, response }: Question): Promise<void> {
  const [width, height] = body!.size.split('x').map(Number) as [number, number];
  const png = await encodePng({ width, height, data: new Uint8ClampedArray(4 * width * height) });
  response.end(JSON.stringify({ data: [{ b64_json: Buffer.from(png).toString('base64') }] }));
}

/** An extension whose panel is not open. */
function extension() {
  const everywhere = memory();
  const secrets = fakeSecrets();
  const served = servedPictures(everywhere, secrets);
  const used = viewWith(made, memory(), everywhere, served);
  const questions: string[] = [];
  state.answers.notice = (message, labels, detail = '') => {
    questions.push(`${message} ${detail}`);
    return labels.find(label => label === 'Draw There');
  };
  const jobs = new Jobs(makerOf(used.view, served), memory());
  const run = (request: object = {}) => {
    const job = jobFor(open('file:///notes/a.md', 'a fox'));
    return jobs.run([{ ...job, request: { ...job.request, width: 64, height: 64, ...request } }]);
  };
  return { everywhere, secrets, served, used, questions, run };
}

describe('a server of the settings', () => {
  it('draws what no other model was chosen for, without a panel, after one question that says what it receives', async () => {
    const { url, host, seen, pictures } = await serve();
    state.settings['sanaStudio.server'] = `${url}/v1`;
    const { used, questions, run } = extension();
    used.dispose();
    await run();
    expect(state.red).toEqual([]);
    await run({ seed: 2 });
    expect(questions.filter(question => question.includes('Draw on the server'))).toEqual([
      expect.stringMatching(new RegExp(`${host}.*receives the prompt.*nothing else`)),
    ]);
    expect(pictures().map(({ body }) => body)).toMatchObject([{ prompt: 'a fox', seed: 1 }, { seed: 2 }]);
    expect(written()).toHaveLength(2);
    const [path] = [...state.files.keys()].filter(name => name.endsWith('.png'));
    expect(requestFromPng(state.files.get(path!)!.bytes)).toMatchObject({ prompt: 'a fox', model: `${url}#` });
    expect(seen.every(({ request }) => request.headers.authorization === undefined)).toBe(true);
  });

  it('is sent nothing if the person would not have that', async () => {
    const { url, seen } = await serve();
    state.settings['sanaStudio.server'] = url;
    const { used, run } = extension();
    used.dispose();
    state.answers.notice = () => undefined;
    await run();
    expect([seen, written()]).toEqual([[], []]);
  });

  it('is not what another model draws on that was chosen', async () => {
    const { url, seen } = await serve();
    state.settings['sanaStudio.server'] = url;
    const { used, run } = extension();
    await used.host.store('form', JSON.stringify({ model: 'sana-mini' }));
    await run();
    expect([seen.length, used.asked.length]).toEqual([0, 1]);
  });
});

describe('any other server', () => {
  it('is not asked, though a document names it', async () => {
    const { url, seen } = await serve();
    const { used, questions, run } = extension();
    used.dispose();
    await run({ model: `${url}#sana-mini` });
    expect([seen, questions]).toEqual([[], [expect.stringContaining('none of your servers')]]);
  });

  it('is asked once it was taken in the panel, which says what it receives', async () => {
    const { url, host, pictures } = await serve();
    const { used, questions, run } = extension();
    const { servers, drawing } = used.remote();
    const { signal } = new AbortController();
    expect(await servers.test({ address: url }, undefined, { signal })).toMatchObject({
      size: 'as-asked',
      seed: 'same',
    });
    await servers.use({ address: url }, { signal });
    const model = `${url}#sana-mini`;
    expect(await drawing.load(model, { signal })).toMatchObject({ device: 'server', defaults: { model } });
    const got: { bytes: Uint8Array; index: number }[] = [];
    await drawing.generate(
      { prompt: 'a hen', seed: 4, width: 64, height: 64, model },
      { signal, onProgress: () => {}, onPicture: ({ bytes }, index) => got.push({ bytes, index }) },
    );
    expect(requestFromPng(got[0]!.bytes as Uint8Array<ArrayBuffer>)).toMatchObject({ prompt: 'a hen', model });
    used.dispose();
    await run({ model });
    expect(pictures().at(-1)!.body).toMatchObject({ prompt: 'a fox' });
    expect(questions.filter(question => question.includes(host))).toEqual([]);
  });
});

describe('a key', () => {
  it('is in the secret storage and nowhere else, and is told to nobody', async () => {
    const other = await serve();
    const { url, pictures } = await serve(({ body, response, ...question }) => {
      if (body?.prompt !== 'go') return drawn({ body, response, ...question });
      return response.writeHead(307, { location: `${other.url}/v1/images/generations` }).end();
    }, SECRET);
    state.settings['sanaStudio.server'] = url;
    const { everywhere, secrets, served, used, run } = extension();
    used.dispose();
    registerServerCommands(served);
    await run();
    expect(state.red.at(-1)).toContain('wants a key');
    const typed = [`${SECRET}-old`, SECRET];
    for (const key of typed) {
      state.answers.input = () => key;
      await commands.executeCommand('sanaStudio.setServerKey');
      await run();
    }
    expect([...secrets.kept.values()]).toEqual([SECRET]);
    expect(pictures()).toHaveLength(1);
    expect(written()).toHaveLength(1);
    await run({ prompt: 'go' });
    expect(other.seen).toEqual([]);
    const told = JSON.stringify([...everywhere.stored, ...state.shown, ...state.red]);
    expect(told).toContain('does not take this key');
    expect(told).not.toContain(SECRET);
    for (const { bytes } of state.files.values()) expect(Buffer.from(bytes).includes(SECRET)).toBe(false);
    await commands.executeCommand('sanaStudio.forgetServerKey');
    expect(secrets.kept.size).toBe(0);
  });
});

it('tells that a server may finish what was cancelled', async () => {
  const { url, host } = await serve(({ body, ...question }) => {
    if (body) state.cancel?.();
    return question;
  });
  state.settings['sanaStudio.server'] = url;
  const { used, run } = extension();
  used.dispose();
  await run();
  expect(state.shown.at(-1)).toBe(`Cancelled. ${host} may finish the picture all the same.`);
  expect(written()).toEqual([]);
});

it('reads the setting of the person alone: a workspace can name neither a server nor, untrusted, a model', async () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const { configuration } = manifest.contributes;
  const settings: Record<string, { readonly scope?: string }> = configuration.properties;
  expect(settings['sanaStudio.server']!.scope).toBe('application');
  expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain('sanaStudio.model');
});
