import { afterEach, expect, it, vi } from 'vitest';
import { type Refusal, VERSION } from '../contract.ts';
import { openSandbox } from './sandbox.ts';

afterEach(() => vi.unstubAllGlobals());

/** The page's end, with what is around the page by hand. */
function open() {
  const parent = { postMessage: vi.fn() };
  let listen = (_: { readonly data: unknown; readonly source: unknown }) => {};
  vi.stubGlobal('window', { parent });
  vi.stubGlobal('addEventListener', (_: string, listener: typeof listen) => {
    listen = listener;
  });
  const sandbox = openSandbox();
  const say = (pluginMessage: unknown, source: unknown = parent) => listen({ data: { pluginMessage }, source });
  const posted = () => parent.postMessage.mock.calls.map(([message]) => message.pluginMessage);
  return { sandbox, parent, say, posted, receive: (data: unknown) => listen({ data, source: parent }) };
}

it('hears what is around the page, and nobody else', async () => {
  const { sandbox, say, posted, receive, parent } = open();
  const reading = sandbox.read('form');
  for (const odd of [null, 'hello', {}, { sana: 'hello', version: VERSION, answer: true }]) receive(odd);
  say({ sana: 'hello', version: VERSION, answer: true }, {});
  expect(posted()).toEqual([{ sana: 'hello', version: VERSION, answer: false }]);
  say({ sana: 'hello', version: VERSION, answer: true });
  expect(posted()[1]).toMatchObject({ sana: 'call', id: 1, method: 'sandbox.read', args: ['form'] });
  expect(parent.postMessage).toHaveBeenLastCalledWith(expect.anything(), '*');
  say({ sana: 'value', id: 1, value: 'theirs' }, {});
  say({ sana: 'value', id: 1, value: 'kept' });
  expect(await reading).toBe('kept');
});

it.each([
  ['locked', 'document-refused', 'document-refused:locked', /“Hero” is locked/],
  ['storage-full', 'storage-full', 'storage-full:plugin', /no more room/],
] as const)('makes an error with a sentence of a refusal: %s', async (refusal: Refusal, code, reason, message) => {
  const { sandbox, say } = open();
  say({ sana: 'hello', version: VERSION, answer: true });
  const writing = sandbox.write('form', {});
  say({ sana: 'error', id: 1, error: { code, message: refusal, data: { refusal, label: 'Hero' } } });
  await expect(writing).rejects.toMatchObject({
    name: 'SanaError',
    code,
    reason,
    message: expect.stringMatching(message),
  });
});

it('refuses an answer that is not what was asked for', async () => {
  const { sandbox, say } = open();
  say({ sana: 'hello', version: VERSION, answer: true });
  const exporting = sandbox.exportLayer();
  say({ sana: 'value', id: 1, value: { png: 'bytes', label: 'Hero' } });
  await expect(exporting).rejects.toMatchObject({ name: 'SanaError', code: 'request-invalid' });
});
