import type { Placement, Remark } from '../contract.ts';
import type { Figma, Layer, Paint, Parent, Rectangle } from './api.ts';
import { hostInstead, isInside, refusalOf } from './check.ts';
import { topmostImage, withImage, withSameCrop } from './fill.ts';
import {
  IDENTITY,
  intersection,
  inverse,
  multiply,
  seenBoxOf,
  seenSizeOf,
  transformOf,
  turnsToUpright,
} from './geometry.ts';
import { read } from './read.ts';
import { Refused, refusedBy } from './refused.ts';
import { roomBeside } from './room.ts';
import { isFillable } from './selection.ts';
import { keepRequest, storeRequest } from './stored-request.ts';

export interface PlacingOptions {
  /** Ids of layers that are no part of the design. */
  readonly ignored?: ReadonlySet<string>;
  /** Called when a picture is whole. Default: makes it a step to undo. */
  readonly commit?: () => void;
}

/** Puts pictures into the document: each whole, or not at all. */
export class PlacedPictures {
  readonly #figma: Figma;
  /** Ids of the rectangles that stand where layers were. */
  readonly #instead = new Map<string, string>();
  /** What takes back the pictures that are tried, by the layer that they are for. */
  readonly #tried = new Map<string, Written>();
  readonly #ignored: ReadonlySet<string>;
  readonly #commit: () => void;

  constructor(figma: Figma, { ignored = new Set(), commit = () => figma.commitUndo() }: PlacingOptions = {}) {
    this.#figma = figma;
    this.#ignored = ignored;
    this.#commit = commit;
  }

  /**
   * Puts one picture into the document.
   * @throws Refused when the document is as it was before
   */
  async place(placement: Placement): Promise<readonly Remark[]> {
    // it takes the place of what is tried there
    if (placement.layer !== undefined) this.discard(placement.layer);
    const remarks = await this.#put(placement, new Written());
    this.#commit();
    return remarks;
  }

  /**
   * Puts a picture into the document that is not a step to undo yet, instead of another that is tried for its layer.
   * @throws Refused when what was tried before is still there
   */
  async try(placement: Placement): Promise<readonly Remark[]> {
    const { layer = '' } = placement;
    const written = new Written();
    this.discard(layer);
    const remarks = await this.#put(placement, written);
    this.#tried.set(layer, written);
    return remarks;
  }

  /** What is tried for a layer, or for any, stays. */
  keep(layer?: string): void {
    if (layer === undefined ? this.#tried.size === 0 : !this.#tried.has(layer)) return;
    if (layer === undefined) this.#tried.clear();
    else this.#tried.delete(layer);
    this.#commit();
  }

  /** The document is as it was before something was tried for a layer. */
  discard(layer: string): void {
    this.#tried.get(layer)?.takeBack();
    this.#tried.delete(layer);
  }

  async #put(placement: Placement, written: Written): Promise<readonly Remark[]> {
    const figma = this.#figma;
    if (figma.editorType === 'dev') throw new Refused('read-only');
    const layer = placement.layer === undefined ? undefined : await findLayer(figma, placement.layer);
    const label = layer ? (read(layer, 'name') ?? '') : '';
    try {
      const replaced = layer && placement.place === 'replace' ? await this.#replacement(layer) : undefined;
      const refusal = layer && !replaced && refusalOf(layer, placement.place);
      if (refusal) throw new Refused(refusal, label);
      const image = figma.createImage(placement.png).hash;
      if (!layer) return this.#placeInView(placement, image, written);
      if (replaced) return fill(replaced, placement, image, written);
      if (placement.place === 'fill' && isFillable(layer)) {
        const keepsCrop = placement.made === 'part' && (await this.#isAsLarge(layer, placement));
        const remarks = fill(layer, placement, image, written, keepsCrop);
        return placement.made && this.#isCovered(layer) ? [...remarks, 'covered'] : remarks;
      }
      await pageOf(layer)?.loadAsync?.();
      return placement.place === 'replace' && !isInside(layer, 'INSTANCE')
        ? this.#insteadOf(layer, placement, image, written)
        : this.#beside(layer, placement, image, written);
    } catch (error) {
      written.takeBack();
      throw refusedBy(error, label);
    }
  }

  /** Whether the picture that a layer shows has the size of another. */
  async #isAsLarge(layer: Layer, { width, height }: Placement): Promise<boolean> {
    const hash = topmostImage(read(layer, 'fills'))?.imageHash;
    const size = hash ? await this.#figma.getImageByHash(hash)?.getSizeAsync() : undefined;
    return size?.width === width && size.height === height;
  }

