import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { SanaError } from '../errors.ts';
import type { Picture } from '../image/picture.ts';
import { diskFolder } from '../node/files.ts';
import { folderSource, nodeHost } from '../node/host.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { SanaPipeline } from '../pipeline.ts';
import type { Progress } from '../progress.ts';
import { miniDefaults } from '../request/request.fixture.ts';
import type { MemoryTier } from '../runtime/memory-tier.ts';
import { type OrtModule, Runtime } from '../runtime/session.ts';
import { SanaEngine } from './client.ts';
import { type EngineConnection, inProcessConnection } from './connection.ts';
import type { EngineApi, ModelInfo } from './protocol.ts';
import type { EngineHost } from './server.ts';
import { filesSource } from './sources.ts';
import { exposeApi } from './wire-types.ts';

const tiny = folderSource(referencePath('sprint', 'model'));
const request = { prompt: 'a red kite over the sea', width: 64, height: 64, steps: 2, seed: 3 };

const engines: SanaEngine[] = [];

/** An engine in this process, and how often it was started. */
function startEngine(host: EngineHost = nodeHost(), silenceLimit?: number) {
  const starts = { count: 0 };
  const connect = (): EngineConnection => {
    starts.count++;
    return inProcessConnection(host);
  };
  const engine = new SanaEngine(connect, { silenceLimit });
  engines.push(engine);
  return { engine, starts };
}

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.dispose();
});

function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof SanaError ? error.code : `not a SanaError: ${error}`),
  );
}

describe('an engine behind a connection', () => {
  it('makes the pictures that the pipeline makes, and tells of each as soon as it is there', async () => {
    const model = await openModelFolder(diskFolder(referencePath('sprint', 'model')));
    const pipeline = new SanaPipeline(await nodeRuntime(), model);
    const direct = await pipeline.generate({ ...request, count: 2 });
    await pipeline.dispose();

    const { engine } = startEngine();
    const told: number[] = [];
    await engine.load(tiny);
    const pictures = await engine.generate({ ...request, count: 2 }, { onPicture: (_, index) => told.push(index) });
    expect(pictures).toEqual(direct);
    expect(told).toEqual([0, 1]);
  });

  it('tells what there is to know about the model', async () => {
    const { engine } = startEngine();
    const info = await engine.load(tiny, { name: 'kite' });
    expect(info).toMatchObject({ family: 'sprint', device: 'cpu' });
    expect(info.defaults).toMatchObject({ model: 'kite', width: 256, steps: 2, sampler: 'scm' });
  });

  it('reports every phase up to the end before it resolves', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const progress: Progress[] = [];
    await engine.generate(request, { onProgress: report => progress.push(report) });
    expect([...new Set(progress.map(({ phase }) => phase))].sort()).toEqual(['decode', 'denoise', 'encode', 'load']);
    expect(progress.filter(({ phase }) => phase === 'denoise').map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(progress.at(-1)).toMatchObject({ fraction: 1, secondsLeft: 0 });
  });

  it('shows previews only to those who ask', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const previews: [Picture, number][] = [];
    const asked = await engine.generate(
      { ...request, steps: 5 },
      { previewEvery: 2, onPreview: (preview, _, step) => previews.push([preview, step]) },
    );
    expect(previews.map(([, step]) => step)).toEqual([2, 4]);
    expect(previews[0]![0]).toMatchObject({ width: 64, height: 64 });
    expect(await engine.generate({ ...request, steps: 5 })).toEqual(asked);
  });

  it('opens a model from files that somebody chose', async () => {
    const paths = [
      'model_index.json',
      'scheduler/scheduler_config.json',
      'text_encoder/config.json',
      'text_encoder/model.safetensors',
      'tokenizer/tokenizer.json',
      'tokenizer/tokenizer_config.json',
      'transformer/config.json',
      'transformer/diffusion_pytorch_model.safetensors',
      'vae/config.json',
      'vae/diffusion_pytorch_model.safetensors',
    ];
    const files = new Map(paths.map(path => [path, new Blob([readFileSync(referencePath('sprint', 'model', path))])]));
    const { engine } = startEngine();
    await engine.load(tiny);
    const [fromFolder] = await engine.generate(request);
    await engine.load(filesSource('chosen', files));
    const [fromFiles] = await engine.generate(request);
    expect(fromFiles!.data).toEqual(fromFolder!.data);
  });

  it('serves overlapping calls in order', async () => {
    const { engine } = startEngine();
    const order: string[] = [];
    const loaded = engine.load(tiny).then(() => order.push('loaded'));
    const calls = [3, 4, 5].map(seed =>
      engine.generate({ ...request, seed }).then(([picture]) => order.push(`seed ${picture!.request.seed}`)),
    );
    await Promise.all([loaded, ...calls]);
    expect(order).toEqual(['loaded', 'seed 3', 'seed 4', 'seed 5']);
  });
});

