import type { Layer } from './api.ts';
import { cleaned } from './clean-text.ts';
import { read, type Unreadable } from './read.ts';

/** Layers looked at inside a frame: enough for a card or a section, not for a whole application. */
const MOST_LAYERS = 300;

/** Names that say nothing, because Figma gave them. */
const GIVEN_NAME =
  /^(?:rectangle|ellipse|frame|group|polygon|star|vector|line|image|section|slide|component|boolean|union|subtract|intersect|exclude|shape|slice|sticky|text|矩形|椭圆|画框|编组|图像)(?: ?\d+)*$/i;

/** The text that a layer itself shows. */
export function textOf(layer: Layer, unreadable?: Unreadable): string {
  const words = read(layer, 'characters', unreadable) ?? read(layer, 'text', unreadable)?.characters;
  return cleaned(words ?? '');
}

/**
 * What describes the picture for a layer: annotations say it best, then texts of a component, then the texts inside,
 * then its name.
 */
export function wordsOf(layer: Layer, unreadable?: Unreadable): string {
  return (
    textOf(layer, unreadable) ||
    annotationsOf(layer, unreadable) ||
    propertiesOf(layer, unreadable) ||
    textsInside(layer, unreadable) ||
    nameOf(layer)
  );
}

function annotationsOf(layer: Layer, unreadable?: Unreadable): string {
  return joined((read(layer, 'annotations', unreadable) ?? []).map(({ label = '' }) => label));
}

function propertiesOf(layer: Layer, unreadable?: Unreadable): string {
  const properties = read(layer, 'componentProperties', unreadable) ?? {};
  const texts = Object.values(properties).filter(({ type }) => type === 'TEXT');
  return joined(texts.map(({ value }) => String(value)));
}

/** In the order of the layers, which is that of the design in most files. */
function textsInside(layer: Layer, unreadable?: Unreadable): string {
  const texts: string[] = [];
  const waiting: Layer[] = [layer];
  for (let looked = 0; looked < MOST_LAYERS; looked++) {
    const next = waiting.shift();
    if (!next) break;
    if (!read(next, 'visible', unreadable)) continue;
    if (next !== layer) texts.push(textOf(next, unreadable));
    waiting.unshift(...(read(next, 'children', unreadable) ?? []));
  }
  return joined(texts);
}

function nameOf({ name }: Layer): string {
  return GIVEN_NAME.test(name.trim()) ? '' : name.trim();
}

export function joined(parts: readonly string[]): string {
  return [...new Set(parts.map(cleaned).filter(Boolean))].join('\n');
}
