import type { Place, Placement, PlannedRun, RefusedLayer, Remark } from '../contract.ts';
import type { Figma, Layer } from './api.ts';
import { refusalOf } from './check.ts';
import { findLayer, PlacedPictures } from './place.ts';
import { Placeholders } from './placeholders.ts';
import { read } from './read.ts';
import { refusedBy } from './refused.ts';

/** Layers that are looked at before Figma gets a turn: it shows nothing while the plugin computes. */
const AT_A_TIME = 50;

/** Pictures that are made together: checked before, shown on the canvas while they wait, undone together. */
export class Runs {
  readonly #figma: Figma;
  readonly #placeholders: Placeholders;
  readonly #placed: PlacedPictures;
  /** Pictures that are still to come, where they are undone together. */
  #awaited = 0;
  /** Pictures that wait for the step that they are undone with. */
  #uncommitted = 0;
  /** Changes when another run begins, or this one ends. */
  #turn = 0;

  constructor(figma: Figma) {
    this.#figma = figma;
    this.#placeholders = new Placeholders(figma);
    this.#placed = new PlacedPictures(figma, {
      ignored: this.#placeholders.ids,
      commit: () => this.#uncommitted++,
    });
  }

  /** @returns the layers that take no picture, and why */
  async begin({ layers, pictures, place, undo }: PlannedRun): Promise<readonly RefusedLayer[]> {
    this.end();
    this.settle();
    const turn = this.#turn;
    this.#awaited = undo === 'together' ? pictures : 0;
    if (this.#figma.editorType === 'dev') return [];
    const refused: RefusedLayer[] = [];
    const waiting: Layer[] = [];
    for (const [i, id] of layers.entries()) {
      if (i % AT_A_TIME === AT_A_TIME - 1) await pause();
      const found = await this.#check(id, place);
      if ('refusal' in found) refused.push(found);
      else waiting.push(found.layer);
    }
    // it was cancelled meanwhile
    if (turn === this.#turn) this.#placeholders.show(waiting.filter(layer => this.#isHere(layer)));
    return refused;
  }

  async #check(id: string, place: Place): Promise<RefusedLayer | { readonly layer: Layer }> {
    let label = '';
    try {
      const layer = await findLayer(this.#figma, id);
      label = read(layer, 'name') ?? '';
      const refusal = refusalOf(layer, place);
      return refusal ? { id, refusal, label } : { layer };
    } catch (error) {
      return { id, refusal: refusedBy(error, label).refusal, label };
    }
  }

  /** @throws Refused */
  async place(placement: Placement): Promise<readonly Remark[]> {
    try {
      return await this.#placed.place(placement);
    } finally {
      // the last of several for one layer comes later, but by then one is there to be seen
      if (placement.layer !== undefined) this.#placeholders.done(placement.layer);
      this.#awaited--;
      if (this.#awaited <= 0) this.#placeholders.without(() => this.#commit());
    }
  }

  /** As `place`, to be decided about. @throws Refused */
  async try(placement: Placement): Promise<readonly Remark[]> {
    try {
      return await this.#placed.try(placement);
    } finally {
      if (placement.layer !== undefined) this.#placeholders.done(placement.layer);
    }
  }

  /** What is tried for a layer stays, as one step to undo. @throws Refused */
  keep(layer: string): void {
    this.#placed.keep(layer);
    this.#placeholders.without(() => this.#commit());
  }

  discard(layer: string): void {
    this.#placed.discard(layer);
  }

  /** The run is over, however it ended. */
  end(): void {
    this.#turn++;
    this.#placeholders.remove();
    this.#commit();
    this.#awaited = 0;
  }

  /** What was tried and not decided about stays as it is seen. */
  settle(): void {
    this.#placed.keep();
    this.#commit();
  }

  /** Removes what an earlier plugin could not. */
  tidy(): void {
    if (this.#placeholders.removeForgotten()) this.#figma.commitUndo();
  }

  #commit(): void {
    if (this.#uncommitted > 0) this.#figma.commitUndo();
    this.#uncommitted = 0;
  }

  #isHere(layer: Layer): boolean {
    for (let at = read(layer, 'parent'); at; at = read(at, 'parent')) {
      if (at.type === 'PAGE') return at.id === this.#figma.currentPage.id;
    }
    return false;
  }
}

function pause(): Promise<void> {
  return new Promise(done => setTimeout(done, 0));
}