describe('warming up', () => {
  /** A host that counts the sessions it makes, and holds the next one up until it is told. */
  function countingHost() {
    const sessions = { count: 0, released: 0, hold: undefined as Promise<void> | undefined };
    const { Tensor } = ort;
    const InferenceSession = {
      create: async (...[model, options]: Parameters<OrtModule['InferenceSession']['create']>) => {
        sessions.count++;
        await sessions.hold;
        const session = await ort.InferenceSession.create(model, options);
        const release = session.release.bind(session);
        session.release = () => {
          sessions.released++;
          return release();
        };
        return session;
      },
    };
    const host: EngineHost = {
      ...nodeHost(),
      startRuntime: async () => ({
        runtime: new Runtime({ ort: { InferenceSession, Tensor }, device: 'cpu', segmentBytes: 2 ** 30 }),
      }),
    };
    return { host, sessions };
  }

  it('makes ahead what the first picture needs, which is the same as without', async () => {
    const cold = startEngine().engine;
    await cold.load(tiny);
    const [expected] = await cold.generate(request);
    const { host, sessions } = countingHost();
    const { engine } = startEngine(host);
    await engine.load(tiny);
    engine.warmUp();
    await expect.poll(() => sessions.count).toBeGreaterThan(3);
    await engine.generate({ ...request, prompt: 'of the usual size', width: 32, height: 32 });
    const before = sessions.count;
    const [picture] = await engine.generate(request);
    expect(sessions.count).toBe(before);
    expect(picture!.data).toEqual(expected!.data);
  });

  it.each([
    ['under-4gb', 0],
    ['8gb', 6],
  ] as const)('on a device of %s leaves %i sessions in memory for nobody', async (memoryTier, left) => {
    const { host, sessions } = countingHost();
    const { engine } = startEngine(host);
    await engine.load(tiny, { memoryTier });
    const resting: (() => void)[] = [];
    const real = globalThis.setTimeout;
    const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((job: () => void, wait = 0) => {
      if (wait < 60_000) return real(job, wait);
      resting.push(job);
      return undefined;
    }) as typeof setTimeout);
    engine.warmUp();
    await expect.poll(() => sessions.count - sessions.released).toBeGreaterThan(3);
    await engine.generate(request);
    for (const rest of resting) rest();
    await expect.poll(() => sessions.count - sessions.released).toBe(left);
    timers.mockRestore();
    expect(await engine.generate(request)).toHaveLength(1);
  });

  it('gives way to whatever is asked for, and fails in silence', async () => {
    const { host, sessions } = countingHost();
    const { engine, starts } = startEngine(host);
    await engine.load(tiny);
    let goOn: () => void = () => {};
    sessions.hold = new Promise(resolve => {
      goOn = resolve;
    });
    engine.warmUp();
    await expect.poll(() => sessions.count).toBe(1);
    const drawn = engine.generate(request);
    goOn();
    expect(await drawn).toHaveLength(1);
    sessions.hold = Promise.reject(new Error('kernel said no'));
    sessions.hold.catch(() => {});
    await engine.load(tiny);
    engine.warmUp();
    expect(await codeOf(engine.generate(request))).toBe('runtime-failed');
    sessions.hold = undefined;
    expect(await engine.generate(request)).toHaveLength(1);
    expect(starts.count).toBe(2);
  });

  it.each([
    ['parts have to give way to each other', 'webgpu', 1e5],
    ['a step takes long', 'cpu', 1e12],
  ] as const)('does nothing where %s', async (_, device, memoryBudget) => {
    const model = await openModelFolder(diskFolder(referencePath('sprint', 'model')));
    // as many values as Sana 0.6B has
    const entries = new Map([['many', { dtype: 'F32', shape: [6, 10 ** 8] } as const]]);
    const transformer = { ...model.transformer, tensors: { ...model.transformer.tensors, entries } };
    const InferenceSession = { create: () => Promise.reject(new Error('a session was made')) };
    const runtime = new Runtime({ ort: { InferenceSession, Tensor: ort.Tensor }, device, segmentBytes: 2 ** 30 });
    const pipeline = new SanaPipeline(runtime, { ...model, transformer }, { memoryBudget });
    await pipeline.warmUp();
    await pipeline.dispose();
  });
});

