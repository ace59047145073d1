import { afterEach, describe, expect, it, vi } from 'vitest';
import { SanaError } from '../errors.ts';
import type { Wire } from './channel.ts';
import { type ContractOf, serve } from './contract.ts';
import {
  anything,
  bytes,
  type Channel,
  type ChannelOptions,
  fields,
  listOf,
  nothing,
  number,
  openChannel,
  optional,
  portWire,
  text,
  transfer,
} from './index.ts';

interface DrawOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: number) => void;
}

interface Parts {
  readonly engine: {
    draw(prompt: string, options?: DrawOptions): Promise<{ readonly seed: number }>;
    invert(pixels: Uint8Array): Promise<Uint8Array>;
    wait(signal: AbortSignal): Promise<undefined>;
    missing?(): Promise<undefined>;
  };
}

const CONTRACT: ContractOf<Parts> = {
  engine: {
    draw: {
      args: [text(50), optional(fields({}))],
      events: { onStep: [number({ min: 0 })] },
      result: fields({ seed: number() }),
    },
    invert: { args: [bytes], result: bytes },
    wait: { args: [nothing], result: nothing },
  },
};

const never = (signal: AbortSignal | undefined) =>
  new Promise<undefined>((_, reject) => {
    const stop = () => reject(new SanaError('cancelled'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });

function engine(calls: string[] = []): Parts {
  return {
    engine: {
      async draw(prompt, { signal, onStep } = {}) {
        calls.push(prompt);
        if (prompt === 'fails') throw new SanaError('out-of-memory:picture', { bytes: 7 });
        for (let step = 0; step < 20; step++) onStep?.(step);
        if (prompt === 'slow') await never(signal);
        return { seed: prompt.length };
      },
      async invert(pixels) {
        return transfer(
          pixels.map(value => 255 - value),
          [pixels.buffer],
        );
      },
      wait: never,
    },
  };
}

const channels: Channel[] = [];
const ports: MessagePort[] = [];

function open(wire: Wire, options: ChannelOptions): Channel {
  const channel = openChannel(wire, options);
  channels.push(channel);
  return channel;
}

function connect(calls?: string[], options: Partial<ChannelOptions> = {}) {
  const { port1, port2 } = new MessageChannel();
  const served = open(portWire(port1), {
    version: 1,
    bounded: true,
    serves: serve(CONTRACT, engine(calls)),
    ...options,
  });
  const channel = open(portWire(port2), { version: 1 });
  return { served, channel, remote: channel.remote(CONTRACT).engine };
}

/** One end of a pipe by hand. */
function byHand(calls: string[] = []) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port2);
  const heard: Record<string, unknown>[] = [];
  port2.addEventListener('message', ({ data }) => heard.push(data));
  port2.start();
  open(portWire(port1), { version: 1, bounded: true, serves: serve(CONTRACT, engine(calls)) });
  const greet = () => port2.postMessage({ sana: 'hello', version: 1, answer: false });
  return { port: port2, heard, greet, calls };
}

afterEach(() => {
  for (const channel of channels.splice(0)) channel.close(new SanaError('cancelled'));
  for (const port of ports.splice(0)) port.close();
});

