// Shows on the canvas which layers still wait for their pictures: one vector layer over all of them, in no frame, so
// that it changes no layout, and that one removal takes all of it away.

import type { Figma, Layer, Paint, Vector } from './api.ts';
import { boxOf, cornersOf } from './geometry.ts';
import { read, readPluginData } from './read.ts';

const KEY = 'placeholder';
const NAME = 'Sana Studio: waiting for pictures';
const BLUE: Paint = { type: 'SOLID', color: { r: 0.05, g: 0.6, b: 1 } };
const OPACITY = 0.25;

type Corners = readonly (readonly [x: number, y: number])[];

export class Placeholders {
  readonly #figma: Figma;
  readonly #waiting = new Map<string, Corners>();
  /** Of the layer that is shown. */
  readonly ids = new Set<string>();
  #vector: Vector | undefined;

  constructor(figma: Figma) {
    this.#figma = figma;
  }

  show(layers: readonly Layer[]): void {
    for (const layer of layers) if (boxOf(layer)) this.#waiting.set(layer.id, cornersOf(layer));
    if (this.#waiting.size > 0) this.#draw();
  }

  /** A layer waits no longer. */
  done(id: string): void {
    if (!this.#waiting.delete(id)) return;
    if (this.#waiting.size > 0) this.#draw();
    else this.#erase();
  }

  /** Takes them away while a step to undo is made, so that undoing it does not bring them back. */
  without(step: () => void): void {
    this.#erase();
    step();
    if (this.#waiting.size > 0) this.#draw();
  }

  remove(): void {
    this.#waiting.clear();
    this.#erase();
  }

  /** Those of a plugin that was ended before it could remove them. @returns whether there were any */
  removeForgotten(): boolean {
    const forgotten = (read(this.#figma.currentPage, 'children') ?? []).filter(
      child => child.type === 'VECTOR' && readPluginData(child, KEY) !== '',
    );
    for (const vector of forgotten) (vector as unknown as Vector).remove();
    return forgotten.length > 0;
  }

  /** A run goes on without them where they cannot be drawn. */
  #draw(): void {
    try {
      this.#vector ??= this.#create();
      const all = [...this.#waiting.values()];
      const left = Math.min(...all.flatMap(corners => corners.map(([x]) => x)));
      const top = Math.min(...all.flatMap(corners => corners.map(([, y]) => y)));
      const data = all
        .map(corners => `M ${corners.map(([x, y]) => `${round(x - left)} ${round(y - top)}`).join(' L ')} Z`)
        .join(' ');
      this.#vector.vectorPaths = [{ windingRule: 'NONZERO', data }];
      // new layers come onto the page, or onto the slide that is shown
      const { parent } = this.#vector;
      const around = parent && parent.type !== 'PAGE' ? boxOf(parent) : undefined;
      this.#vector.x = left - (around?.x ?? 0);
      this.#vector.y = top - (around?.y ?? 0);
    } catch (error) {
      console.warn(error instanceof Error ? error.message : String(error));
      this.#erase();
    }
  }

  #create(): Vector {
    const vector = this.#figma.createVector();
    this.ids.add(vector.id);
    this.#vector = vector;
    vector.name = NAME;
    vector.setPluginData(KEY, 'yes');
    vector.fills = [BLUE];
    vector.strokes = [BLUE];
    vector.opacity = OPACITY;
    // a click goes to the layer below
    vector.locked = true;
    return vector;
  }

  #erase(): void {
    const vector = this.#vector;
    this.#vector = undefined;
    // a person may have deleted it
    if (vector && !vector.removed) vector.remove();
  }
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