describe('what is not followed', () => {
  it('is said with the picture: the end of a long prompt, a negative prompt that the model does not take', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const prompt = `${'a very long dog and '.repeat(200)}the End`;
    const [picture] = await engine.generate({ ...request, prompt, negativePrompt: 'blurry' });
    expect(picture!.remarks.map(({ remark }) => remark)).toEqual(['prompt-cut', 'negative-unused:model']);
    expect(picture!.remarks[0]!.data).toMatchObject({ limit: 299, unread: expect.stringMatching(/^\S/) });
    expect((await engine.generate(request))[0]!.remarks).toEqual([]);
  });

  it('can be asked for before, with the language', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const reading = await engine.read('a cat');
    expect(reading).toMatchObject({ limit: 299, unread: '' });
    expect(reading.tokens).toBeGreaterThan(1);
    expect(await engine.read('念去去千里烟波，暮霭沉沉楚天阔', { language: true })).toMatchObject({ language: 'zh' });
    expect(await engine.read('a cat on a mat', { language: true })).toMatchObject({ language: undefined });
    const { unread } = await engine.read(`${'dog '.repeat(1000)}End`);
    expect(unread.endsWith('dog End')).toBe(true);
  });
});

describe('cancelling', () => {
  it('stops within one step and leaves the engine as it was', async () => {
    const { engine, starts } = startEngine();
    await engine.load(tiny);
    const [whole] = await engine.generate({ ...request, steps: 12 });
    const controller = new AbortController();
    const steps: number[] = [];
    const code = await codeOf(
      engine.generate(
        { ...request, steps: 12 },
        {
          signal: controller.signal,
          onProgress: ({ phase, step }) => {
            if (phase !== 'denoise') return;
            steps.push(step);
            if (step === 4) controller.abort();
          },
        },
      ),
    );
    expect(code).toBe('cancelled');
    expect(Math.max(...steps)).toBeLessThanOrEqual(5);
    expect(await engine.generate({ ...request, steps: 12 })).toEqual([whole]);
    expect(starts.count).toBe(1);
  });

  it('answers at once for a call that is still waiting', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const controller = new AbortController();
    let step = 0;
    const first = engine.generate(
      { ...request, steps: 12 },
      {
        onProgress: progress => {
          if (progress.phase === 'denoise') step = progress.step;
          if (step === 2) controller.abort();
        },
      },
    );
    expect(await codeOf(engine.generate(request, { signal: controller.signal }))).toBe('cancelled');
    expect(step).toBeLessThan(12);
    expect(await first).toHaveLength(1);
  });

  it('refuses a signal that has already been aborted', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    expect(await codeOf(engine.generate(request, { signal: AbortSignal.abort() }))).toBe('cancelled');
  });

  it('stops when a callback throws, and throws that', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const failing = engine.generate(request, {
      onProgress: () => {
        throw new TypeError('no room to draw');
      },
    });
    await expect(failing).rejects.toThrow(new TypeError('no room to draw'));
    expect(await engine.generate(request)).toHaveLength(1);
  });
});

