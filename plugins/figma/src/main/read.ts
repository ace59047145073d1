// The one way in which layers are read. Figma throws from getters: an instance of a component set with errors has no
// readable properties, and a layer that was removed has none at all. One such layer must not hide the others.

import type { Layer, LayerBase, LayerLooks, LayerMembers, Parent } from './api.ts';

/** What can be read of a layer or page; what it has not is undefined. */
type Readable = Omit<LayerBase, 'parent'> & { readonly parent: Parent | null } & LayerMembers & LayerLooks;

/** The layers of which something could not be read, so that they can be named. */
export class Unreadable {
  readonly #names = new Map<string, string>();

  get size(): number {
    return this.#names.size;
  }

  /** Their names, and their types where not even a name can be read. */
  get names(): readonly string[] {
    return [...this.#names.values()];
  }

  note(layer: { readonly id?: string; readonly type?: string; readonly name?: string }, error: unknown): void {
    const id = attempt(() => layer.id) ?? '';
    if (this.#names.has(id)) return;
    this.#names.set(id, attempt(() => layer.name) ?? attempt(() => layer.type) ?? id);
    // for whoever looks into the console: people are told the name
    console.warn(error instanceof Error ? error.message : String(error));
  }
}

/**
 * A member of a layer: undefined where its type has none, and where Figma throws.
 * @param unreadable is told when Figma throws
 */
export function read<Name extends keyof Readable>(
  layer: Layer | Parent,
  name: Name,
  unreadable?: Unreadable,
): Readable[Name] | undefined {
  try {
    return name in layer ? (layer as unknown as Readable)[name] : undefined;
  } catch (error) {
    unreadable?.note(layer, error);
    return undefined;
  }
}

/** What the plugin has stored with a layer under a key; '' where there is nothing, or nothing that can be read. */
export function readPluginData(layer: Layer, key: string, unreadable?: Unreadable): string {
  try {
    return layer.getPluginData(key);
  } catch (error) {
    unreadable?.note(layer, error);
    return '';
  }
}

function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
