import { mainWords } from '@sana-studio/core/request';
import type { Layer, LayerBase } from './api.ts';
import { readPluginData, type Unreadable } from './read.ts';

const KEY = 'request';
/** What the document said there. */
const SAID = 'said';
/** Bytes that Figma keeps in one entry, less what it counts of its own. */
const MOST_BYTES = 99_000;

export interface StoredPicture {
  /** The request that made it. */
  readonly json: string;
  /** The words of its prompt that say what is drawn. */
  readonly words: string;
  /** What the document said there; see kept-words.ts. */
  readonly said: string;
}

/** What is kept with a layer's picture, for "Regenerate". */
export function storedPicture(layer: Layer, unreadable?: Unreadable): StoredPicture | undefined {
  const json = readPluginData(layer, KEY, unreadable);
  if (json === '') return undefined;
  try {
    const { prompt, style } = JSON.parse(json) as { readonly prompt?: unknown; readonly style?: unknown };
    if (typeof prompt !== 'string') return undefined;
    const words = mainWords({ prompt, ...(typeof style === 'string' && { style }) });
    return { json, words, said: readPluginData(layer, SAID, unreadable) };
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
  const said = readPluginData(layer, SAID);
  return () => {
    layer.setPluginData(KEY, before);
    layer.setPluginData(SAID, said);
    layer.setRelaunchData(before === '' ? {} : { regenerate: '' });
  };
}

/** @param said what the document says there. @returns whether there is room for it */
export function storeRequest(layer: LayerBase, json: string, said = ''): boolean {
  layer.setPluginData(SAID, said);
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
