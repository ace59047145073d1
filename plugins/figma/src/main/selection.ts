import type { LayerOffer } from '../contract.ts';
import { has, type Layer } from './api.ts';
import { storedRequest } from './stored-request.ts';
import { joined, textOf, wordsOf } from './words.ts';

/** Layers that are offered at once; more could not be told apart in the panel. */
const MOST_OFFERS = 100;

/** What a picture can be put into. Texts have fills too, but those colour the letters. */
export function isFillable(layer: Layer): boolean {
  return has(layer, 'fills') && has(layer, 'width') && textOf(layer) === '' && layer.type !== 'TEXT';
}

/**
 * The places that a selection offers for pictures, and their prompts. Shapes beside texts are what the texts describe:
 * each text belongs to the nearest shape.
 */
export function offersOf(selection: readonly Layer[]): readonly LayerOffer[] {
  const layers = selection.filter(({ removed }) => !removed).slice(0, MOST_OFFERS);
  const texts = layers.filter(layer => textOf(layer) !== '');
  const shapes = layers.filter(isFillable);
  if (texts.length === 0 || shapes.length === 0) return layers.map(layer => offer(layer, wordsOf(layer)));
  const described = new Map(shapes.map(shape => [shape, [] as Layer[]]));
  for (const text of texts) described.get(nearest(text, shapes))?.push(text);
  return shapes.map(shape => {
    const own = described.get(shape) ?? [];
    // one text for several shapes is for all of them
    const words = own.length > 0 ? own : texts.length === 1 ? texts : [];
    return offer(shape, joined(words.map(textOf)) || wordsOf(shape));
  });
}

function offer(layer: Layer, prompt: string): LayerOffer {
  const request = storedRequest(layer);
  const size =
    isFillable(layer) && has(layer, 'width') && has(layer, 'height')
      ? { width: Math.round(layer.width), height: Math.round(layer.height) }
      : undefined;
  return {
    id: layer.id,
    label: layer.name,
    prompt: request?.prompt ?? prompt,
    ...size,
    ...(request && { request: request.json }),
  };
}

function nearest(text: Layer, shapes: readonly Layer[]): Layer {
  const distance = (shape: Layer) => Math.hypot(centre(shape).x - centre(text).x, centre(shape).y - centre(text).y);
  return shapes.reduce((best, shape) => (distance(shape) < distance(best) ? shape : best));
}

function centre(layer: Layer): { readonly x: number; readonly y: number } {
  const box = has(layer, 'absoluteBoundingBox') ? layer.absoluteBoundingBox : null;
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}
