import type { Layer, LayerBase } from './api.ts';
import { readPluginData, type Unreadable } from './read.ts';

const KEY = 'request';
/** Bytes that Figma keeps in one entry, less what it counts of its own. */
const MOST_BYTES = 99_000;

/** The request that made a layer's picture, for "Regenerate". */
export function storedRequest(
  layer: Layer,
  unreadable?: Unreadable,
): { readonly json: string; readonly prompt: string } | undefined {
  const json = readPluginData(layer, KEY, unreadable);
  if (json === '') return undefined;
  try {
    const { prompt } = JSON.parse(json) as { readonly prompt?: unknown };
    return typeof prompt === 'string' ? { json, prompt } : undefined;
  } catch {
    return undefined; // of another version
  }
}

/** Whether a layer shows a picture that was made here. */
export function isMade(layer: Layer): boolean {
  return readPluginData(layer, KEY) !== '';
}

/** @returns what puts back what a layer keeps now */
export function keepRequest(layer: Layer): () => void {
  const before = readPluginData(layer, KEY);
  return () => {
    layer.setPluginData(KEY, before);
    layer.setRelaunchData(before === '' ? {} : { regenerate: '' });
  };
}

/** @returns whether there is room for it */
export function storeRequest(layer: LayerBase, json: string): boolean {
  if (utf8Length(json) > MOST_BYTES) {
    layer.setPluginData(KEY, '');
    layer.setRelaunchData({});
    return false;
  }
  layer.setPluginData(KEY, json);
  layer.setRelaunchData({ regenerate: '' });
  return true;
}

/** The sandbox has no TextEncoder. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
