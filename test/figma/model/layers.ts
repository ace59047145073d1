// Layers as a plugin sees them. Evaluated inside QuickJS. Error texts are from Figma's documentation and public logs,
// not from running Figma.

import type {
  ExportSettingsImage,
  Layer,
  LayerBase,
  LayerMembers,
  Paint,
  Parent,
} from '../../../plugins/figma/src/main/api.ts';
import { fail, MIXED } from './errors.ts';

const MOST_PLUGIN_DATA = 100 * 1024;
const SCALE_MODES: readonly string[] = ['FILL', 'FIT', 'CROP', 'TILE'];

/** What a test says of a layer. */
export interface LayerSketch {
  readonly type: string;
  readonly name?: string;
  readonly characters?: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly fills?: readonly Paint[] | 'mixed';
  readonly locked?: boolean;
  readonly visible?: boolean;
  readonly annotations?: readonly { readonly label?: string }[];
  readonly componentProperties?: LayerMembers['componentProperties'];
  readonly children?: readonly LayerSketch[];
}

const BOX = ['x', 'y', 'width', 'height', 'absoluteBoundingBox', 'resize', 'exportAsync'] as const;

/** Members beside those that all layers have, by type. Others throw when they are read. */
const MEMBERS: Readonly<Record<string, readonly (keyof LayerMembers)[]>> = {
  TEXT: [...BOX, 'fills', 'characters', 'annotations'],
  RECTANGLE: [...BOX, 'fills', 'annotations'],
  ELLIPSE: [...BOX, 'fills', 'annotations'],
  VECTOR: [...BOX, 'fills', 'annotations'],
  FRAME: [...BOX, 'fills', 'children', 'annotations'],
  INSTANCE: [...BOX, 'fills', 'children', 'annotations', 'componentProperties'],
  GROUP: [...BOX, 'children'],
  STICKY: [...BOX, 'fills', 'text'],
  WIDGET: ['x', 'y', 'width', 'height', 'absoluteBoundingBox'],
  PAGE: ['children'],
};

const COMMON: readonly string[] = [
  ...['id', 'type', 'name', 'removed', 'parent', 'getPluginData', 'setPluginData', 'setRelaunchData'],
  // of whatever has children
  ...['insertChild', 'loadAsync', 'then'],
];

/** The document behind the layers: who they are, what images there are, and what changes are not committed. */
export interface DocumentState {
  readonly layers: Map<string, ModelLayer>;
  readonly images: Map<string, Uint8Array>;
  /** How many layers there ever were. */
  created: number;
  changes: number;
  closed: boolean;
}

/** Has every member that the plugin may use; `asFigmaShows` hides those that its type has not. */
export class ModelLayer implements LayerBase, LayerMembers {
  readonly id: string;
  readonly type: string;
  readonly seen: Layer & Parent;
  readonly pluginData = new Map<string, string>();
  readonly inside: ModelLayer[] = [];
  relaunch: Record<string, string> = {};
  /** What writing `fills` throws, for refusals that this model has no reason for. */
  refusal: string | undefined;
  loaded = true;
  #document: DocumentState;
  #sketch: LayerSketch;
  #above: ModelLayer | undefined;
  #values: { name: string; visible: boolean; locked: boolean; x: number; y: number; fills: readonly Paint[] | symbol };
  #size: { width: number; height: number };
  removed = false;

  constructor(document: DocumentState, sketch: LayerSketch, above: ModelLayer | undefined) {
    this.#document = document;
    this.#sketch = sketch;
    this.#above = above;
    this.type = sketch.type;
    this.id = `${above ? '1' : '0'}:${++document.created}`;
    const { name = sketch.type, visible = true, locked = false, x = 0, y = 0, width = 100, height = 100 } = sketch;
    const fills = sketch.fills === 'mixed' ? MIXED : (sketch.fills ?? []);
    this.#values = { name, visible, locked, x, y, fills };
    this.#size = { width, height };
    this.seen = asFigmaShows(this);
    document.layers.set(this.id, this);
    above?.inside.push(this);
    for (const child of sketch.children ?? []) new ModelLayer(document, child, this);
  }

