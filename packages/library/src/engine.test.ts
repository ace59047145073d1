import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodePng, requestFromPng, SanaError } from '@sana-studio/core';
import { nodeHost } from '@sana-studio/core/node';
import { serveEngine } from '@sana-studio/core/worker';
import { decodePicture } from '@sana-studio/serving/node';
import { afterEach, describe, expect, it } from 'vitest';
import { referencePath } from '../../../test/reference-data.ts';
import type { Engine, EngineOptions, GenerateOptions } from './api.ts';
import { decodeFile } from './decode.ts';
import { engineOf, type Formats } from './engine.ts';
import { localDrawer } from './local-drawer.ts';
import { createEngine } from './node/index.ts';
import { startThread, type ThreadRunner } from './thread.ts';
import { threadServer } from './thread-server.ts';

const formats: Formats = { bytes: (_, png) => png(), pixels: async picture => picture };
const TINY = { source: { kind: 'folder', path: referencePath('sprint', 'model') } } as const;
const SMALL = { prompt: 'a red kite over the sea', size: '64x64', steps: 2, seed: 3 } as const;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let ended = 0;
/** What a thread does, in this one. */
const here: ThreadRunner = {
  run({ engine, parts }) {
    const { sources, serve } = threadServer({
      openStore: async () => {
        throw new SanaError('internal');
      },
      decode: (file, name) => decodeFile(decodePicture, file, name),
    });
    serveEngine(nodeHost(sources), engine);
    serve(parts);
    return {
      end() {
        ended++;
        engine.close();
        parts.close();
      },
    };
  },
};

const startHere = () => startThread(here);

const engines: Engine<'bytes'>[] = [];
async function open(runner = here): Promise<Engine<'bytes'>> {
  const drawer = await localDrawer({ model: TINY, start: () => startThread(runner) });
  const engine = engineOf(drawer, formats, 'bytes');
  engines.push(engine);
  return engine;
}
async function unheld(): Promise<Engine<'bytes'>> {
  return engineOf(await localDrawer({ model: TINY, start: startHere }), formats, 'bytes');
}
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.dispose();
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof SanaError ? error.code : `no SanaError: ${error}`),
  );

it.each<unknown>([
  null,
  'sana-mini',
  { modell: './model' },
  ...[42, null, {}, { name: 'x' }, { name: 'x', files: null }, { name: 'x', files: { 'model_index.json': 5 } }].map(
    model => ({ model }),
  ),
])('%j is refused as options', async options => {
  await expect(createEngine(options as EngineOptions)).rejects.toMatchObject({ code: 'request-invalid' });
});