describe('errors', () => {
  it('keep their code, sentence and facts', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    const error: unknown = await engine.generate({ ...request, steps: 0 }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(SanaError);
    expect(error).toMatchObject({
      code: 'steps-out-of-range',
      message: 'The number of steps must be a whole number from 1 to 1000, but 0 was given.',
      data: { field: 'steps', limits: { kind: 'whole', min: 1, max: 1000 } },
    });
  });

  it.each([
    ['a folder that is not there', folderSource('/nowhere'), 'model-not-found'],
    ['a kind that nobody opens', { kind: 'carrier pigeon' }, 'request-invalid'],
    ['a source without its details', { kind: 'folder' }, 'request-invalid'],
    ['something that cannot be sent', { kind: 'folder', path: () => {} }, 'request-invalid'],
  ])('name what is wrong with %s', async (_, source, code) => {
    const { engine } = startEngine();
    expect(await codeOf(engine.load(source))).toBe(code);
    await engine.load(tiny);
    expect(await engine.generate(request)).toHaveLength(1);
  });

  it('say which words are refused where that is the policy, and nothing is drawn', async () => {
    const { engine } = startEngine();
    const nude = { ...request, prompt: 'a nude woman' };
    await engine.load(tiny);
    const [replaced] = await engine.generate(nude);
    expect(replaced!.replaced.map(({ text }) => text)).toEqual(['nude']);
    await engine.load(tiny, { safety: 'refuse' });
    const error: unknown = await engine.generate(nude).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'request-refused', message: expect.stringContaining('“nude”') });
    expect(await engine.generate(request)).toHaveLength(1);
  });

  it('say that no model is loaded', async () => {
    const { engine } = startEngine();
    expect(await codeOf(engine.generate(request))).toBe('model-not-found');
  });

  it('say which devices there are', async () => {
    const { engine } = startEngine();
    expect(await codeOf(engine.load(tiny, { device: 'wasm' }))).toBe('device-unavailable');
  });
});

