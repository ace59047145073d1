import { SanaError } from '@sana-studio/core';
import { anything, openChannel, portWire } from '@sana-studio/core/channel';
import { expect, it, vi } from 'vitest';
import type { AdditionEntry, PanelAdditions, PanelPicture, ServerReport } from '../host.ts';
import { fakeHost } from '../panel/host.fixture.ts';
import { PARTS } from './contract.ts';
import { PROTOCOL_VERSION, serveParts } from './handshake.ts';

const OPTIONS = { signal: new AbortController().signal, onProgress: () => {} };

const SERVER = {
  ...{ address: 'https://gpu.example', host: 'gpu.example', engine: 'SGLang' },
  ...{ models: ['sana-mini'], hasKey: true, isSetting: undefined },
};
const REPORT: ServerReport = {
  ...{ host: 'gpu.example', engine: 'SGLang', models: ['sana-mini'], model: 'sana-mini', recognised: true },
  ...{ size: { width: 64, height: 96 }, seed: 'differs', seconds: 2, format: 'WebP', likeHere: false },
  lacks: ['startImage'],
};

const BRAND: AdditionEntry = {
  ...{ kind: 'lora', id: 'someone/brand', title: 'Brand', totalBytes: 7, bytes: 0, complete: false },
  licences: ['https://huggingface.co/someone/brand'],
};

function connect() {
  const host = fakeHost();
  const { port1, port2 } = new MessageChannel();
  const guard = {
    now: async () => ({ policy: { preset: 'school' } as const, fixedBy: 'server' as const }),
    use: vi.fn(),
  };
  const servers = {
    watch: async () => {},
    test: async () => REPORT,
    use: async () => SERVER,
    forget: async () => {},
  };
  const additions: PanelAdditions = {
    list: async kind => [{ ...BRAND, kind }],
    lookUp: async () => BRAND,
    fetch: async (_, __, { onProgress }) => onProgress({ bytes: 3, totalBytes: 7 }),
    acceptLicences: async () => {},
    about: async () => ({ title: undefined, words: ['brandish'], picture: new Blob(['png']) }),
    remove: async () => {},
  };
  serveParts(port2, { ...host, servers, additions, guard, about: { facts: async () => ({ secure: true }) } });
  const channel = openChannel(portWire(port1), { version: PROTOCOL_VERSION });
  return { host, guard, channel, parts: channel.remote(PARTS) };
}

it('carries a generation with its pictures, and stops it at the other end when cancelled', async () => {
  const { host, channel, parts } = connect();
  const abort = new AbortController();
  const pictures: [PanelPicture, number][] = [];
  const onPicture = (picture: PanelPicture, index: number) => pictures.push([picture, index]);
  const picture = (value: number) => ({ width: 2, height: 1, data: new Uint8ClampedArray(8).fill(value) });
  const request = { prompt: 'a cat', seed: 5, count: 2, startImage: picture(7), mask: picture(255), feather: 8 };
  const run = parts.engine.generate(request, { signal: abort.signal, onPicture, onProgress: () => {} });
  await vi.waitFor(() => expect(host.engine.requests).toEqual([request]));
  host.engine.finish(1);
  await vi.waitFor(() => expect(pictures).toHaveLength(1));
  expect(pictures[0]).toMatchObject([{ request: { prompt: 'a cat', seed: 6 } }, 1]);
  expect(await pictures[0]![0].png.text()).toBe('png');
  abort.abort();
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  channel.close(new SanaError('cancelled'));
});

