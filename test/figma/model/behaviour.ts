// What members of layers give and do; who may ask for them is seen.ts's.

import type {
  ExportSettingsImage,
  ExportSettingsSVGString,
  Transform,
} from '@figma/plugin-typings/plugin-api-standalone';
import type { Layer } from '../../../plugins/figma/src/main/api.ts';
import { fail } from './errors.ts';
import { absoluteBox, absoluteTransform, renderBounds } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { isAutoLayout, isInFlow, resized, settle } from './layout.ts';
import { fillGeometry, strokeGeometry, svgOf } from './outlines.ts';
import { insert, instanceAround, remove } from './tree.ts';

/** Bytes. Typings, `setPluginData`: “The total size of your entry (pluginId, key, value) cannot exceed 100 kB.” */
const MOST_PLUGIN_DATA = 100 * 1024;

/** Layers of this layer that a plugin may see. */
function childrenOf(layer: ModelLayer): readonly Layer[] {
  const inInstance = layer.type === 'INSTANCE' || instanceAround(layer) !== undefined;
  const hides = layer.document.skipsInvisible && inInstance;
  return layer.inside.filter(({ values }) => values.visible || !hides).map(({ seen }) => seen);
}

function rotationOf([[a], [b]]: Transform): number {
  return (Math.atan2(-b, a) * 180) / Math.PI;
}

/** What follows from the values of a layer and its place. */
export const DERIVED: { readonly [Name: string]: (layer: ModelLayer) => unknown } = {
  id: ({ id }) => id,
  type: ({ type }) => type,
  removed: ({ removed }) => removed,
  parent: ({ above }) => above?.seen ?? null,
  children: childrenOf,
  // “Identical to relativeTransform[0][2]”
  x: ({ values }) => values.relativeTransform[0][2],
  y: ({ values }) => values.relativeTransform[1][2],
  rotation: ({ values }) => rotationOf(values.relativeTransform),
  absoluteTransform,
  absoluteBoundingBox: absoluteBox,
  absoluteRenderBounds: renderBounds,
  fillGeometry,
  strokeGeometry,
  layoutAlign: layer => (crossSizing(layer) === 'FILL' ? 'STRETCH' : 'INHERIT'),
  layoutGrow: layer => (mainSizing(layer) === 'FILL' ? 1 : 0),
  primaryAxisSizingMode: layer => (isHugging(layer, true) ? 'AUTO' : 'FIXED'),
  counterAxisSizingMode: layer => (isHugging(layer, false) ? 'AUTO' : 'FIXED'),
  selection: ({ document, id }) => document.selectionOf(id).map(({ seen }) => seen),
  text: ({ values }) => ({ characters: values.characters }),
  variantProperties: () => null,
  componentPropertyDefinitions: () => ({}),
};

function mainSizing({ above, values }: ModelLayer): string {
  return above?.values.layoutMode === 'HORIZONTAL' ? values.layoutSizingHorizontal : values.layoutSizingVertical;
}
function crossSizing({ above, values }: ModelLayer): string {
  return above?.values.layoutMode === 'HORIZONTAL' ? values.layoutSizingVertical : values.layoutSizingHorizontal;
}
function isHugging({ values }: ModelLayer, primary: boolean): boolean {
  const horizontal = (values.layoutMode === 'HORIZONTAL') === primary;
  return (horizontal ? values.layoutSizingHorizontal : values.layoutSizingVertical) === 'HUG';
}

export const METHODS: { readonly [Name: string]: (layer: ModelLayer, ...args: never[]) => unknown } = {
  remove(layer) {
    if (instanceAround(layer)) fail('remove', 'Removing this node is not allowed');
    remove(layer);
  },
  insertChild(layer, index: number, child: Layer) {
    insert(layer, index, known(layer, child, 'insertChild'), 'insertChild');
  },
  appendChild(layer, child: Layer) {
    const moving = known(layer, child, 'appendChild');
    insert(layer, layer.inside.length - (moving.above === layer ? 1 : 0), moving, 'appendChild');
  },
  resize(layer, width: unknown, height: unknown) {
    if (typeof width !== 'number') {
      fail('resize', `Expected "width" to have type number but got ${typeof width} instead`);
    }
    const least = layer.type === 'LINE' ? 0 : 0.01;
    if (!(width >= 0.01)) fail('resize', 'Expected "width" to have value >= 0.01');
    if (typeof height !== 'number' || !(height >= least)) fail('resize', 'Expected "height" to have value >= 0.01');
    if (layer.type === 'LINE' && height !== 0) fail('resize', 'Expected "height" to have value 0');
    // “will no-op in one or both dimensions if the … frame has a size set automatically” (plugin docs, Version 1, Update 8)
    const { values } = layer;
    const isFree = (sizing: string) => sizing === 'FIXED' || (!isAutoLayout(layer) && !isInFlow(layer));
    resized(
      layer,
      isFree(values.layoutSizingHorizontal) ? width : values.width,
      isFree(values.layoutSizingVertical) ? height : values.height,
    );
    settle(layer.above);
  },
  async exportAsync(layer, settings: ExportSettingsImage | ExportSettingsSVGString) {
    if (renderBounds(layer) === null) {
      fail('exportAsync', 'Failed to export node. This node may not have any visible layers.');
    }
    if (settings.format === 'SVG_STRING' && settings.svgOutlineText === false) return svgOf(layer);
    if (settings.format !== 'PNG' || !settings.constraint) {
      fail('exportAsync', 'This model of Figma exports PNG of a given size, and SVG with texts, only');
    }
    return [...layer.document.images.values()][0] ?? fail('exportAsync', 'There is no picture in this document');
  },
  getPluginData: (layer, key: string) => layer.pluginData.get(key) ?? '',
  setPluginData(layer, key: string, value: unknown) {
    if (typeof value !== 'string') {
      fail('setPluginData', `Expected "value" to have type string but got ${typeof value} instead`);
    }
    // UTF-8, as encodeURIComponent counts it
    const bytes = encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, '.').length + key.length;
    if (bytes > MOST_PLUGIN_DATA) fail('setPluginData', 'entry size cannot exceed 100 kB');
    layer.remember(key, value);
  },
  getRelaunchData: ({ relaunch }) => ({ ...relaunch }),
  setRelaunchData: (layer, data: Record<string, string>) => layer.relaunchWith(data),
  async getMainComponentAsync({ document, mainComponent }) {
    return document.layers.get(mainComponent ?? '')?.seen ?? null;
  },
  async loadAsync(layer) {
    layer.loaded = true;
  },
};

function known({ document }: ModelLayer, child: Layer, operation: string): ModelLayer {
  return document.layers.get(child.id) ?? fail(operation, 'Expected a node');
}