describe('an engine', () => {
  it('draws files with their requests in them, several at a time, and pixels', async () => {
    const engine = await open();
    const told: number[] = [];
    const onImage: GenerateOptions<'bytes'>['onImage'] = ({ seed }) => told.push(seed);
    const previews: (readonly number[])[] = [];
    const onPreview: GenerateOptions['onPreview'] = (_, index, step) => previews.push([index, step]);
    const { image, seed, width, images } = await engine.generate({ ...SMALL, count: 2, onImage, onPreview });
    expect(previews).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect([seed, width, images.map(one => one.seed), told]).toEqual([3, 64, [3, 4], [3, 4]]);
    expect(requestFromPng(image)).toMatchObject({ prompt: SMALL.prompt, seed: 3, steps: 2, width: 64 });
    const { image: pixels } = await engine.generate({ ...SMALL, format: 'pixels' });
    expect(pixels).toEqual(await decodePng(image, 'drawn'));
    const again = await engine.generate({ ...SMALL, startImage: image, strength: 0.1 });
    expect(again.request).toMatchObject({ startedFromImage: true });
  });

  it('tells what went wrong with one of several pictures, and nobody else hears of it', async () => {
    const engine = await open();
    const mine = new TypeError('no place for it');
    const onImage = () => {
      throw mine;
    };
    await expect(engine.generate({ ...SMALL, count: 2, onImage })).rejects.toBe(mine);
  });

  it('serves calls in order, each with its own signal', async () => {
    const engine = await open();
    const stop = new AbortController();
    const calls = [
      engine.generate(SMALL),
      engine.generate({ ...SMALL, steps: 500, signal: stop.signal, onProgress: () => stop.abort() }),
      engine.generate({ ...SMALL, seed: 4 }),
    ];
    expect(await Promise.all(calls.map(codeOf))).toEqual(['no error', 'cancelled', 'no error']);
  });

  it('refuses what cannot be, by code, before anything is drawn', async () => {
    const engine = await open();
    const wrong: readonly (readonly [Partial<Record<string, unknown>>, string])[] = [
      [{ size: '64' }, 'request-invalid'],
      [{ size: '16x64' }, 'size-out-of-range'],
      [{ format: 'bitmap' }, 'request-invalid'],
      [{ format: 'constructor' }, 'request-invalid'],
      [{ startImage: {} }, 'request-invalid'],
      [{ startImage: null }, 'request-invalid'],
      [{ mask: 'mask.png' }, 'request-invalid'],
      [{ num_inference_steps: 4 }, 'request-invalid'],
      [{ startImage: new Uint8Array(8) }, 'image-unreadable'],
      [{ model: 'another' }, 'model-not-found'],
      [{ steps: 0 }, 'steps-out-of-range'],
    ];
    for (const [field, code] of wrong) {
      expect([field, await codeOf(engine.generate({ ...SMALL, ...field } as GenerateOptions))]).toEqual([field, code]);
    }
    for (const all of [undefined, null, 'a fox'] as unknown as GenerateOptions[])
      expect(await codeOf(engine.generate(all))).toBe('request-invalid');
  });

  it('ends at once, with what is under way, and may be ended twice', async () => {
    const engine = await open();
    const before = ended;
    const long = codeOf(engine.generate({ ...SMALL, steps: 900 }));
    await engine.dispose();
    await engine.dispose();
    expect([await long, await codeOf(engine.generate(SMALL)), ended > before]).toEqual([
      'cancelled',
      'cancelled',
      true,
    ]);
  });

  it('ends when nobody holds it any more, though what listens to it knows it', async () => {
    const before = ended;
    // as in a module that is loaded anew, whose functions know the engine that it has opened
    await (async () => {
      const held: { engine?: Engine<'bytes'>; heard: number } = { heard: 0 };
      const hear = () => {
        if (held.engine) held.heard++;
      };
      const { signal } = new AbortController();
      const drawer = await localDrawer({ model: TINY, start: startHere, onProgress: hear, signal });
      held.engine = engineOf(drawer, formats, 'bytes');
      await held.engine.generate({ ...SMALL, onProgress: hear, onPreview: hear, onImage: hear, signal });
      expect(held.heard).toBeGreaterThan(0);
    })();
    await expect
      .poll(() => {
        collect();
        return ended;
      })
      .toBeGreaterThan(before);
  });

  it('draws to the end what nobody but the call holds', async () => {
    let times = 3;
    const onProgress = () => {
      if (times-- > 0) collect();
    };
    const draw = async () => (await unheld()).generate({ ...SMALL, steps: 60, onProgress });
    await expect(draw()).resolves.toMatchObject({ seed: 3 });
  });

  it('leaves nothing that would keep the process where no thread can be started', async () => {
    const ports = () => process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length;
    const none: ThreadRunner = {
      run() {
        throw new SanaError('worker-failed:other-runtime', { other: '/lib/libonnxruntime.so' });
      },
    };
    const before = ports();
    await expect(open(none)).rejects.toMatchObject({ code: 'worker-failed' });
    expect(ports()).toBe(before);
  });

  it('is not opened where its thread says why it did not start, and leaves nothing behind', async () => {
    const broken: ThreadRunner = {
      run(_start, _ports, crashed) {
        setTimeout(() => crashed(new SanaError('worker-failed:script-type', { url: 'x', type: 'text/plain' })));
        return { end: () => ended++ };
      },
    };
    const before = ended;
    await expect(open(broken)).rejects.toMatchObject({ code: 'worker-failed', message: /text\/plain/ });
    expect(ended).toBeGreaterThan(before);
  });
});