  /** Whether shapes lie over a layer's picture: those in it, and those that are selected beside it. */
  #isCovered(layer: Layer): boolean {
    const isSeen = (other: Layer) => read(other, 'visible') !== false && other.type !== 'TEXT';
    const box = seenBoxOf(layer);
    const { selection } = this.#figma.currentPage;
    const beside = selection.filter(other => {
      const its = other.id === layer.id ? undefined : seenBoxOf(other);
      return box && its && intersection(box, its) !== undefined;
    });
    return [...(read(layer, 'children') ?? []), ...beside].some(isSeen);
  }

  /** The rectangle that already stands where the layer was. */
  async #replacement(layer: Layer): Promise<Layer | undefined> {
    const id = this.#instead.get(layer.id);
    return id === undefined ? undefined : await findLayer(this.#figma, id).catch(() => undefined);
  }

  #beside(layer: Layer, placement: Placement, image: string, written: Written): readonly Remark[] {
    const size = (isFillable(layer) ? usable(seenSizeOf(layer)) : undefined) ?? placement;
    const room = roomBeside(layer, size, this.#ignored);
    if (!room) throw new Refused('not-writable', layer.name);
    const rectangle = this.#rectangle(placement, image, size, written);
    room.host.insertChild(room.index, rectangle);
    moveTo(rectangle, room.host, Math.round(room.x), Math.round(room.y));
    const remarks = remarksOn(room.anchor, storeRequest(rectangle, placement.request));
    const outside = room.outsideInstance ? 'outside-instance' : room.outside ? 'outside-frame' : undefined;
    return outside ? [...remarks, outside] : remarks;
  }

  #insteadOf(layer: Layer, placement: Placement, image: string, written: Written): readonly Remark[] {
    const place = hostInstead(layer);
    if (!place) throw new Refused('not-writable', layer.name);
    const { host, anchor, absolute, hiding } = place;
    const size =
      (isFillable(layer) ? usable(seenSizeOf(layer)) : undefined) ?? fitted(placement, layer, host, this.#ignored);
    const rectangle = this.#rectangle(placement, image, size, written);
    const children = read(host, 'children') ?? [];
    // what is hidden takes no room while it comes in
    if (absolute) rectangle.visible = false;
    host.insertChild(children.findIndex(({ id }) => id === anchor.id) + 1, rectangle);
    if (absolute) rectangle.layoutPositioning = 'ABSOLUTE';
    rectangle.visible = true;
    const { x = 0, y = 0 } = seenBoxOf(layer) ?? {};
    moveTo(rectangle, host, x, y);
    const remembered = storeRequest(rectangle, placement.request);
    const hidden = layer.parent !== null && isHidden(layer.parent);
    // hidden, not deleted: the words are still there to be read and changed
    hide(layer, hiding, written);
    this.#instead.set(layer.id, rectangle.id);
    written.is(() => this.#instead.delete(layer.id));
    return [...(hidden ? (['hidden'] as const) : []), ...(remembered ? [] : (['not-remembered'] as const))];
  }

  #placeInView(placement: Placement, image: string, written: Written): readonly Remark[] {
    const rectangle = this.#rectangle(placement, image, placement, written);
    const { x, y } = this.#figma.viewport.center;
    rectangle.x = Math.round(x - rectangle.width / 2);
    rectangle.y = Math.round(y - rectangle.height / 2);
    return storeRequest(rectangle, placement.request) ? [] : ['not-remembered'];
  }

  #rectangle(placement: Placement, image: string, { width, height }: Size, written: Written): Rectangle {
    const rectangle = this.#figma.createRectangle();
    written.is(() => rectangle.remove());
    rectangle.resize(width, height);
    rectangle.name = placement.prompt.split('\n')[0]?.slice(0, 80) ?? '';
    rectangle.fills = withImage([], image, placement.fit, 0);
    return rectangle;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What was done to the document, so that it can be taken back when a later step fails. */
