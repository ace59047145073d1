// Whether a layer takes a picture, found out before anything is computed for it.

import type { Place, Refusal } from '../contract.ts';
import type { Layer, Parent } from './api.ts';
import { read } from './read.ts';
import { refusedBy } from './refused.ts';
import { hasAutoLayout, hostsAround, isLocked } from './room.ts';
import { isFillable } from './selection.ts';

/** Pixels: Figma makes no layer smaller, and what is smaller shows no picture. */
const LEAST = 0.01;

/** Why a picture cannot be put where it is asked for; undefined if it can. */
export function refusalOf(layer: Layer, place: Place): Refusal | undefined {
  if (place === 'fill' && isFillable(layer)) return refusalToFill(layer);
  if (place === 'replace' && !isInside(layer, 'INSTANCE')) return refusalToReplace(layer);
  return hostsAround(layer).length > 0 ? undefined : 'not-writable';
}

function refusalToFill(layer: Layer): Refusal | undefined {
  if (isLocked(layer)) return 'locked';
  // a line has fills and no area; in a boolean operation only the whole is drawn; a mask is not seen itself
  const hasArea = [read(layer, 'width'), read(layer, 'height')].every(size => (size ?? 0) >= LEAST);
  if (!hasArea || isInside(layer, 'BOOLEAN_OPERATION') || read(layer, 'isMask')) return 'not-writable';
  return isInside(layer, 'INSTANCE') ? overrideRefusal(layer) : undefined;
}

/** Which sublayers of instances take another fill Figma tells only when one is written: here the one that is there. */
function overrideRefusal(layer: Layer): Refusal | undefined {
  const fills = read(layer, 'fills');
  // writing would let go of a style
  if (!Array.isArray(fills) || read(layer, 'fillStyleId')) return undefined;
  try {
    (layer as { fills: Layer['fills'] }).fills = fills;
    return undefined;
  } catch (error) {
    return refusedBy(error, '').refusal;
  }
}

function refusalToReplace(layer: Layer): Refusal | undefined {
  if (isLocked(layer)) return 'locked';
  return hostInstead(layer) ? undefined : 'not-writable';
}

export interface HostInstead {
  readonly host: Parent;
  /** The host's child that the picture comes above. */
  readonly anchor: Layer | Parent;
  /** What hides the layer: where hiding it would move others, it becomes transparent. */
  readonly hiding: 'visible' | 'opacity';
  /** The picture takes no part in the host's layout. */
  readonly absolute: boolean;
}

/** Where the picture goes that takes the place of a layer, so that nothing around it moves or grows. */
export function hostInstead(layer: Layer): HostInstead | undefined {
  const { parent } = layer;
  const mode = parent ? (read(parent, 'layoutMode') ?? 'NONE') : 'NONE';
  if (parent && ['FRAME', 'COMPONENT', 'SECTION', 'SLIDE', 'PAGE'].includes(parent.type) && mode !== 'GRID') {
    const absolute = hasAutoLayout(parent);
    return { host: parent, anchor: layer, hiding: absolute ? 'opacity' : 'visible', absolute };
  }
  // a group would grow, and a grid would get another row
  const [around] = hostsAround(layer);
  return around && { ...around, hiding: 'opacity', absolute: false };
}

export function isInside(layer: Layer, type: string): boolean {
  for (let at = layer.parent; at; at = at.parent) if (at.type === type) return true;
  return false;
}
