import type { Fit, Placement, Remark } from '../contract.ts';
import { type Figma, has, type ImagePaint, type Layer, type Paint, type Parent, type Rectangle } from './api.ts';
import { Refused, refusedBy } from './refused.ts';
import { isFillable } from './selection.ts';
import { storeRequest } from './stored-request.ts';

/** Pixels between a layer and the pictures beside it. */
const GAP = 24;
const COLUMNS = 2;

/** What was put into the document since the plugin was opened, by the layer that it was for. */
export class PlacedPictures {
  readonly #figma: Figma;
  readonly #beside = new Map<string, number>();
  readonly #instead = new Map<string, string>();

  constructor(figma: Figma) {
    this.#figma = figma;
  }

  /**
   * Puts one picture into the document, as one step to undo.
   * @throws Refused
   */
  async place(placement: Placement): Promise<readonly Remark[]> {
    const figma = this.#figma;
    if (figma.editorType === 'dev') throw new Refused('read-only');
    const layer = placement.layer === undefined ? undefined : await findLayer(figma, placement.layer);
    const label = layer?.name ?? '';
    try {
      const image = this.#createImage(placement.png);
      const remarks = layer ? await this.#placeAt(layer, placement, image) : this.#placeInView(placement, image);
      figma.commitUndo();
      return remarks;
    } catch (error) {
      throw refusedBy(error, label);
    }
  }

  #createImage(png: Uint8Array): string {
    return this.#figma.createImage(png).hash;
  }

  async #placeAt(layer: Layer, placement: Placement, image: string): Promise<readonly Remark[]> {
    const replaced = placement.place === 'replace' ? await this.#replacement(layer) : undefined;
    if (replaced) return this.#fill(replaced, placement, image);
    if (placement.place === 'fill' && isFillable(layer)) return this.#fill(layer, placement, image);
    return this.#insertRectangle(layer, placement, image);
  }

  /** The rectangle that already stands where the text was. */
  async #replacement(layer: Layer): Promise<Layer | undefined> {
    const id = this.#instead.get(layer.id);
    return id === undefined ? undefined : await findLayer(this.#figma, id).catch(() => undefined);
  }

  #fill(layer: Layer, { fit, request }: Placement, image: string): readonly Remark[] {
    if (isLocked(layer)) throw new Refused('locked', layer.name);
    if (!has(layer, 'fills')) throw new Refused('not-writable', layer.name);
    layer.fills = withImage(layer.fills === this.#figma.mixed ? [] : (layer.fills as readonly Paint[]), image, fit);
    return remarksOn(layer, storeRequest(layer, request));
  }

  async #insertRectangle(layer: Layer, placement: Placement, image: string): Promise<readonly Remark[]> {
    const { anchor, parent, outside } = placeFor(layer);
    if (isLocked(parent)) throw new Refused('locked', layer.name);
    await pageOf(parent)?.loadAsync?.();
    const instead = placement.place === 'replace' && !outside;
    if (instead && isLocked(layer)) throw new Refused('locked', layer.name);
    const rectangle = this.#rectangle(placement, image, isFillable(layer) ? layer : placement);
    parent.insertChild(parent.children.findIndex(({ id }) => id === anchor.id) + 1, rectangle);
    const cell = instead ? undefined : (this.#beside.get(layer.id) ?? 0);
    move(rectangle, anchor, cell);
    if (cell === undefined) {
      // hidden, not deleted: the words are still there to be read and changed
      layer.visible = false;
      this.#instead.set(layer.id, rectangle.id);
    } else {
      this.#beside.set(layer.id, cell + 1);
    }
    const remembered = storeRequest(rectangle, placement.request);
    return [...remarksOn(anchor, remembered, instead), ...(outside ? (['outside-instance'] as const) : [])];
  }

  #placeInView(placement: Placement, image: string): readonly Remark[] {
    const rectangle = this.#rectangle(placement, image, placement);
    const { x, y } = this.#figma.viewport.center;
    rectangle.x = Math.round(x - rectangle.width / 2);
    rectangle.y = Math.round(y - rectangle.height / 2);
    return storeRequest(rectangle, placement.request) ? [] : ['not-remembered'];
  }

  #rectangle(placement: Placement, image: string, { width = 1, height = 1 }: Partial<Size>): Rectangle {
    const rectangle = this.#figma.createRectangle();
    rectangle.resize(width, height);
    rectangle.name = placement.prompt.split('\n')[0]?.slice(0, 80) ?? '';
    rectangle.fills = withImage([], image, placement.fit);
    return rectangle;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws Refused */
async function findLayer(figma: Figma, id: string): Promise<Layer> {
  const layer = (await figma.getNodeByIdAsync(id)) as Layer | null;
  if (!layer || layer.removed) throw new Refused('removed');
  return layer;
}

/** The paints with the image in place of the topmost image, or on top: everything else stays as it is. */
function withImage(fills: readonly Paint[], imageHash: string, scaleMode: Fit): readonly Paint[] {
  const index = fills.map(({ type }) => type).lastIndexOf('IMAGE');
  const old = fills[index] as ImagePaint | undefined;
  const kept: Partial<ImagePaint> = old
    ? {
        ...(old.opacity !== undefined && { opacity: old.opacity }),
        ...(old.blendMode !== undefined && { blendMode: old.blendMode }),
        ...(old.filters !== undefined && { filters: old.filters }),
      }
    : {};
  const paint: ImagePaint = { ...kept, type: 'IMAGE', scaleMode, imageHash };
  return old ? fills.map((fill, i) => (i === index ? paint : fill)) : [...fills, paint];
}

function isLocked(layer: Layer | Parent): boolean {
  return ('locked' in layer && layer.locked === true) || (layer.parent !== null && isLocked(layer.parent));
}

function isHidden(layer: Layer | Parent): boolean {
  return ('visible' in layer && layer.visible === false) || (layer.parent !== null && isHidden(layer.parent));
}

function pageOf(parent: Parent): Parent | undefined {
  return parent.type === 'PAGE' ? parent : parent.parent ? pageOf(parent.parent) : undefined;
}

/** Where a new layer can be put: nothing can be added to an instance, so then it is beside the outermost one. */
function placeFor(layer: Layer): {
  readonly anchor: Layer | Parent;
  readonly parent: Parent;
  readonly outside: boolean;
} {
  let anchor: Layer | Parent = layer;
  for (let above: Parent | null = layer.parent; above; above = above.parent) {
    if (above.type === 'INSTANCE') anchor = above;
  }
  const { parent } = anchor;
  if (!parent) throw new Refused('removed', layer.name);
  return { anchor, parent, outside: anchor !== layer };
}

/** @param cell of the grid beside the anchor; without one, to where the anchor is */
function move(rectangle: Rectangle, anchor: Layer | Parent, cell: number | undefined): void {
  const { x = 0, y = 0, width = 0 } = anchor;
  const column = (cell ?? 0) % COLUMNS;
  const row = Math.floor((cell ?? 0) / COLUMNS);
  rectangle.x = cell === undefined ? x : x + width + GAP + column * (rectangle.width + GAP);
  rectangle.y = y + row * (rectangle.height + GAP);
}

function remarksOn(layer: Layer | Parent, remembered: boolean, hiddenByUs = false): readonly Remark[] {
  const hidden = hiddenByUs ? layer.parent !== null && isHidden(layer.parent) : isHidden(layer);
  return [...(hidden ? (['hidden'] as const) : []), ...(remembered ? [] : (['not-remembered'] as const))];
}
