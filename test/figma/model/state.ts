import type { ModelLayer } from './layers.ts';

interface Change {
  /** A change of a layer that did not exist before this step is undone with the layer. */
  readonly of: ModelLayer | undefined;
  readonly undo: () => void;
}

/**
 * The document behind the layers, and how to undo what was done to it. “By default, plugin actions are not committed to
 * undo history” (typings, `commitUndo`): changes wait until a step is committed, and are undone as one.
 */
export class DocumentState {
  readonly layers = new Map<string, ModelLayer>();
  readonly images = new Map<string, Uint8Array>();
  /** How many layers there ever were. */
  created = 0;
  closed = false;
  /** As `figma.skipInvisibleInstanceChildren`, “true in Figma Dev Mode and false in Figma and FigJam” (typings). */
  skipsInvisible = false;
  /** By page. “Each page stores its own selection separately” (typings, `selection`). */
  readonly #selected = new Map<string, readonly ModelLayer[]>();
  #changes: Change[] = [];
  #steps: Change[][] = [];

  /** What is gone is not selected. */
  selectionOf(page: string): readonly ModelLayer[] {
    return (this.#selected.get(page) ?? []).filter(({ removed }) => !removed);
  }

  select(page: string, layers: readonly ModelLayer[]): void {
    this.#selected.set(page, layers);
  }

  get uncommitted(): number {
    return this.#changes.length;
  }

  /** How many changes each step has that can be undone. */
  get steps(): readonly number[] {
    return this.#steps.map(({ length }) => length);
  }

  changed(of: ModelLayer | undefined, undo: () => void): void {
    this.#changes.push({ of, undo });
  }

  /** A layer that was made since the last step and is gone again leaves nothing to undo. */
  forget(layer: ModelLayer): boolean {
    const mine = this.#changes.filter(({ of }) => of === layer);
    if (!mine.some(({ undo }) => undo === layer.unmake)) return false;
    this.#changes = this.#changes.filter(({ of }) => of !== layer);
    return true;
  }

  /** A step without changes is none. */
  commit(): void {
    if (this.#changes.length > 0) this.#steps.push(this.#changes);
    this.#changes = [];
  }

  /** Undoes what is not committed, or else the last step. @returns whether there was anything */
  undo(): boolean {
    const step = this.#changes.length > 0 ? this.#changes : this.#steps.pop();
    for (const { undo } of step?.toReversed() ?? []) undo();
    this.#changes = [];
    return step !== undefined;
  }

  /** What was done since the last step was done by the person, and is none of the plugin's steps. */
  settled(): void {
    this.#changes = [];
  }
}