class Written {
  readonly #back: (() => void)[] = [];

  is(back: () => void): void {
    this.#back.push(back);
  }

  takeBack(): void {
    for (const back of this.#back.reverse()) {
      try {
        back();
      } catch {
        // what cannot be taken back is gone already
      }
    }
  }
}

/** @throws Refused */
export async function findLayer(figma: Figma, id: string): Promise<Layer> {
  const layer = (await figma.getNodeByIdAsync(id)) as Layer | null;
  if (!layer || layer.removed) throw new Refused('removed');
  return layer;
}

function fill(
  layer: Layer,
  { fit, request, words }: Placement,
  image: string,
  written: Written,
  keepsCrop = false,
): readonly Remark[] {
  const target = layer as { fills: Layer['fills'] };
  const before = layer.fills;
  // paints that differ within a layer cannot be kept
  const paints = Array.isArray(before) ? (before as readonly Paint[]) : [];
  target.fills = keepsCrop ? withSameCrop(paints, image) : withImage(paints, image, fit, turnsToUpright(layer));
  written.is(() => {
    target.fills = paints;
  });
  written.is(keepRequest(layer));
  return remarksOn(layer, storeRequest(layer, request, words));
}

function hide(layer: Layer, by: 'visible' | 'opacity', written: Written): void {
  if (by === 'visible') {
    layer.visible = false;
    written.is(() => {
      layer.visible = true;
    });
    return;
  }
  const before = layer.opacity ?? 1;
  layer.opacity = 0;
  written.is(() => {
    layer.opacity = before;
  });
}

/** Pixels of what can be made; lines and what has no width have none. */
function usable(size: Size | undefined): Size | undefined {
  return size && size.width >= 1 && size.height >= 1 ? size : undefined;
}

/**
 * As large as the picture is, or smaller where it would cover what stands below the layer, or reach out of the frame that
 * it stands in.
 */
function fitted(size: Size, layer: Layer, host: Parent, ignored: ReadonlySet<string>): Size {
  const own = seenBoxOf(layer);
  if (!own) return size;
  const frame = host.type === 'PAGE' ? undefined : seenBoxOf(host);
  const siblings = [host, layer.parent ?? host].flatMap(parent => read(parent, 'children') ?? []);
  const below = siblings
    .filter(other => other.id !== layer.id && !ignored.has(other.id) && read(other, 'visible') !== false)
    .flatMap(other => seenBoxOf(other) ?? [])
    .filter(box => box.y >= own.y + own.height - 1 && box.x < own.x + size.width && box.x + box.width > own.x);
  const ends = [...below.map(({ y }) => y), ...(frame ? [frame.y + frame.height] : [])].map(end => end - own.y);
  const rooms = [
    ...ends.map(room => room / size.height),
    ...(frame ? [(frame.x + frame.width - own.x) / size.width] : []),
  ];
  // what is not even in the frame has no room there that would count
  const scale = Math.min(1, ...rooms.filter(room => room > 0));
  return { width: Math.max(1, size.width * scale), height: Math.max(1, size.height * scale) };
}

/** Upright on the page, whatever the host is turned by. */
function moveTo(rectangle: Rectangle, host: Parent, x: number, y: number): void {
  const around = host.type === 'PAGE' ? undefined : transformOf(host);
  const [[a, c, left], [b, d, top]] = multiply(around ? inverse(around) : IDENTITY, [
    [1, 0, x],
    [0, 1, y],
  ]);
  if (a === 1 && b === 0 && c === 0 && d === 1) {
    rectangle.x = left;
    rectangle.y = top;
  } else {
    rectangle.relativeTransform = [
      [a, c, left],
      [b, d, top],
    ];
  }
}

function isHidden(layer: Layer | Parent): boolean {
  return read(layer, 'visible') === false || (layer.parent !== null && isHidden(layer.parent));
}

function pageOf(layer: Layer | Parent): Parent | undefined {
  const { parent } = layer;
  return parent?.type === 'PAGE' ? parent : parent ? pageOf(parent) : undefined;
}

function remarksOn(layer: Layer | Parent, remembered: boolean): readonly Remark[] {
  return [...(isHidden(layer) ? (['hidden'] as const) : []), ...(remembered ? [] : (['not-remembered'] as const))];
}
