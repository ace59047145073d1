// What the local server does with clients that take more than their share, seen from real sockets.
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUDGETS } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, serveModels } from './serve.ts';
import { unreadIn } from './unread-bytes.ts';

/** Seconds. */
const PATIENCE = { head: 0.3, reader: 0.5 };
/** More than systems keep for a reader. */
const LARGE_BYTES = 64 * 2 ** 20;

let folder: string;
let server: ModelServer;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  folder = await mkdtemp(join(tmpdir(), 'sana-limits-'));
  await mkdir(join(folder, 'vae'));
  await writeFile(join(folder, 'vae/config.json'), '{}');
  await writeFile(join(folder, 'large.bin'), '');
  await truncate(join(folder, 'large.bin'), LARGE_BYTES);
  server = await serveModels({ folder, origins: [], port: 0, patience: PATIENCE });
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
  await rm(folder, { recursive: true });
});

function open(): Socket {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

const head = (path: string, ...lines: readonly string[]) =>
  [`GET /model/${path} HTTP/1.1`, `Host: localhost:${server.port}`, ...lines, '', ''].join('\r\n');

/** @returns milliseconds until the other end closed it */
async function closed(socket: Socket): Promise<number> {
  const begin = performance.now();
  if (!socket.closed) await new Promise(done => socket.once('close', done));
  return performance.now() - begin;
}

/** Everything until the other end closes. */
async function conversation(text: string): Promise<string> {
  const socket = open();
  let heard = '';
  socket.setEncoding('latin1').on('data', part => {
    heard += part;
  });
  socket.write(text);
  await closed(socket);
  return heard;
}

describe('requests', () => {
  it.each([
    ['no byte', ''],
    ['half a line', 'GET /model/vae'],
    ['a head without its end', 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
  ])('that stay at %s are given up', async (_, text) => {
    const socket = open();
    socket.write(text);
    socket.resume();
    expect(await closed(socket)).toBeLessThan(3000);
  });

  it('whose heads drip are given up, too', async () => {
    const socket = open();
    socket.resume();
    socket.write('GET / HTTP/1.1\r\nX: ');
    const drip = setInterval(() => socket.write('x'), 20);
    expect(await closed(socket)).toBeLessThan(3000);
    clearInterval(drip);
  });

  it.each([
    ['a long head', () => head('vae/config.json', `X: ${'x'.repeat(BUDGETS.serverHeadBytes.most)}`), 431],
    ['many headers', () => head('vae/config.json', ...Array.from({ length: 200 }, (_, at) => `X${at}: x`)), 431],
    ['a body', () => head('vae/config.json', 'Content-Length: 1000000000'), 413],
    [
      'a body of unknown length',
      () => `${head('vae/config.json', 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`,
      413,
    ],
    [
      'the question whether it may send a body',
      () => head('vae/config.json', 'Content-Length: 9', 'Expect: 100-continue'),
      413,
    ],
  ])('with %s are refused, and nothing more is read', async (_, text, status) => {
    expect(await conversation(`${text()}${head('vae/config.json')}`)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^{]*$`));
  });

  it('that come all at once on one connection are answered one after the other', async () => {
    const all = Array.from({ length: 20 }, () => head('vae/config.json')).join('');
    const answers = await conversation(`${all}${head('none', 'Connection: close')}`);
    expect(answers.match(/HTTP\/1.1 200 OK/g)).toHaveLength(20);
    expect(answers).toMatch(/HTTP\/1.1 404 [^{]*There is no such file\./);
  });
});

describe('readers', () => {
  it('that read nothing are cut off', async () => {
    const socket = open();
    socket.pause().write(head('large.bin'));
    // whoever does not read does not hear of it either
    const began = performance.now();
    while (!socket.closed && performance.now() - began < 10_000) {
      await new Promise(later => setTimeout(later, 50));
      socket.write('\r\n');
    }
    expect(socket.closed).toBe(true);
  });

  it.runIf(process.platform === 'linux')('that read slowly, but steadily, stay', async () => {
    const socket = open();
    let read = 0;
    socket.on('data', ({ length }) => {
      read += length;
      socket.pause();
      setTimeout(() => socket.resume(), 200);
    });
    socket.write(head('large.bin'));
    await new Promise(later => setTimeout(later, 6 * PATIENCE.reader * 1000));
    expect(socket.closed).toBe(false);
    expect(read).toBeGreaterThan(0);
  });
});

describe('connections', () => {
  it('are bounded, and there is room for hundreds', async () => {
    const { most } = BUDGETS.serverConnections;
    let answered = 0;
    let refused = 0;
    for (let at = 0; at < most + 50; at++) {
      const socket = open();
      socket.once('data', () => answered++).once('close', () => refused++);
      socket.write(head('vae/config.json'));
    }
    await expect.poll(() => answered + refused, { timeout: 20_000 }).toBeGreaterThanOrEqual(most + 50);
    expect(answered).toBe(most);
  });
});

describe('what is unread, by the ports of the other ends', () => {
  it("is counted at both ends of a connection, in Linux's tables", () => {
    const tables = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1',
      '   1: 0100007F:1F90 0100007F:A360 01 003D7E00:00000000 01:00000014 00000000     0        0 2',
      '   2: 0100007F:A360 0100007F:1F90 01 00000000:0001F018 00:00000000 00000000     0        0 3',
      '   3: 0100007F:A361 0100007F:1F91 01 00000000:0001F018 00:00000000 00000000     0        0 4',
      '   4: 0000000000000000FFFF00000100007F:A362 0000000000000000FFFF00000100007F:1F90 01 00000000:00000010 00:0 0 0 0 5',
      '',
    ].join('\n');
    const unread = unreadIn(tables, 0x1f90);
    expect(unread.get(0xa360)).toBe(0x3d7e00 + 0x1f018);
    expect(unread.get(0xa361)).toBeUndefined();
    expect(unread.get(0xa362)).toBe(0x10);
  });
});