describe('a call', () => {
  it('arrives with its callbacks, whose events come in order and before the answer', async () => {
    const { remote } = connect();
    const told: (number | string)[] = [];
    const { seed } = await remote.draw('a cat', { onStep: step => told.push(step) });
    told.push('answer');
    expect(seed).toBe(5);
    expect(told).toEqual([...Array(20).keys(), 'answer']);
  });

  it('fails as it failed at the other end', async () => {
    const { remote } = connect();
    await expect(remote.draw('fails')).rejects.toMatchObject({
      name: 'SanaError',
      reason: 'out-of-memory:picture',
      code: 'out-of-memory',
      data: { bytes: 7 },
      message: expect.stringMatching(/^There was not enough memory/),
    });
  });

  it('is aborted by its signal: while it runs, before it was made, and before there is anybody', async () => {
    const { remote } = connect();
    const controller = new AbortController();
    const run = remote.draw('slow', { signal: controller.signal, onStep: step => step === 19 && controller.abort() });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    await expect(remote.draw('slow', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(remote.wait(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });

    const { port1, port2 } = new MessageChannel();
    const early = open(portWire(port1), { version: 1 }).remote(CONTRACT).engine;
    const late = new AbortController();
    const waiting = early.draw('slow', { signal: late.signal });
    late.abort();
    open(portWire(port2), { version: 1, serves: serve(CONTRACT, engine()) });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is ended by a callback that throws, with what it threw', async () => {
    const { remote } = connect();
    const onStep = () => {
      throw new RangeError('enough');
    };
    await expect(remote.draw('slow', { onStep })).rejects.toThrow(new RangeError('enough'));
    expect(await remote.draw('a cat')).toEqual({ seed: 5 });
  });

  it('hands bytes over', async () => {
    const { remote } = connect();
    const pixels = new Uint8Array([0, 1, 255]);
    expect(await remote.invert(transfer(pixels, [pixels.buffer]))).toEqual(new Uint8Array([255, 254, 0]));
    expect(pixels).toHaveLength(0);
  });

  it('fails and is forgotten when it cannot be cloned', async () => {
    const { remote } = connect();
    const prompt = { deep: { callback() {} } } as unknown as string;
    await expect(remote.draw(prompt)).rejects.toMatchObject({ code: 'request-invalid' });
    expect(await remote.draw('a cat')).toEqual({ seed: 5 });
  });

  it('has no method that its contract leaves out', () => {
    expect(connect().remote).not.toHaveProperty('missing');
  });
});

describe('what does not fit the contract', () => {
  it('is refused before anything is done', async () => {
    const calls: string[] = [];
    const { remote } = connect(calls);
    await expect(remote.draw('x'.repeat(51))).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(remote.draw(7 as unknown as string)).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(remote.draw('a cat', { other() {} } as DrawOptions)).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await expect(remote.invert('bytes' as unknown as Uint8Array)).rejects.toMatchObject({ code: 'request-invalid' });
    expect(calls).toEqual([]);
  });

  it('is refused as an answer and as an event, too', async () => {
    const odd = { engine: { ...engine().engine, draw: async () => ({ seed: 'none' as unknown as number }) } };
    const { remote } = connect([], { serves: serve(CONTRACT, odd) });
    await expect(remote.draw('a cat')).rejects.toMatchObject({ code: 'request-invalid' });
    const talker: Parts = {
      engine: {
        ...engine().engine,
        async draw(_, { onStep, signal } = {}) {
          onStep?.(-1);
          return never(signal) as Promise<never>;
        },
      },
    };
    const other = connect([], { serves: serve(CONTRACT, talker) });
    const onStep = vi.fn();
    await expect(other.remote.draw('a cat', { onStep })).rejects.toMatchObject({ code: 'request-invalid' });
    expect(onStep).not.toHaveBeenCalled();
  });

  it.each(['engine.nope', 'engine.constructor', 'constructor', '__proto__', 'toString', 'engine.missing', ''])(
    'a method “%s” that there is not is answered',
    async method => {
      const { port, heard, greet } = byHand();
      greet();
      port.postMessage({ sana: 'call', id: 1, method, args: [], live: [] });
      await vi.waitFor(() => expect(heard.find(({ sana }) => sana === 'error')).toBeDefined());
      expect(heard.find(({ sana }) => sana === 'error')).toMatchObject({ id: 1, error: { code: 'request-invalid' } });
    },
  );
});

describe('two ends', () => {
  it('of different versions part with a sentence', async () => {
    const { port1, port2 } = new MessageChannel();
    open(portWire(port1), { version: 2, serves: serve(CONTRACT, engine()) });
    const { engine: remote } = open(portWire(port2), { version: 1 }).remote(CONTRACT);
    await expect(remote.draw('a cat')).rejects.toThrow(/another version.*Update both/);
    await expect(remote.draw('a cat')).rejects.toMatchObject({ code: 'worker-failed' });
  });

  it('notice that the other was reloaded: what waits fails, what runs is aborted, and the next call is served', async () => {
    const { port, heard, greet, calls } = byHand();
    greet();
    port.postMessage({ sana: 'call', id: 1, method: 'engine.draw', args: ['slow'], live: [[1, 'signal', 'signal']] });
    await vi.waitFor(() => expect(calls).toEqual(['slow']));
    greet();
    port.postMessage({ sana: 'call', id: 1, method: 'engine.draw', args: ['a cat'], live: [] });
    await vi.waitFor(() => expect(heard.some(({ sana }) => sana === 'value')).toBe(true));
    // the answer to the second call, and none to the first
    expect(heard.filter(({ sana }) => sana === 'value' || sana === 'error')).toEqual([
      { sana: 'value', id: 1, value: { seed: 5 } },
    ]);

    const { port1, port2 } = new MessageChannel();
    ports.push(port2);
    port2.start();
    const { engine: remote } = open(portWire(port1), { version: 1 }).remote(CONTRACT);
    port2.postMessage({ sana: 'hello', version: 1, answer: false });
    const waiting = remote.draw('a cat');
    await new Promise(resolve =>
      port2.addEventListener('message', ({ data }) => data.sana === 'call' && resolve(data)),
    );
    port2.postMessage({ sana: 'hello', version: 1, answer: false });
    await expect(waiting).rejects.toMatchObject({ code: 'worker-failed' });
  });

  it('let calls fail when they are closed, before and after', async () => {
    const { channel, remote } = connect();
    const reason = new SanaError('worker-failed:other-end');
    const waiting = remote.draw('slow');
    channel.close(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(remote.draw('a cat')).rejects.toBe(reason);
  });
});

describe('anybody at the other end', () => {
  it('cannot make more than a thousand calls at once', async () => {
    const { port, heard, greet } = byHand();
    greet();
    for (let id = 1; id <= 1010; id++) {
      port.postMessage({ sana: 'call', id, method: 'engine.wait', args: [], live: [[0, null, 'signal']] });
    }
    await vi.waitFor(() => expect(heard.filter(({ sana }) => sana === 'error')).toHaveLength(10));
  });

  it('cannot send more than a picture’s worth of bytes', async () => {
    const { port, heard, greet, calls } = byHand();
    greet();
    const args = [new Uint8Array(2 ** 28 + 1)];
    port.postMessage({ sana: 'call', id: 1, method: 'engine.invert', args, live: [] }, [args[0]!.buffer]);
    port.postMessage({ sana: 'call', id: 2, method: 'engine.draw', args: ['a cat'], live: [] });
    await vi.waitFor(() => expect(calls).toEqual(['a cat']));
    expect(heard.some(({ id }) => id === 1)).toBe(false);
  });

  it('cannot send more values than any message has, in whatever way they lie in each other', async () => {
    const { port, heard, greet, calls } = byHand();
    greet();
    const many = new Array(2_000_000).fill(0);
    const lists = Array.from({ length: 2000 }, () => new Array(1000).fill(0));
    for (const [id, args] of [many, [many], lists].entries()) {
      port.postMessage({ sana: 'call', id, method: 'engine.draw', args, live: [] });
    }
    port.postMessage({ sana: 'call', id: 9, method: 'engine.draw', args: ['a cat'], live: [] });
    await vi.waitFor(() => expect(calls).toEqual(['a cat']), 10_000);
    expect(heard.filter(({ id }) => Number(id) < 9)).toEqual([]);
  });

  it('gets nowhere with messages of any other form', async () => {
    const { port, greet, calls, heard } = byHand();
    greet();
    let state = 5;
    const among = <T>(values: readonly T[]): T => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return values[Math.floor((state / 2 ** 32) * values.length)]!;
    };
    const odd = [null, undefined, -1, 1e9, Number.NaN, '', 'engine.draw', [], {}, [null], [[0, 'onStep', 'callback']]];
    const lives = [
      [9, null, 'signal'],
      [0, '__proto__', 'callback'],
      [-1, 'a', 'callback'],
      [0, 'x', 'signal'],
      [0, 1, 2],
      7,
    ];
    for (let i = 0; i < 3000; i++) {
      port.postMessage(
        among([
          among(odd),
          { sana: among(['hello', 'call', 'abort', 'event', 'value', 'error', 'more', 7]), id: among(odd) },
          { sana: 'call', id: i + 10, method: among(odd), args: among(odd), live: among(odd) },
          { sana: 'call', id: i + 10, method: 'engine.draw', args: ['evil', {}], live: [among(lives)] },
          { sana: 'call', id: i + 10, method: 'engine.draw', args: [among(odd), among(odd)].slice(0, 2), live: [] },
          { sana: 'error', id: among(odd), error: among([...odd, { code: 'x', message: 'y', data: {} }]) },
          { sana: 'hello', version: 1, answer: among([true, true, 'no']) },
        ]),
      );
    }
    port.postMessage({ sana: 'call', id: 1, method: 'engine.draw', args: ['a cat'], live: [] });
    await vi.waitFor(() => expect(calls).toContain('a cat'), 10_000);
    // texts are drawn, as anybody may ask for it; nothing else was called, and nothing with a callback that nobody calls
    expect(new Set(calls)).toEqual(new Set(['', 'engine.draw', 'a cat']));
    await vi.waitFor(() => expect(heard.find(({ id }) => id === 1)).toMatchObject({ sana: 'value' }));
  });
});

it('reads lists and trusts where both ends are one build', () => {
  expect(listOf(number(), 2)([1, 2])).toEqual([1, 2]);
  expect(() => listOf(number(), 2)([1, 2, 3])).toThrow('at most 2');
  const value = {};
  expect(anything(value)).toBe(value);
});
