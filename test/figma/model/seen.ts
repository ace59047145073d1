// Layers as a plugin sees them: what they refuse.

import type { Transform } from '@figma/plugin-typings/plugin-api-standalone';
import type { Layer, Parent } from '../../../plugins/figma/src/main/api.ts';
import { DERIVED, METHODS } from './behaviour.ts';
import { fail } from './errors.ts';
import type { ModelLayer } from './layers.ts';
import { arrange, isAutoLayout, isInFlow, moved, settle } from './layout.ts';
import { membersOf } from './members.ts';
import { checkPaints } from './paints.ts';
import { instanceAround } from './tree.ts';
import { isOverridable, isStored, isWritable, movesOthers, problemOf, type Values } from './values.ts';

/** Members that even a layer has that is gone, and those that need no loaded page. */
const ALWAYS = ['id', 'removed', 'type'];
const OF_LOADED_PAGES = ['children', 'insertChild', 'appendChild', 'exportAsync'];

function refuse(layer: ModelLayer, name: string, operation: string): void {
  const { document, id } = layer;
  if (document.closed) fail(operation, 'The plugin is closed');
  if (ALWAYS.includes(name)) return;
  if (layer.removed) {
    const kind = id.startsWith('I') ? 'node (instance sublayer or table cell)' : 'node';
    fail(operation, `The ${kind} with id "${id}" does not exist`);
  }
  if (isSkipped(layer)) fail(operation, `The node (instance sublayer or table cell) with id "${id}" does not exist`);
  const message = layer.refusals.get(operation);
  if (message !== undefined) throw new Error(message);
  if (!layer.loaded && OF_LOADED_PAGES.includes(name)) {
    fail(
      operation,
      name === 'children'
        ? "Cannot access property `children` on a page that has not been explicitly loaded. Remember to call `await page.loadAsync()` or `await figma.loadAllPagesAsync()' first."
        : 'Cannot call with documentAccess: dynamic-page before the page is loaded',
    );
  }
}

/** Typings, `skipInvisibleInstanceChildren`: “invisible nodes (and their descendants) inside instances”. */
export function isSkipped(layer: ModelLayer): boolean {
  if (!layer.document.skipsInvisible || !instanceAround(layer)) return false;
  for (let at: ModelLayer | undefined = layer; at && at.type !== 'INSTANCE'; at = at.above) {
    if (!at.values.visible) return true;
  }
  return false;
}

function get(layer: ModelLayer, name: string): unknown {
  const method = METHODS[name];
  if (method) {
    return (...args: never[]) => {
      refuse(layer, name, name);
      if (name === 'resize') refuseOverride(layer, name, name);
      return method(layer, ...args);
    };
  }
  refuse(layer, name, `get_${name}`);
  // “If the plugin manifest contains "documentAccess": "dynamic-page", this property is write-only.”
  if (name === 'mainComponent') {
    fail('get_mainComponent', 'Cannot call with documentAccess: dynamic-page. Use node.getMainComponentAsync instead.');
  }
  const derived = DERIVED[name];
  if (derived) return derived(layer);
  const value = isStored(name) ? layer.values[name] : undefined;
  // “calling this property always returns a new array, and … the new array [is] read-only”
  return Array.isArray(value) ? Object.freeze([...value]) : value;
}

function refuseOverride(layer: ModelLayer, name: string, operation: string): void {
  if (instanceAround(layer) && !isOverridable(name))
    fail(operation, 'This property cannot be overriden on an instance');
}

function write(layer: ModelLayer, name: string, value: unknown): void {
  const operation = `set_${name}`;
  refuse(layer, name, operation);
  refuseOverride(layer, name, operation);
  if (name === 'fills') {
    checkPaints(value, hash => layer.document.images.has(hash));
    layer.set('fillStyleId', '');
    if (JSON.stringify(value) !== JSON.stringify(layer.values.fills)) layer.set('fills', [...value]);
    return;
  }
  if (name === 'characters') {
    fail(
      operation,
      'Cannot write to node with unloaded font "Inter Regular". Please call figma.loadFontAsync({ family: "Inter", style: "Regular" }) and await the returned promise first.',
    );
  }
  if (['x', 'y', 'rotation', 'relativeTransform'].includes(name)) {
    place(layer, name, value, operation);
    return;
  }
  if (!isWritable(name)) throw new TypeError('no setter for property');
  const problem = problemOf(name, value);
  if (problem !== undefined) fail(operation, problem);
  refuseLayout(layer, name, value, operation);
  if (name === 'vectorPaths') measurePaths(layer, value as Values['vectorPaths']);
  layer.set(name, value as Values[typeof name]);
  if (!movesOthers(name)) return;
  arrange(layer);
  settle(layer.above);
}

