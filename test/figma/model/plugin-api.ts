// `figma` as a plugin finds it, and what tests do to the document behind it.

import type { AnnotationCategory } from '@figma/plugin-typings/plugin-api-standalone';
import type { Figma, Paint, ParameterInput } from '../../../plugins/figma/src/main/api.ts';
import { assertPlainData, fail, MIXED } from './errors.ts';
import { checkImage } from './images.ts';
import { type LayerSketch, ModelLayer } from './layers.ts';
import { isSkipped } from './seen.ts';
import { DocumentState } from './state.ts';
import { insert, remove } from './tree.ts';

const MOST_CLIENT_STORAGE = 5 * 1024 * 1024;

/** What is around the model. */
export interface Outside {
  log(kind: string, text: string): void;
  showUI(html: string, width: number, height: number): void;
  post(message: unknown): void;
  resize(width: number, height: number): void;
}

/** Characters. */
const MOST_SHARED_DATA = 100 * 1024;

export interface Setting {
  readonly editor: Figma['editorType'];
  /** Kept from an earlier visit. */
  readonly stored: Readonly<Record<string, unknown>>;
  readonly layers: readonly LayerSketch[];
  /** Styles of colours that the file has. */
  readonly paintStyles?: readonly { readonly paints: readonly Paint[] }[];
  /** What plugins have kept in the file for each other, by namespace and key. */
  readonly shared?: Readonly<Record<string, string>>;
}

export function createModel(outside: Outside, setting: Setting) {
  const state = new DocumentState();
  state.skipsInvisible = setting.editor === 'dev';
  const storage = new Map(Object.entries(setting.stored));
  const listeners = new Map<string, ((event: never) => void)[]>();
  const page = new ModelLayer(state, { type: 'PAGE', name: 'Page 1' }, undefined);
  const otherPage = new ModelLayer(state, { type: 'PAGE', name: 'Page 2' }, undefined);
  otherPage.loaded = false;
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

  /** Typings, `createRectangle`: “parented under figma.currentPage”. */
  function create(type: string) {
    open('create');
    const name = `${type.charAt(0)}${type.slice(1).toLowerCase()}`;
    // “a default fill of white”, “The default size of a frame is 100x100” (typings, `createFrame`)
    const layer = new ModelLayer(state, { type, name }, page);
    state.changed(layer, layer.unmake);
    return layer.seen as unknown;
  }

  const categories: AnnotationCategory[] = [];
  const sharedData = new Map(Object.entries(setting.shared ?? {}));
  const figma = {
    editorType: setting.editor,
    root: {
      name: 'Mockups',
      getSharedPluginData: (namespace: string, key: string) => sharedData.get(`${namespace} ${key}`) ?? '',
      setSharedPluginData(namespace: string, key: string, value: string) {
        open('setSharedPluginData');
        // typings: “at least 3 alphanumeric characters”, “The total size of your entry … cannot exceed 100 kB.”
        if (!/^[a-zA-Z0-9_.]{3,}$/.test(namespace)) fail('setSharedPluginData', 'invalid namespace');
        if (value.length > MOST_SHARED_DATA) fail('setSharedPluginData', 'entry size cannot exceed 100 kB');
        sharedData.set(`${namespace} ${key}`, value);
      },
    },
    annotations: {
      async getAnnotationCategoriesAsync() {
        open('getAnnotationCategoriesAsync');
        return [...categories];
      },
      async addAnnotationCategoryAsync({ label, color }: { label: string; color: AnnotationCategory['color'] }) {
        open('addAnnotationCategoryAsync');
        const id = `category:${categories.length + 1}`;
        const category = { id, label, color, isPreset: false, remove() {}, setColor() {}, setLabel() {} };
        categories.push(category);
        return category;
      },
    },
    async getLocalPaintStylesAsync() {
      open('getLocalPaintStylesAsync');
      return setting.paintStyles ?? [];
    },
    mixed: MIXED as unknown as Figma['mixed'],
    currentPage: page.seen as unknown as Figma['currentPage'],
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
      show: () => open('show'),
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
      const layer = state.layers.get(id);
      return !layer || isSkipped(layer) ? null : layer.seen;
    },
    createImage(bytes: Uint8Array) {
      open('createImage');
      checkImage(bytes);
      const hash = `image-${state.images.size + 1}`;
      state.images.set(hash, bytes.slice());
      return { hash };
    },
    getImageByHash(hash: string) {
      open('getImageByHash');
      const bytes = state.images.get(hash);
      if (!bytes) return null;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return {
        getBytesAsync: async () => bytes.slice(),
        // of PNG, which is all that this model takes
        getSizeAsync: async () => ({ width: view.getUint32(16), height: view.getUint32(20) }),
      };
    },
    createRectangle: () => create('RECTANGLE') as ReturnType<Figma['createRectangle']>,
    createFrame: () => create('FRAME') as ReturnType<Figma['createFrame']>,
    createVector: () => create('VECTOR') as ReturnType<Figma['createVector']>,
    commitUndo() {
      open('commitUndo');
      state.commit();
    },
  } satisfies Figma;

  /** What tests do and see; values cross as JSON and bytes. */
  return {
    figma: figma as Figma,
    page,
    find,
    deliver: (message: unknown) => figma.ui.onmessage?.(message, { origin: 'null' }),
    run: (command: string, parameters?: Readonly<Record<string, string>>) => emit('run', { command, parameters }),
    suggest(query: string) {
      let suggestions: readonly string[] = [];
      emit('input', { query, result: { setSuggestions: (given: readonly string[]) => (suggestions = given) } });
      return JSON.stringify(suggestions);
    },
    select(names: readonly string[]) {
      state.select(page.id, names.map(find));
      emit('selectionchange');
    },
    remove: (name: string) => remove(find(name)),
    /** As a person does with the keyboard. */
    undo: () => state.undo(),
    change: (name: string, values: Readonly<Record<string, unknown>>) => Object.assign(find(name).seen, values),
    typeIn: (name: string, characters: string) => find(name).typeIn(characters),
    /** What writing `fills`, or another member, throws from now on. */
    refuse(name: string, message: string | undefined, operation = 'set_fills') {
      if (message === undefined) find(name).refusals.delete(operation);
      else find(name).refusals.set(operation, message);
    },
    toOtherPage(name: string) {
      insert(otherPage, 0, find(name), 'insertChild');
      state.settled();
    },
    close() {
      emit('close');
      state.closed = true;
    },
    describe() {
      const { steps: undo, uncommitted, images } = state;
      const layers = [page, otherPage].flatMap(({ inside }) => inside.map(describeLayer));
      const kept = { stored: Object.fromEntries(storage), shared: Object.fromEntries(sharedData) };
      return JSON.stringify({ undo, uncommitted, images: images.size, ...kept, layers });
    },
    image: (hash: string) => state.images.get(hash),
    addImage: (bytes: Uint8Array) => figma.createImage(bytes).hash,
  };

  function find(name: string): ModelLayer {
    const found = [...state.layers.values()].find(({ values }) => values.name === name);
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
  const { id, type, relaunch, inside, values } = layer;
  const { name, width, height, visible, fills, relativeTransform } = values;
  const [[, , x], [, , y]] = relativeTransform;
  return {
    ...{ id, type, name, x, y, width, height, visible, relaunch },
    fills: typeof fills === 'symbol' ? [] : (fills as LayerDescription['fills']),
    request: layer.pluginData.get('request') ?? '',
    children: inside.map(describeLayer),
  };
}
