import { SanaError } from '@sana-studio/core';
import { expect, it, vi } from 'vitest';
import type { PanelPicture } from '../host.ts';
import { fakeHost } from '../panel/host.fixture.ts';
import { RemoteCaller } from './remote-caller.ts';
import { serveParts } from './serve-parts.ts';

function connect() {
  const host = fakeHost();
  const { port1, port2 } = new MessageChannel();
  serveParts(port2, host);
  return { host, caller: new RemoteCaller(port1) };
}

it('carries a generation with its pictures, and stops it at the other end when cancelled', async () => {
  const { host, caller } = connect();
  const abort = new AbortController();
  const pictures: [PanelPicture, number][] = [];
  const onPicture = (picture: PanelPicture, index: number) => pictures.push([picture, index]);
  const request = { prompt: 'a cat', seed: 5, count: 2 };
  const run = caller.call('engine.generate', [request], { signal: abort.signal, callbacks: { onPicture } });
  await vi.waitFor(() => expect(host.engine.requests).toEqual([request]));
  host.engine.finish(1);
  await vi.waitFor(() => expect(pictures).toHaveLength(1));
  expect(pictures[0]).toMatchObject([{ request: { prompt: 'a cat', seed: 6 } }, 1]);
  expect(await pictures[0]![0].png.text()).toBe('png');
  abort.abort();
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  caller.close(new SanaError('cancelled', 'Done.'));
});

it('carries errors with their code, and refuses methods that are not served', async () => {
  const { host, caller } = connect();
  host.engine.failure = new SanaError('out-of-memory', 'Too large.');
  await expect(caller.call('engine.load', ['mini'])).rejects.toMatchObject({
    name: 'SanaError',
    code: 'out-of-memory',
    message: 'Too large.',
  });
  await expect(caller.call('constructor', [])).rejects.toMatchObject({ code: 'request-invalid' });
  caller.close(new SanaError('cancelled', 'Done.'));
});

it('lets calls fail when the connection is closed', async () => {
  const { caller } = connect();
  const run = caller.call('engine.generate', [{ prompt: 'a cat' }]);
  const reason = new SanaError('worker-failed', 'The engine page was reloaded.');
  caller.close(reason);
  await expect(run).rejects.toBe(reason);
  await expect(caller.call('models.watch', [])).rejects.toBe(reason);
});
