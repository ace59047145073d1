import type { LayerOffer, SelectionNotice } from '../contract.ts';
import type { Layer, Parent } from './api.ts';
import { seenSizeOf } from './geometry.ts';
import { haveChanged, keptWords, type Said } from './kept-words.ts';
import { read, type Unreadable } from './read.ts';
import { isLocked } from './room.ts';
import { storedPicture } from './stored-request.ts';
import { type Row, understand } from './understanding/rows.ts';
import { annotationsOf, joined, propertiesOf, textOf } from './words.ts';

/** What a picture can be put into. Texts have fills too, but those colour the letters. */
export function isFillable(layer: Layer, unreadable?: Unreadable): boolean {
  return (
    read(layer, 'fills', unreadable) !== undefined &&
    read(layer, 'width', unreadable) !== undefined &&
    textOf(layer, unreadable) === '' &&
    layer.type !== 'TEXT'
  );
}

export interface Offered {
  readonly offers: readonly LayerOffer[];
  readonly notices: readonly SelectionNotice[];
}

/** The places that a selection offers for pictures, with the words for each, and what is to be told about them. */
export function readSelection(selection: readonly Layer[], unreadable?: Unreadable): Offered {
  const layers = selection.filter(
    layer => !read(layer, 'removed', unreadable) && read(layer, 'name', unreadable) !== undefined,
  );
  const { rows, notices } = understand(layers, unreadable);
  const selected = new Map(layers.map(layer => [layer.id, layer]));
  const around = new Map(rows.map(row => [row, selectedAround(row.layer, selected, unreadable)]));
  const places = new Map<Layer, number>();
  for (const layer of [...around.values()].flat()) places.set(layer, (places.get(layer) ?? 0) + 1);
  const offers = rows.map(row => {
    const alone = (around.get(row) ?? []).filter(layer => places.get(layer) === 1);
    return offer(row, wordsFor(row, [row.layer, ...alone], unreadable), unreadable);
  });
  return { offers, notices };
}

/** As `readSelection`, the places alone. */
export function offersOf(selection: readonly Layer[], unreadable?: Unreadable): readonly LayerOffer[] {
  return readSelection(selection, unreadable).offers;
}

/** An annotation says best what a layer shows. @param layers the place, and what is selected around this place alone */
function wordsFor(row: Row, layers: readonly Layer[], unreadable: Unreadable | undefined): Row['words'] {
  const annotated = layers.map(layer => annotationsOf(layer, unreadable)).find(Boolean);
  if (annotated) return { main: [annotated], support: [] };
  if (row.words.main.length > 0) return row.words;
  // a component whose layers cannot be read may still tell its properties
  const properties = layers.map(layer => propertiesOf(layer, unreadable)).find(Boolean);
  return { main: properties ? [properties] : [], support: [] };
}

function selectedAround(
  layer: Layer,
  selected: ReadonlyMap<string, Layer>,
  unreadable: Unreadable | undefined,
): readonly Layer[] {
  const found: Layer[] = [];
  for (let up: Layer | Parent | null | undefined = layer; up; up = read(up, 'parent', unreadable)) {
    const same = selected.get(up.id);
    if (same) found.push(same);
  }
  return found;
}

function offer(row: Row, words: Row['words'], unreadable?: Unreadable): LayerOffer {
  const { layer, place } = row;
  const { main, support } = words;
  const said = saidBy(row, words);
  const now = joined([...main, ...support]);
  const made = storedPicture(layer, unreadable);
  const outdated = made !== undefined && now !== '' && haveChanged(made.said, said);
  const seen = isFillable(layer) ? seenSizeOf(layer) : undefined;
  const size = seen && { width: Math.round(seen.width), height: Math.round(seen.height) };
  return {
    id: layer.id,
    label: layer.name,
    prompt: outdated || !made ? now : made.words,
    kind: place.kind,
    ...(place.kind === 'none' && { why: isLocked(layer) ? ('locked' as const) : ('nothing' as const) }),
    main: joined(main),
    support: joined(support),
    ...(row.set && { set: row.set }),
    ...size,
    words: keptWords(said),
    ...(made && { request: made.json }),
    ...(outdated && { outdated }),
  };
}

/** The texts that the words are from, or the layer whose name or annotation they are. */
function saidBy({ prompt, words, layer }: Row, { main, support }: Row['words']): Said {
  if (main !== words.main) return main.map(said => [`@layer:${layer.id}`, said]);
  const ids = [...prompt.main, ...prompt.support];
  return [...main, ...support].map((said, i) => [ids[i] ?? '', said]);
}