it('carries the files of a ControlNet that was chosen, and what is kept of LoRAs', async () => {
  const { host, channel, parts } = connect();
  const abort = new AbortController();
  const control = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const controlnet = { name: 'net', files: new Map([['net.pth', new Blob(['weights'])]]) };
  const generating = parts.engine.generate(
    { prompt: 'a cat', control, controlnet },
    { signal: abort.signal, onPicture: () => {}, onProgress: () => {} },
  );
  await vi.waitFor(() => expect(host.engine.requests).toHaveLength(1));
  const { controlnet: arrived } = host.engine.requests[0]!;
  expect(typeof arrived === 'object' && (await arrived.files.get('net.pth')!.text())).toBe('weights');
  abort.abort();
  await expect(generating).rejects.toMatchObject({ code: 'cancelled' });
  expect(await parts.additions.list('controlnet')).toEqual([{ ...BRAND, kind: 'controlnet' }]);
  const onProgress = vi.fn();
  await parts.additions.fetch('lora', BRAND.id, { signal: new AbortController().signal, onProgress });
  expect(onProgress).toHaveBeenCalledWith({ bytes: 3, totalBytes: 7 });
  const { words, picture } = (await parts.additions.about(BRAND.id))!;
  expect([words, await picture!.text()]).toEqual([['brandish'], 'png']);
  channel.close(new SanaError('cancelled'));
});

it('carries errors with their code, and refuses methods that are not served', async () => {
  const { host, channel, parts } = connect();
  host.engine.failure = new SanaError('out-of-memory:picture');
  await expect(parts.engine.load('mini', OPTIONS)).rejects.toMatchObject({
    name: 'SanaError',
    code: 'out-of-memory',
    message: expect.stringMatching(/^There was not enough memory/),
  });
  const odd = { constructor: { args: [], result: anything } };
  const { other } = channel.remote<{ other: { constructor(): Promise<void> } }>({ other: odd });
  await expect(other.constructor()).rejects.toMatchObject({ code: 'request-invalid' });
  channel.close(new SanaError('cancelled'));
});

it('carries what is told of servers', async () => {
  const { channel, parts } = connect();
  const { signal } = OPTIONS;
  expect(await parts.servers.test({ address: 'https://gpu.example', key: 'k' }, undefined, { signal })).toEqual(REPORT);
  expect(await parts.servers.use({ address: 'https://gpu.example' }, { signal, keep: true })).toEqual(SERVER);
  channel.close(new SanaError('cancelled'));
});

it('carries what the page tells of itself', async () => {
  const { channel, parts } = connect();
  expect(await parts.about.facts()).toEqual({ secure: true });
  channel.close(new SanaError('cancelled'));
});

it('lets calls fail when the connection is closed', async () => {
  const { channel, parts } = connect();
  const run = parts.engine.generate({ prompt: 'a cat' }, { ...OPTIONS, onPicture: () => {} });
  const reason = new SanaError('worker-failed:other-end');
  channel.close(reason);
  await expect(run).rejects.toBe(reason);
  await expect(parts.history.list()).rejects.toBe(reason);
});

it('takes nothing that is not in the contract, whoever asks', async () => {
  const { channel, parts } = connect();
  const load = parts.engine.load as (model: unknown, options: unknown) => Promise<unknown>;
  await expect(load({ path: '/etc' }, OPTIONS)).rejects.toMatchObject({ code: 'request-invalid' });
  const generate = parts.engine.generate as (request: unknown, options: unknown) => Promise<unknown>;
  await expect(generate({ prompt: 'a cat', steps: 0 }, OPTIONS)).rejects.toMatchObject({ code: 'steps-out-of-range' });
  const add = parts.history.add as (picture: unknown, thumbnail: unknown) => Promise<unknown>;
  await expect(add({ png: 'no file', request: {} }, new Blob())).rejects.toMatchObject({ code: 'request-invalid' });
  channel.close(new SanaError('cancelled'));
});

it('tells which policy holds at the other end, has another one hold, and carries none that is no policy', async () => {
  const { guard, channel, parts } = connect();
  expect(await parts.guard.now()).toEqual({ policy: { preset: 'school' }, fixedBy: 'server' });
  await parts.guard.use({ action: 'refuse', allow: ['nude'] });
  expect(guard.use).toHaveBeenCalledWith({ action: 'refuse', allow: ['nude'] });
  await expect(parts.guard.use({ preset: 'army' } as never)).rejects.toThrow();
  channel.close(new SanaError('cancelled'));
});
