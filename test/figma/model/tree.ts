// Who may be where. Typings, `appendChild`: “Reparenting nodes is subject to many restrictions.” Their texts are
// documented in part only; what matters here is that they throw.

import { fail } from './errors.ts';
import { fitsChildren } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { settle } from './layout.ts';

/** The instance around a layer: what is in it is as its main component has it. */
export function instanceAround(layer: ModelLayer): ModelLayer | undefined {
  const { above } = layer;
  return above && (above.type === 'INSTANCE' ? above : instanceAround(above));
}

export function insert(parent: ModelLayer, index: number, child: ModelLayer, operation: string): void {
  refuseToMove(parent, child, operation);
  if (index > parent.inside.length - (child.above === parent ? 1 : 0)) {
    fail(operation, `Index ${index} is out of range`);
  }
  const from = child.above;
  const at = from?.inside.indexOf(child) ?? -1;
  detach(child);
  parent.inside.splice(index, 0, child);
  child.above = parent;
  child.document.changed(child, () => {
    parent.inside.splice(parent.inside.indexOf(child), 1);
    from?.inside.splice(at, 0, child);
    child.above = from;
  });
  // typings, `layoutPositioning`: of “direct children of auto-layout frames”, where new ones join the flow
  if (from !== parent) child.set('layoutPositioning', 'AUTO');
  if (from !== parent) left(from);
  settle(parent);
}

function refuseToMove(parent: ModelLayer, child: ModelLayer, operation: string): void {
  if (parent.type === 'INSTANCE' || instanceAround(parent)) {
    fail(operation, 'Cannot move node. New parent is an instance or is inside of an instance');
  }
  if (instanceAround(child)) fail(operation, 'Cannot move node. It is inside of an instance');
  if (parent.type === 'COMPONENT_SET' && child.type !== 'COMPONENT') {
    fail(operation, 'Cannot move node. New parent is a component set, which takes components only');
  }
  if (child.type === 'SECTION' && parent.type !== 'PAGE' && parent.type !== 'SECTION') {
    fail(operation, 'Cannot move node. A section can only be on a page or in another section');
  }
  for (let at: ModelLayer | undefined = parent; at; at = at.above) {
    if (at === child) fail(operation, 'Cannot move node. New parent is inside of it');
  }
}

function detach(child: ModelLayer): void {
  const siblings = child.above?.inside ?? [];
  const at = siblings.indexOf(child);
  if (at >= 0) siblings.splice(at, 1);
}

/** “You removed all children out of a group, and the group auto-deleted itself” (typings, `removed`). */
function left(parent: ModelLayer | undefined): void {
  if (!parent || parent.removed) return;
  if (fitsChildren(parent) && parent.inside.length === 0) remove(parent);
  else settle(parent);
}

/** Removes a layer “and all of its children”. */
export function remove(layer: ModelLayer): void {
  const { above: parent, document } = layer;
  const at = parent?.inside.indexOf(layer) ?? -1;
  detach(layer);
  bury(layer, true);
  const forgotten = document.forget(layer);
  if (!forgotten) {
    document.changed(layer, () => {
      bury(layer, false);
      parent?.inside.splice(at, 0, layer);
    });
  }
  left(parent);
}

function bury(layer: ModelLayer, removed: boolean): void {
  layer.removed = removed;
  if (removed) layer.document.layers.delete(layer.id);
  else layer.document.layers.set(layer.id, layer);
  for (const child of layer.inside) bury(child, removed);
}

/** What creating a layer is undone with. */
export function unmake(layer: ModelLayer): void {
  detach(layer);
  bury(layer, true);
}