describe('an engine that fails', () => {
  it('is replaced after an error of the runtime, with the same model', async () => {
    const host = nodeHost();
    let broken = true;
    const { engine, starts } = startEngine({
      ...host,
      async startRuntime(device, options) {
        const { runtime } = await host.startRuntime(device, options);
        if (broken) runtime.finish = () => Promise.reject(new Error('kernel said no'));
        broken = false;
        return { runtime };
      },
    });
    await engine.load(tiny);
    const error: unknown = await engine.generate(request).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'runtime-failed', data: { detail: 'kernel said no' } });
    expect(await engine.generate(request)).toHaveLength(1);
    expect(starts.count).toBe(2);
  });

  /** A host whose memory holds so many sessions at a time, a number for each start, and the loads of its engines. */
  function smallHost(rooms: readonly number[]) {
    const tiers: (MemoryTier | undefined)[] = [];
    const host: EngineHost = {
      ...nodeHost(),
      async startRuntime(_, { memoryTier }) {
        let free = rooms[tiers.length] ?? Number.POSITIVE_INFINITY;
        tiers.push(memoryTier);
        const InferenceSession = {
          create: async (...[model, options]: Parameters<OrtModule['InferenceSession']['create']>) => {
            if (free-- <= 0) throw new Error('std::bad_alloc');
            return ort.InferenceSession.create(model, options);
          },
        };
        const { Tensor } = ort;
        return { runtime: new Runtime({ ort: { InferenceSession, Tensor }, device: 'cpu', segmentBytes: 2 ** 30 }) };
      },
    };
    return { host, tiers };
  }

  it('goes on with less memory when it runs out, from the first picture that is not there', async () => {
    const whole = startEngine().engine;
    await whole.load(tiny);
    const three = await whole.generate({ ...request, count: 3 });

    const { host, tiers } = smallHost([]);
    let steps = 0;
    const { engine, starts } = startEngine({
      ...host,
      async startRuntime(...call) {
        const started = await host.startRuntime(...call);
        // in the second step of the second picture
        started.runtime.finish = async () => {
          if (++steps === 4) throw new Error('std::bad_alloc');
        };
        return started;
      },
    });
    await engine.load(tiny);
    const told: number[] = [];
    const fractions: number[] = [];
    const pictures = await engine.generate(
      { ...request, count: 3 },
      {
        onPicture: (_, index) => told.push(index),
        onProgress: ({ pictures, fraction }) => {
          expect(pictures).toBe(3);
          fractions.push(fraction);
        },
      },
    );
    expect(pictures).toEqual(three);
    expect(told).toEqual([0, 1, 2]);
    expect(fractions.at(-1)).toBe(1);
    expect(starts.count).toBe(2);
    expect(tiers).toEqual([undefined, '8gb']);
  });

  it('tries a failed allocation once with less memory, and then says what helps', async () => {
    const { host, tiers } = smallHost([3, 5, 4, 4]);
    const { engine } = startEngine(host);
    await engine.load(tiny);
    const error: unknown = await engine.generate(request).catch((error: unknown) => error);
    expect(error).toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/^There is not enough memory for this picture.* \(int8 or int4\)/),
      data: { detail: 'std::bad_alloc', memoryTier: '8gb' },
    });
    // the next request begins where this one ended
    expect(await codeOf(engine.generate(request))).toBe('out-of-memory');
    expect(await engine.generate(request)).toHaveLength(1);
    expect(tiers).toEqual([undefined, '8gb', '8gb', '4gb', '4gb']);
  });

  it('is replaced when it has not answered for too long', async () => {
    let hung = true;
    const engine = new SanaEngine(
      () => {
        if (!hung) return inProcessConnection(nodeHost());
        hung = false;
        const { port1, port2 } = new MessageChannel();
        onTestFinished(() => port2.close());
        return { endpoint: port1, close: () => port1.close() };
      },
      { silenceLimit: 100 },
    );
    engines.push(engine);
    const error: unknown = await engine.load(tiny).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'worker-failed', data: { silenceLimit: 100 } });
    expect(await engine.generate(request)).toHaveLength(1);
  });

  it.each([
    ['webgpu', 'worker-failed'],
    ['wasm', 'no error'],
  ] as const)('on %s that is busy for long: %s', async (device, code) => {
    const engine = new SanaEngine(
      () => {
        const { port1, port2 } = new MessageChannel();
        const info: Omit<ModelInfo, 'device'> = {
          label: 'busy',
          family: 'sana',
          remarks: [],
          defaults: miniDefaults,
          sizes: { sampleSize: 8, binning: true },
          usesNegativePrompt: true,
          memoryTier: '4gb',
        };
        const busy: EngineApi = {
          load: async () => ({ ...info, device }),
          generate: () => new Promise(done => setTimeout(done, 500)),
          warmUp: async () => {},
          read: async () => ({ tokens: 0, limit: 1, unread: '' }),
          ping: () => new Promise<never>(() => {}),
          dispose: async () => {},
        };
        exposeApi(busy, port2);
        return { endpoint: port1, close: () => port1.close() };
      },
      { silenceLimit: 100 },
    );
    engines.push(engine);
    await engine.load(tiny);
    expect(await codeOf(engine.generate(request))).toBe(code);
  });

  describe('that does not stop when it is told to', () => {
    const STOP_LIMIT = 80;

    /** An engine whose answers the test makes, and what became of its connections. */
    function stubborn(api: Partial<EngineApi>, limit = STOP_LIMIT) {
      const closed: boolean[] = [];
      const connect = (): EngineConnection => {
        const { port1, port2 } = new MessageChannel();
        const index = closed.push(false) - 1;
        const first: Partial<EngineApi> = index === 0 ? api : {};
        exposeApi(
          { load: async () => INFO, generate: async () => {}, ping: () => {}, dispose: () => {}, ...first },
          port2,
        );
        const close = () => {
          closed[index] = true;
          port1.close();
          port2.close();
        };
        return { endpoint: port1, close };
      };
      const engine = new SanaEngine(connect, { stopLimit: limit });
      engines.push(engine);
      return { engine, closed };
    }

    const INFO = {
      label: 'stubborn',
      family: 'sana',
      remarks: [],
      defaults: miniDefaults,
      sizes: { sampleSize: 8, binning: true },
      usesNegativePrompt: true,
      device: 'wasm',
      memoryTier: '4gb',
    } as const satisfies ModelInfo;
    const never = () => new Promise<never>(() => {});
    const aborted = (milliseconds: number) => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(), milliseconds);
      return abort.signal;
    };

    it('is ended if it hears nothing, and the next call has a new one with the same model', async () => {
      const { engine, closed } = stubborn({ generate: never, ping: never });
      await engine.load(tiny);
      const start = performance.now();
      expect(await codeOf(engine.generate(request, { signal: aborted(10) }))).toBe('cancelled');
      expect(performance.now() - start).toBeLessThan(1000);
      expect(closed).toEqual([true]);
      expect(await codeOf(engine.generate(request))).toBe('no error');
      expect(closed).toEqual([true, false]);
    });

    it('is ended while it loads a model, too, whoever asked for that', async () => {
      const { engine, closed } = stubborn({ load: never, ping: never });
      expect(await codeOf(engine.load(tiny, {}, aborted(10)))).toBe('cancelled');
      expect(await codeOf(engine.generate(request))).toBe('no error');
      expect(closed).toEqual([true, false]);

      const other = stubborn({ load: never, ping: never });
      void codeOf(other.engine.load(tiny));
      expect(await codeOf(other.engine.generate(request, { signal: aborted(10) }))).toBe('cancelled');
      expect(other.closed).toEqual([true]);
    });

    it('keeps its model if it answers and stops soon, and nobody waits for that', async () => {
      let stop = () => {};
      const { engine, closed } = stubborn({ generate: () => new Promise(resolve => (stop = resolve)) });
      await engine.load(tiny);
      expect(await codeOf(engine.generate(request, { signal: aborted(10) }))).toBe('cancelled');
      stop();
      await new Promise(resolve => setTimeout(resolve, 15 * STOP_LIMIT));
      expect(closed).toEqual([false]);
    });

    it('is ended if it answers and goes on for ever', async () => {
      const { engine, closed } = stubborn({ generate: never }, 20);
      await engine.load(tiny);
      expect(await codeOf(engine.generate(request, { signal: aborted(10) }))).toBe('cancelled');
      expect(closed).toEqual([false]);
      await expect.poll(() => closed).toEqual([true]);
    });
  });

  it('fails the call under way when it crashes, and is replaced by the next', async () => {
    let crash = (_: string) => {};
    const engine = new SanaEngine(() => ({
      ...inProcessConnection(nodeHost()),
      onCrash: listener => {
        crash = listener;
      },
    }));
    engines.push(engine);
    await engine.load(tiny);
    const running = codeOf(engine.generate(request, { onProgress: () => crash('out of cheese') }));
    expect(await running).toBe('worker-failed');
    expect(await engine.generate(request)).toHaveLength(1);
  });

  it('ends with what it was disposed of: calls that wait are cancelled, too', async () => {
    const { engine } = startEngine();
    await engine.load(tiny);
    let step: () => void = () => {};
    const running = new Promise<void>(resolve => {
      step = resolve;
    });
    const codes = [{ steps: 200 }, { steps: 3 }, { steps: 3 }].map(more =>
      codeOf(engine.generate({ ...request, ...more }, { onProgress: ({ phase }) => phase === 'denoise' && step() })),
    );
    await running;
    await engine.dispose();
    expect(await Promise.all(codes)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('starts anew for a graphics device where it began for the processor alone, unless it is busy', async () => {
    const { Tensor } = ort;
    // whatever the device is called, Node's processor computes
    const create = (...[model, options]: Parameters<OrtModule['InferenceSession']['create']>) =>
      ort.InferenceSession.create(model, { ...options, executionProviders: ['cpu'] });
    const { engine, starts } = startEngine({
      ...nodeHost(),
      startRuntime: async device => {
        const used = device === 'auto' ? 'wasm' : device;
        return {
          runtime: new Runtime({ ort: { InferenceSession: { create }, Tensor }, device: used, segmentBytes: 2 ** 30 }),
        };
      },
    });
    const counts: number[] = [];
    for (const device of ['webgpu', 'wasm', 'webgpu', 'cpu', 'auto', 'wasm', 'auto', 'auto'] as const) {
      await engine.load(tiny, { device });
      counts.push(starts.count);
    }
    expect(counts).toEqual([1, 1, 2, 2, 2, 2, 3, 3]);
    let drawn: Promise<readonly unknown[]> = Promise.resolve([]);
    await new Promise<unknown>(onProgress => {
      drawn = engine.generate(request, { onProgress });
    });
    await engine.load(tiny, { device: 'webgpu' });
    expect([(await drawn).length, starts.count]).toEqual([1, 3]);
  });

  it('starts before there is a model for it, and takes the one that comes', async () => {
    const { engine, starts } = startEngine();
    engine.start();
    expect(starts.count).toBe(1);
    await engine.load(tiny);
    expect(await engine.generate(request)).toHaveLength(1);
    expect(starts.count).toBe(1);
  });

  it('can be loaded again after it was disposed of', async () => {
    const { engine, starts } = startEngine();
    await engine.load(tiny);
    await engine.dispose();
    expect(await codeOf(engine.generate(request))).toBe('model-not-found');
    await engine.load(tiny);
    expect(await engine.generate(request)).toHaveLength(1);
    expect(starts.count).toBe(2);
  });
});
