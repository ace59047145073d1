import { afterEach, expect, it, vi } from 'vitest';
import { VERSION } from '../contract.ts';
import type { Figma, Layer } from './api.ts';
import { startPlugin } from './plugin.ts';

const WATCH = [
  [0, 'onSelection', 'callback'],
  [0, 'onRun', 'callback'],
];
const PLACEMENT = {
  ...{ png: new Uint8Array([1]), width: 1, height: 1, prompt: 'a cat', request: '{}' },
  ...{ layer: '1:2', place: 'fill', fit: 'FILL' },
};

/** The sandbox with a page by hand. @param selected the names of the layers that are selected at first */
function start(...selected: readonly string[]) {
  const listeners = new Map<string, (event?: unknown) => void>();
  const posted: Record<string, unknown>[] = [];
  const stored = new Map<string, unknown>();
  const named = (name: string) => ({
    id: name,
    name,
    type: 'GROUP',
    parent: null,
    visible: true,
    getPluginData: () => '',
  });
  const page = { selection: selected.map(named) as unknown as readonly Layer[] };
  const figma = {
    editorType: 'figma',
    root: { name: 'Mockups' },
    currentPage: page,
    clientStorage: {
      getAsync: async (key: string) => stored.get(key),
      async setAsync(key: string, value: unknown) {
        if (value === 'much') throw new Error('in setAsync: quota exceeded');
        stored.set(key, value);
      },
    },
    ui: {
      onmessage: undefined as Figma['ui']['onmessage'],
      postMessage: (message: Record<string, unknown>) => posted.push(message),
      resize: vi.fn(),
    },
    parameters: { on() {} },
    on: (type: string, callback: (event?: unknown) => void) => listeners.set(type, callback),
    showUI: vi.fn(),
    getNodeByIdAsync: async () => null,
    createImage: vi.fn(),
  };
  startPlugin(figma as unknown as Figma, '');
  const receive = (message: unknown) => figma.ui.onmessage?.(message, { origin: 'null' });
  const hello = () => receive({ sana: 'hello', version: VERSION, answer: false });
  const call = (id: number, method: string, args: readonly unknown[] = [], live: readonly unknown[] = []) =>
    receive({ sana: 'call', id, method: `sandbox.${method}`, args, live });
  const answerTo = (id: number) =>
    vi.waitFor(() => {
      const answer = posted.find(message => message.id === id && message.sana !== 'event');
      expect(answer).toBeDefined();
      return answer;
    });
  const events = (name: string) => posted.filter(message => message.name === name);
  const emit = (type: string, event?: unknown) => listeners.get(type)?.(event);
  const select = (...names: readonly string[]) => {
    page.selection = names.map(named) as unknown as readonly Layer[];
    emit('selectionchange');
  };
  return { figma, posted, stored, receive, hello, call, answerTo, events, emit, select };
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('says nothing before there is a page, then what is selected and what was asked for', async () => {
  vi.useFakeTimers();
  const { posted, hello, call, emit, events, select } = start('Hero');
  emit('run', { command: 'generate', parameters: { prompt: 'a fish' } });
  select('Card');
  await vi.runAllTimersAsync();
  expect(posted).toEqual([]);
  hello();
  call(1, 'watch', [{}], WATCH);
  await vi.runAllTimersAsync();
  const offers = (name: string) => [{ id: name, label: name, prompt: name }];
  expect(events('onSelection')).toMatchObject([{ id: 1, args: [{ editor: 'figma', offers: offers('Card') }] }]);
  expect(events('onRun')).toMatchObject([{ id: 1, args: [{ prompt: 'a fish', offers: offers('Hero') }] }]);

  select('Words');
  await vi.runAllTimersAsync();
  call(2, 'look');
  await vi.runAllTimersAsync();
  expect(events('onSelection').at(-1)).toMatchObject({ id: 1, args: [{ offers: offers('Words') }] });
  expect(events('onSelection')).toHaveLength(2);
});

it('tells a page that was loaded again, and not the one before; and nobody after it was closed', async () => {
  vi.useFakeTimers();
  const { posted, hello, call, emit, events, select } = start('Hero');
  hello();
  call(1, 'watch', [{}], WATCH);
  hello();
  call(2, 'watch', [{}], WATCH);
  select('Card');
  await vi.runAllTimersAsync();
  expect(events('onSelection').map(({ id }) => id)).toEqual([1, 2, 2]);

  call(3, 'read', ['form']);
  select('Hero');
  emit('close');
  const before = posted.length;
  call(4, 'read', ['form']);
  select('Card');
  await vi.runAllTimersAsync();
  expect(posted).toHaveLength(before);
});

it('refuses with a reason and a name, which the page words', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { hello, call, answerTo, stored } = start();
  hello();
  call(1, 'place', [PLACEMENT]);
  expect(await answerTo(1)).toMatchObject({
    error: { code: 'document-refused', data: { refusal: 'removed', label: '' } },
  });
  call(2, 'write', ['form', 'much']);
  expect(await answerTo(2)).toMatchObject({ error: { code: 'storage-full', data: { refusal: 'storage-full' } } });
  call(3, 'write', ['form', { prompt: 'a cat' }]);
  call(4, 'read', ['form']);
  expect(await answerTo(4)).toMatchObject({ sana: 'value', value: { prompt: 'a cat' } });
  expect([...stored]).toEqual([['form', { prompt: 'a cat' }]]);
});

it.each([
  ['place', [{ ...PLACEMENT, png: 'bytes' }]],
  ['place', [{ ...PLACEMENT, place: 'everywhere' }]],
  ['place', []],
  ['read', [{}]],
  ['write', ['x'.repeat(1001), 1]],
  ['resize', ['wide', 100]],
  ['resize', [100, Number.NaN]],
  ['constructor', []],
  ['close', []],
])('does nothing when %s is called with what it does not take: %j', async (method, args) => {
  const { figma, hello, call, answerTo, stored } = start('Hero');
  hello();
  call(1, method, args);
  expect(await answerTo(1)).toMatchObject({ sana: 'error', error: { code: 'request-invalid' } });
  expect(figma.createImage).not.toHaveBeenCalled();
  expect(figma.ui.resize).not.toHaveBeenCalled();
  expect(stored.size).toBe(0);
});