  get parent(): Parent | null {
    this.#live('get_parent');
    return this.#above?.seen ?? null;
  }

  get name(): string {
    return this.#read('name');
  }
  set name(value: string) {
    this.#write('name', value, 'string');
  }
  get visible(): boolean {
    return this.#read('visible');
  }
  set visible(value: boolean) {
    this.#write('visible', value, 'boolean');
  }
  get locked(): boolean {
    return this.#read('locked');
  }
  set locked(value: boolean) {
    this.#write('locked', value, 'boolean');
  }
  get x(): number {
    return this.#read('x');
  }
  set x(value: number) {
    this.#write('x', value, 'number');
  }
  get y(): number {
    return this.#read('y');
  }
  set y(value: number) {
    this.#write('y', value, 'number');
  }
  get width(): number {
    this.#live('get_width');
    return this.#size.width;
  }
  get height(): number {
    this.#live('get_height');
    return this.#size.height;
  }
  get absoluteBoundingBox() {
    this.#live('get_absoluteBoundingBox');
    return { x: this.#values.x, y: this.#values.y, ...this.#size };
  }
  get annotations() {
    return this.#sketch.annotations ?? [];
  }
  get componentProperties() {
    return this.#sketch.componentProperties ?? {};
  }
  get characters(): string {
    this.#live('get_characters');
    return this.#sketch.characters ?? '';
  }
  set characters(_value: string) {
    fail(
      'set_characters',
      'Cannot write to node with unloaded font "Inter Regular". Please call figma.loadFontAsync({ family: "Inter", style: "Regular" }) and await the returned promise first.',
    );
  }
  /** As the person types; a plugin would need the font. */
  typeIn(characters: string): void {
    this.#sketch = { ...this.#sketch, characters };
  }
  get text() {
    return { characters: this.characters };
  }
  get children(): readonly Layer[] {
    this.#live('get_children');
    if (!this.loaded) {
      fail(
        'get_children',
        "Cannot access property `children` on a page that has not been explicitly loaded. Remember to call `await page.loadAsync()` or `await figma.loadAllPagesAsync()' first.",
      );
    }
    return this.inside.map(({ seen }) => seen);
  }

  get fills(): LayerMembers['fills'] {
    const { fills } = this.#values;
    return (typeof fills === 'symbol' ? fills : Object.freeze([...fills])) as LayerMembers['fills'];
  }
  set fills(paints: LayerMembers['fills']) {
    this.#live('set_fills');
    if (this.refusal) throw new Error(this.refusal);
    if (typeof paints === 'symbol') fail('set_fills', 'Cannot unwrap symbol');
    for (const paint of paints as readonly Paint[]) {
      if (paint.type === 'IMAGE' && !this.#document.images.has(paint.imageHash ?? '')) {
        fail('set_fills', 'Image hash not found');
      }
      if (paint.type === 'IMAGE' && !SCALE_MODES.includes(paint.scaleMode)) {
        const expected = SCALE_MODES.map(mode => `'${mode}'`).join(' | ');
        fail(
          'set_fills',
          `Property "fills" failed validation: Invalid enum value. Expected ${expected}, received '${paint.scaleMode}'`,
        );
      }
    }
    this.#values.fills = [...(paints as readonly Paint[])];
    this.#document.changes++;
  }

  resize(width: number, height: number): void {
    this.#live('resize');
    if (typeof width !== 'number')
      fail('resize', `Expected "width" to have type number but got ${typeof width} instead`);
    if (!(width >= 0.01 && height >= 0.01)) fail('resize', 'Expected "width" to have value >= 0.01');
    this.#size = { width, height };
    this.#document.changes++;
  }

  async exportAsync({ format, constraint }: ExportSettingsImage): Promise<Uint8Array> {
    this.#live('exportAsync');
    if (format !== 'PNG' || !constraint) fail('exportAsync', 'This model of Figma exports PNG of a given size only');
    if (!this.visible) fail('exportAsync', 'Failed to export node. This node may not have any visible layers.');
    return [...this.#document.images.values()][0] ?? fail('exportAsync', 'There is no picture in this document');
  }

  insertChild(index: number, child: Layer): void {
    this.#live('insertChild');
    if (!this.loaded) fail('insertChild', 'Cannot call with documentAccess: dynamic-page before the page is loaded');
    for (let above: ModelLayer | undefined = this; above; above = above.#above) {
      if (above.type === 'INSTANCE') {
        fail('insertChild', 'Cannot move node. New parent is an instance or is inside of an instance');
      }
    }
    const moved = this.#document.layers.get(child.id) ?? fail('insertChild', 'Expected a node');
    const before = moved.#above?.inside;
    before?.splice(before.indexOf(moved), 1);
    this.inside.splice(index, 0, moved);
    moved.#above = this;
    this.#document.changes++;
  }

  async loadAsync(): Promise<void> {
    this.loaded = true;
  }

  getPluginData(key: string): string {
    this.#live('getPluginData');
    return this.pluginData.get(key) ?? '';
  }

  setPluginData(key: string, value: string): void {
    this.#live('setPluginData');
    if (typeof value !== 'string') {
      fail('setPluginData', `Expected "value" to have type string but got ${typeof value} instead`);
    }
    // UTF-8, as encodeURIComponent counts it
    const bytes = encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, '.').length + key.length;
    if (bytes > MOST_PLUGIN_DATA) fail('setPluginData', 'entry size cannot exceed 100 kB');
    this.pluginData.set(key, value);
    this.#document.changes++;
  }

  setRelaunchData(data: Record<string, string>): void {
    this.#live('setRelaunchData');
    this.relaunch = { ...data };
  }

  /** As a person deletes it. */
  remove(): void {
    for (const child of this.inside) child.remove();
    this.removed = true;
    this.#document.layers.delete(this.id);
    const beside = this.#above?.inside ?? [];
    if (beside.includes(this)) beside.splice(beside.indexOf(this), 1);
  }

  #live(operation: string): void {
    if (this.#document.closed) fail(operation, 'The plugin is closed');
    if (this.removed) fail(operation, `The node with id "${this.id}" does not exist`);
  }

  #read<Name extends 'name' | 'visible' | 'locked' | 'x' | 'y'>(name: Name) {
    this.#live(`get_${name}`);
    return this.#values[name];
  }

