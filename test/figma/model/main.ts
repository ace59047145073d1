// Evaluated inside QuickJS before code.js: what the plugin finds there, and what tests do to the document.

import type { Figma, Layer, ParameterInput } from '../../../plugins/figma/src/main/api.ts';
import { assertPlainData, fail, MIXED } from './errors.ts';
import { checkImage } from './images.ts';
import { type DocumentState, type LayerSketch, ModelLayer } from './layers.ts';

const MOST_CLIENT_STORAGE = 5 * 1024 * 1024;

/** What the page outside offers. */
interface Outside {
  log(kind: string, text: string): void;
  showUI(html: string, width: number, height: number): void;
  post(message: unknown): void;
  resize(width: number, height: number): void;
  setTimer(id: number, delay: number): void;
}

export interface Setting {
  readonly editor: Figma['editorType'];
  /** Kept from an earlier visit. */
  readonly stored: Readonly<Record<string, unknown>>;
  readonly layers: readonly LayerSketch[];
}

export function createFigma(outside: Outside, setting: Setting) {
  const state: DocumentState = { layers: new Map(), images: new Map(), created: 0, changes: 0, closed: false };
  const storage = new Map(Object.entries(setting.stored));
  const listeners = new Map<string, ((event: never) => void)[]>();
  const undo: number[] = [];
  const page = new ModelLayer(state, { type: 'PAGE', name: 'Page 1' }, undefined);
  const otherPage = new ModelLayer(state, { type: 'PAGE', name: 'Page 2' }, undefined);
  otherPage.loaded = false;
  let selection: readonly Layer[] = [];
  for (const sketch of setting.layers) new ModelLayer(state, sketch, page);

  function open(operation: string): void {
    if (state.closed) fail(operation, 'The plugin is closed');
  }
  function listen(type: string, callback: (event: never) => void): void {
    listeners.set(type, [...(listeners.get(type) ?? []), callback]);
  }
  function emit(type: string, event?: unknown): void {
    for (const callback of listeners.get(type) ?? []) callback(event as never);
  }

  const figma = {
    editorType: setting.editor,
    mixed: MIXED as unknown as Figma['mixed'],
    currentPage: {
      get selection() {
        return [...selection];
      },
    },
    viewport: { center: { x: 500, y: 400 } },
    clientStorage: {
      async getAsync(key: string) {
        open('getAsync');
        return storage.get(key);
      },
      async setAsync(key: string, value: unknown) {
        open('setAsync');
        assertPlainData('setAsync', value);
        const others = [...storage].filter(([other]) => other !== key);
        if (JSON.stringify([...others, [key, value]]).length > MOST_CLIENT_STORAGE) {
          fail('setAsync', 'clientStorage quota exceeded');
        }
        storage.set(key, value);
      },
    },
    ui: {
      onmessage: undefined as Figma['ui']['onmessage'],
      postMessage(message: unknown) {
        open('postMessage');
        assertPlainData('postMessage', message);
        outside.post(message);
      },
      resize(width: number, height: number) {
        open('resize');
        outside.resize(width, height);
      },
    },
    parameters: { on: (_: 'input', callback: (event: ParameterInput) => void) => listen('input', callback) },
    on: listen as Figma['on'],
    showUI(html: string, { width = 300, height = 200 } = {}) {
      open('showUI');
      outside.showUI(html, width, height);
    },
    notify(message: string) {
      outside.log('notify', message);
    },
    async getNodeByIdAsync(id: string) {
      open('getNodeByIdAsync');
      return state.layers.get(id)?.seen ?? null;
    },
    createImage(bytes: Uint8Array) {
      open('createImage');
      checkImage(bytes);
      const hash = `image-${state.images.size + 1}`;
      state.images.set(hash, bytes.slice());
      return { hash };
    },
    createRectangle() {
      open('createRectangle');
      state.changes++;
      return new ModelLayer(state, { type: 'RECTANGLE', name: 'Rectangle' }, page).seen as ReturnType<
        Figma['createRectangle']
      >;
    },
    commitUndo() {
      open('commitUndo');
      undo.push(state.changes);
      state.changes = 0;
    },
  } satisfies Figma;

  const timers = new Map<number, () => void>();
  let lastTimer = 0;
  const write =
    (kind: string) =>
    (...values: unknown[]) =>
      outside.log(kind, values.map(String).join(' '));
  Object.assign(globalThis, {
    figma,
    console: { log: write('log'), info: write('info'), warn: write('warn'), error: write('error') },
    setTimeout(callback: () => void, delay = 0) {
      timers.set(++lastTimer, callback);
      outside.setTimer(lastTimer, delay);
      return lastTimer;
    },
    clearTimeout: (id: number) => void timers.delete(id),
  });

  /** What tests do and see; values cross as JSON and bytes. */
  return {
    deliver: (message: unknown) => figma.ui.onmessage?.(message, { origin: 'null' }),
    fireTimer(id: number) {
      const callback = timers.get(id);
      timers.delete(id);
      callback?.();
    },
    run: (command: string, parameters?: Readonly<Record<string, string>>) => emit('run', { command, parameters }),
    suggest(query: string) {
      let suggestions: readonly string[] = [];
      emit('input', { query, result: { setSuggestions: (given: readonly string[]) => (suggestions = given) } });
      return JSON.stringify(suggestions);
    },
    select(names: readonly string[]) {
      selection = names.map(name => find(name).seen);
      emit('selectionchange');
    },
    remove: (name: string) => find(name).remove(),
    change: (name: string, values: Readonly<Record<string, unknown>>) => Object.assign(find(name).seen, values),
    typeIn: (name: string, characters: string) => find(name).typeIn(characters),
    /** What writing `fills` throws from now on. */
    refuse(name: string, message: string | undefined) {
      find(name).refusal = message;
    },
    toOtherPage(name: string) {
      const layer = find(name);
      otherPage.loaded = true;
      otherPage.insertChild(0, layer.seen);
      otherPage.loaded = false;
      state.changes = 0;
    },
    close() {
      emit('close');
      state.closed = true;
    },
    describe() {
      const { closed, changes: uncommitted, images } = state;
      state.closed = false; // to plugins, not to tests
      const layers = [page, otherPage].flatMap(({ inside }) => inside.map(describeLayer));
      state.closed = closed;
      return JSON.stringify({ undo, uncommitted, images: images.size, stored: Object.fromEntries(storage), layers });
    },
    image: (hash: string) => state.images.get(hash),
    addImage: (bytes: Uint8Array) => figma.createImage(bytes).hash,
  };

  function find(name: string): ModelLayer {
    const found = [...state.layers.values()].find(layer => layer.name === name);
    return found ?? fail('test', `There is no layer ${name}`);
  }
}

export interface LayerDescription {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
  readonly fills: readonly { readonly type: string; readonly imageHash?: string; readonly scaleMode?: string }[];
  readonly request: string;
  readonly relaunch: Readonly<Record<string, string>>;
  readonly children: readonly LayerDescription[];
}

function describeLayer(layer: ModelLayer): LayerDescription {
  const { id, type, name, x, y, width, height, visible, relaunch, inside, fills } = layer;
  return {
    ...{ id, type, name, x, y, width, height, visible, relaunch },
    fills: typeof fills === 'symbol' ? [] : (fills as LayerDescription['fills']),
    request: layer.pluginData.get('request') ?? '',
    children: inside.map(describeLayer),
  };
}
