// Programs in Node that have nothing but the tarballs.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { startServer } from '../started-server.ts';
import { type Installed, install } from './installed.ts';

const README_PICTURE = join(import.meta.dirname, '../../docs/pictures/dog-and-ball.png');

describe('a script', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await install('node-script');
  });
  afterAll(() => installed?.remove());

  it('draws the picture of README byte by byte', async () => {
    await installed.run(process.execPath, 'draw.js');
    const drawn = await readFile(join(installed.folder, 'dog.png'));
    expect(drawn.equals(await readFile(README_PICTURE))).toBe(true);
  });

  it('has one ONNX Runtime, and no tools of developers', async () => {
    const told = await installed.run('npm', 'ls', '--all', '--parseable');
    const names = told.split('\n').flatMap(path => path.split('node_modules/').slice(1).slice(-1));
    expect(names.filter(name => name.startsWith('onnxruntime')).sort()).toEqual([
      'onnxruntime-common',
      'onnxruntime-node',
    ]);
    const tools = /esbuild|vitest|typescript|playwright|biome|typedoc|fast-check|@sana-studio\/(?!sana-mini)/;
    expect(names.filter(name => tools.test(name))).toEqual([]);
  });

  it('does nothing on import, and leaves nothing behind that would keep the process', async () => {
    const program = `
      const before = new Set(Object.keys(globalThis));
      const { createEngine, SanaError } = await import('sana-studio');
      await import('sana-studio/browser'); await import('sana-studio/element'); await import('@sana-studio/sana-mini');
      const names = process.report.getReport().sharedObjects.filter(name => /onnxruntime/.test(name));
      // zod has one registry for all copies of it
      const added = Object.keys(globalThis).filter(name => !before.has(name) && !name.startsWith('__zod'));
      console.log(added.length, names.length);
      await createEngine({ model: './nowhere' }).catch(error => console.log(error instanceof SanaError, error.code));`;
    // not from a file, as people try things
    const said = await installed.run(process.execPath, '--input-type=module', '--eval', program);
    expect(said.trim().split('\n')).toEqual(['0 0', 'true model-not-found']);
  });
});

describe('a service', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await install('node-service');
  });
  afterAll(() => installed?.remove());

  it('draws for two at once, goes on when one has gone, and says what is wrong', async () => {
    const port = await freePort();
    const log = join(installed.folder, 'service.log');
    const env = { PORT: String(port) };
    const server = await startServer({
      command: process.execPath,
      args: ['service.js'],
      port,
      path: '/?prompt=',
      log,
      env,
    });
    try {
      const ask = (seed: number, signal?: AbortSignal) =>
        fetch(`${server.url}/?prompt=a%20lighthouse&seed=${seed}`, signal ? { signal } : {});
      const gone = new AbortController();
      const [first, , second] = await Promise.allSettled([
        ask(1),
        Promise.all([ask(2, gone.signal), Promise.resolve().then(() => gone.abort())]),
        ask(3),
      ]);
      for (const [answer, seed] of [
        [first, '1'],
        [second, '3'],
      ] as const) {
        const { status, headers } = answer.status === 'fulfilled' ? answer.value : await Promise.reject(answer.reason);
        expect([status, headers.get('content-type'), headers.get('x-seed')]).toEqual([200, 'image/png', seed]);
      }
      const wrong = await fetch(`${server.url}/?prompt=a&seed=-1`);
      expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'seed-out-of-range' }]);
    } finally {
      server.stop();
    }
  });
});
