import { has, type Layer } from './api.ts';

/** Layers looked at inside a frame: enough for a card or a section, not for a whole application. */
const MOST_LAYERS = 300;

/** Names that say nothing, because Figma gave them. */
const GIVEN_NAME =
  /^(?:rectangle|ellipse|frame|group|polygon|star|vector|line|image|section|slide|component|boolean|union|subtract|intersect|exclude|shape|slice|sticky|text|矩形|椭圆|画框|编组|图像)(?: ?\d+)*$/i;

/** The text that a layer itself shows. */
export function textOf(layer: Layer): string {
  if (has(layer, 'characters')) return layer.characters.trim();
  return has(layer, 'text') ? layer.text.characters.trim() : '';
}

/**
 * What describes the picture for a layer: annotations say it best, then texts of a component, then the texts inside,
 * then its name.
 */
export function wordsOf(layer: Layer): string {
  return textOf(layer) || annotationsOf(layer) || propertiesOf(layer) || textsInside(layer) || nameOf(layer);
}

function annotationsOf(layer: Layer): string {
  return has(layer, 'annotations') ? joined(layer.annotations.map(({ label = '' }) => label)) : '';
}

function propertiesOf(layer: Layer): string {
  if (!has(layer, 'componentProperties')) return '';
  const texts = Object.values(layer.componentProperties).filter(({ type }) => type === 'TEXT');
  return joined(texts.map(({ value }) => String(value)));
}

/** In the order of the layers, which is that of the design in most files. */
function textsInside(layer: Layer): string {
  const texts: string[] = [];
  const waiting: Layer[] = [layer];
  for (let looked = 0; looked < MOST_LAYERS; looked++) {
    const next = waiting.shift();
    if (!next) break;
    if (!next.visible) continue;
    if (next !== layer) texts.push(textOf(next));
    if (has(next, 'children')) waiting.unshift(...next.children);
  }
  return joined(texts);
}

function nameOf({ name }: Layer): string {
  return GIVEN_NAME.test(name.trim()) ? '' : name.trim();
}

export function joined(parts: readonly string[]): string {
  return [...new Set(parts.map(part => part.trim()).filter(Boolean))].join('\n');
}