  #write(name: 'name' | 'visible' | 'locked' | 'x' | 'y', value: unknown, type: string): void {
    this.#live(`set_${name}`);
    if (typeof value !== type) {
      fail(`set_${name}`, `Expected "${name}" to have type ${type} but got ${typeof value} instead`);
    }
    this.#values = { ...this.#values, [name]: value };
    this.#document.changes++;
  }
}

/** Properties that a type has not throw when they are read, and nothing can be added. */
function asFigmaShows(layer: ModelLayer): Layer & Parent {
  const page = layer.type === 'PAGE';
  const members = MEMBERS[layer.type] ?? fail('createNode', `This model of Figma has no ${layer.type}`);
  const known = new Set<string | symbol>([...COMMON, ...members, ...(page ? [] : ['visible', 'locked'])]);
  return new Proxy<object>(layer, {
    has: (_, key) => known.has(key),
    get(_, key) {
      if (key === 'then') return undefined;
      if (!known.has(key)) fail(`get_${String(key)}`, `no such property '${String(key)}' on ${layer.type}`);
      const value: unknown = Reflect.get(layer, key);
      return typeof value === 'function' ? value.bind(layer) : value;
    },
    set(_, key, value) {
      if (!known.has(key)) throw new TypeError('object is not extensible');
      return Reflect.set(layer, key, value);
    },
  }) as Layer & Parent;
}
