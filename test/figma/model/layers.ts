// The document's layers. Evaluated inside QuickJS, and in Node by tests that need no page. Rules are those of
// Figma's typings and plugin docs, named where they are; error texts are from there and from public logs. Nothing here
// was compared with Figma itself.

import type { Layer, Parent } from '../../../plugins/figma/src/main/api.ts';
import { fail } from './errors.ts';
import { isModelType, type ModelType } from './members.ts';
import { asFigmaShows } from './seen.ts';
import type { LayerSketch } from './sketch.ts';
import type { DocumentState } from './state.ts';
import { instanceAround, unmake } from './tree.ts';
import { type Values, valuesOf } from './values.ts';

export type { LayerSketch } from './sketch.ts';

const BROKEN = 'Component set for node has existing errors';

/** A layer with everything about it; `seen` is what plugins get. */
export class ModelLayer {
  readonly id: string;
  readonly type: ModelType;
  readonly document: DocumentState;
  readonly seen: Layer & Parent;
  readonly pluginData = new Map<string, string>();
  readonly inside: ModelLayer[] = [];
  readonly unmake = (): void => unmake(this);
  above: ModelLayer | undefined;
  values: Values;
  relaunch: Record<string, string> = {};
  mainComponent: string | undefined;
  /** What members throw, by `get_name` and `set_name`: refusals for which this model has no reason. */
  readonly refusals = new Map<string, string>();
  loaded = true;
  removed = false;

  constructor(document: DocumentState, sketch: LayerSketch, above: ModelLayer | undefined) {
    const { type, children = [], broken, mainComponent } = sketch;
    if (!isModelType(type)) fail('createNode', `This model of Figma has no ${type}`);
    this.document = document;
    this.above = above;
    this.type = type;
    this.values = valuesOf(sketch);
    this.mainComponent = mainComponent;
    document.created++;
    this.id = sketch.id ?? this.#newId();
    this.seen = asFigmaShows(this);
    document.layers.set(this.id, this);
    above?.inside.push(this);
    for (const child of children) new ModelLayer(document, child, this);
    if (broken) {
      for (const name of ['componentProperties', 'variantProperties', 'componentPropertyDefinitions']) {
        this.refusals.set(`get_${name}`, `in get_${name}: ${BROKEN}`);
      }
    }
  }

  /** Sublayers of instances are called `I`, the instance, and what they are in its main component. */
  #newId(): string {
    const { created } = this.document;
    const around = instanceAround(this);
    return around ? `I${around.id.replace(/^I/, '')};2:${created}` : `${this.above ? '1' : '0'}:${created}`;
  }

  /** Changes a value, so that it can be undone. */
  set<Name extends keyof Values>(name: Name, value: Values[Name]): void {
    const before = this.values[name];
    if (before === value || (name === 'relativeTransform' && String(before) === String(value))) return;
    this.values = { ...this.values, [name]: value };
    this.document.changed(this, () => {
      this.values = { ...this.values, [name]: before };
    });
  }

  /** As the person types; a plugin would need the font. */
  typeIn(characters: string): void {
    this.values = { ...this.values, characters };
  }

  remember(key: string, value: string): void {
    const before = this.pluginData.get(key) ?? '';
    if (value === '') this.pluginData.delete(key);
    else this.pluginData.set(key, value);
    this.document.changed(this, () => void this.pluginData.set(key, before));
  }

  relaunchWith(data: Record<string, string>): void {
    const before = this.relaunch;
    this.relaunch = { ...data };
    this.document.changed(this, () => {
      this.relaunch = before;
    });
  }
}
