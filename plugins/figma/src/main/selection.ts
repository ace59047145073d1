import type { LayerOffer } from '../contract.ts';
import type { Layer } from './api.ts';
import { read, type Unreadable } from './read.ts';
import { storedRequest } from './stored-request.ts';
import { joined, textOf, wordsOf } from './words.ts';

/** Layers that are offered at once; more could not be told apart in the panel. */
const MOST_OFFERS = 100;

/** What a picture can be put into. Texts have fills too, but those colour the letters. */
export function isFillable(layer: Layer, unreadable?: Unreadable): boolean {
  return (
    read(layer, 'fills', unreadable) !== undefined &&
    read(layer, 'width', unreadable) !== undefined &&
    textOf(layer, unreadable) === '' &&
    layer.type !== 'TEXT'
  );
}

/**
 * The places that a selection offers for pictures, and their prompts. Shapes beside texts are what the texts describe:
 * each text belongs to the nearest shape.
 */
export function offersOf(selection: readonly Layer[], unreadable?: Unreadable): readonly LayerOffer[] {
  const layers = selection
    .filter(layer => !read(layer, 'removed', unreadable) && read(layer, 'name', unreadable) !== undefined)
    .slice(0, MOST_OFFERS);
  const texts = layers.filter(layer => textOf(layer, unreadable) !== '');
  const shapes = layers.filter(layer => isFillable(layer, unreadable));
  const offered = (layer: Layer, words: string) => offer(layer, words, unreadable);
  if (texts.length === 0 || shapes.length === 0) return layers.map(layer => offered(layer, wordsOf(layer, unreadable)));
  const described = new Map(shapes.map(shape => [shape, [] as Layer[]]));
  for (const text of texts) described.get(nearest(text, shapes))?.push(text);
  return shapes.map(shape => {
    const own = described.get(shape) ?? [];
    // one text for several shapes is for all of them
    const words = own.length > 0 ? own : texts.length === 1 ? texts : [];
    return offered(shape, joined(words.map(text => textOf(text))) || wordsOf(shape, unreadable));
  });
}

function offer(layer: Layer, prompt: string, unreadable?: Unreadable): LayerOffer {
  const request = storedRequest(layer, unreadable);
  const [width, height] = [read(layer, 'width', unreadable), read(layer, 'height', unreadable)];
  const size =
    isFillable(layer) && width !== undefined && height !== undefined
      ? { width: Math.round(width), height: Math.round(height) }
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
  const box = read(layer, 'absoluteBoundingBox');
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}