/** A vector is as large as what its paths say; coordinates are its own. */
function measurePaths(layer: ModelLayer, paths: Values['vectorPaths']): void {
  const numbers = paths.flatMap(({ data }) => [...data.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number)));
  const size = (odd: 0 | 1) => {
    const all = numbers.filter((_, i) => i % 2 === odd);
    return (
      all.reduce((most, number) => Math.max(most, number), 0) -
      all.reduce((least, number) => Math.min(least, number), 0)
    );
  };
  layer.set('width', size(0));
  layer.set('height', size(1));
}

function refuseLayout(layer: ModelLayer, name: keyof Values, value: unknown, operation: string): void {
  const inAutoLayout = layer.above !== undefined && isAutoLayout(layer.above);
  if (name === 'layoutPositioning' && value === 'ABSOLUTE' && !inAutoLayout) {
    fail(operation, 'Can only set layoutPositioning = ABSOLUTE if the parent node has layoutMode !== NONE');
  }
  if (!name.startsWith('layoutSizing')) return;
  // “"HUG" is only valid on auto-layout frames and text nodes. "FILL" is only valid on auto-layout children.”
  if (value === 'HUG' && !isAutoLayout(layer) && layer.type !== 'TEXT') {
    fail(operation, 'HUG can only be set on auto-layout frames or text nodes');
  }
  if (value === 'FILL' && !inAutoLayout) fail(operation, 'FILL can only be set on children of auto-layout frames');
}

function place(layer: ModelLayer, name: string, value: unknown, operation: string): void {
  const now = layer.values.relativeTransform;
  const [[a, c, x], [b, d, y]] = now;
  if (name !== 'relativeTransform' && typeof value !== 'number') {
    fail(operation, `Expected "${name}" to have type number but got ${typeof value} instead`);
  }
  const to = transformed(name, value, now);
  const [[e, g, i], [f, h, j]] = to;
  if (Math.abs(Math.hypot(e, f) - 1) > 1e-3 || Math.abs(Math.hypot(g, h) - 1) > 1e-3) {
    fail(operation, 'Expected "relativeTransform" to have unit axes');
  }
  // “Setting this property for these auto-layout children will no-op”; turning them does not
  const inFlow = isInFlow(layer);
  const kept: Transform = [
    [e, g, inFlow ? x : i],
    [f, h, inFlow ? y : j],
  ];
  if (
    String([
      [a, c],
      [b, d],
    ]) ===
      String([
        [e, g],
        [f, h],
      ]) &&
    inFlow
  )
    return;
  moved(layer, kept);
  settle(layer.above);
}

function transformed(name: string, value: unknown, now: Transform): Transform {
  const [[a, c, x], [b, d, y]] = now;
  if (name === 'relativeTransform') return value as Transform;
  if (name === 'x')
    return [
      [a, c, value as number],
      [b, d, y],
    ];
  if (name === 'y')
    return [
      [a, c, x],
      [b, d, value as number],
    ];
  const angle = ((value as number) * Math.PI) / 180;
  return [
    [Math.cos(angle), Math.sin(angle), x],
    [-Math.sin(angle), Math.cos(angle), y],
  ];
}

/** Properties that a type has not throw when they are read, and nothing can be added. */
export function asFigmaShows(layer: ModelLayer): Layer & Parent {
  const members = membersOf(layer.type);
  return new Proxy<object>(
    {},
    {
      has: (_, key) => members.has(String(key)),
      get(_, key) {
        if (key === 'then') return undefined;
        const name = String(key);
        if (!members.has(name)) fail(`get_${name}`, `no such property '${name}' on ${layer.type}`);
        return get(layer, name);
      },
      set(_, key, value) {
        const name = String(key);
        if (!members.has(name)) throw new TypeError('object is not extensible');
        write(layer, name, value);
        return true;
      },
    },
  ) as Layer & Parent;
}
