// What a selection means: the places in it and the words for each, as rows from top to bottom.

import type { RowKind, SelectionNotice } from '../../contract.ts';
import type { Layer } from '../api.ts';
import type { Unreadable } from '../read.ts';
import { distance, inReadingOrder, longSide, middle, near, sideOf } from './geometry.ts';
import { type Why, whyNot } from './images.ts';
import { isInside, isSelected } from './items.ts';
import { findPlaces } from './places.ts';
import { findPrompts, isTyped, rightToLeftIn, setsOf } from './prompts.ts';
import { type Item, type Snapshot, takeSnapshot } from './snapshot.ts';
import { readTexts, says, type Text } from './texts.ts';
import { type Prompt, promptOf } from './titles.ts';

export interface Row {
  readonly place: { readonly kind: RowKind; readonly node: string };
  /** Ids of texts, or `@name:ID` for a name that serves. */
  readonly prompt: { readonly main: readonly string[]; readonly support: readonly string[] };
  /** The same in one letter for things that repeat. */
  readonly set: string | undefined;
  readonly layer: Layer;
  /** What the prompt says. */
  readonly words: { readonly main: readonly string[]; readonly support: readonly string[] };
}

export interface Understanding {
  readonly rows: readonly Row[];
  readonly notices: readonly SelectionNotice[];
}

/** Pixels, and times the size of a place: a selected text farther off from every place is a place of its own. */
const FAR = 160;

export function understand(selection: readonly Layer[], unreadable?: Unreadable): Understanding {
  const snapshot = takeSnapshot(selection, unreadable);
  const texts = readTexts(snapshot);
  const chosen = [...snapshot.selected];
  const shown = chosen.filter(item => !item.hidden);
  const onlyTexts = shown.length > 0 && shown.every(({ words }) => words);
  const rows = onlyTexts ? besideTexts(chosen, texts) : fillPlaces(snapshot, texts);
  const rightToLeft = rightToLeftIn(texts.map(({ item }) => item.words!.characters));
  const ordered = inReadingOrder(rows, ({ item }) => item.box, rightToLeft);
  const letters = lettersOf(ordered.filter(({ kind }) => kind === 'fill').map(({ item }) => item));
  const notices: SelectionNotice[] = [
    ...(ordered.some(({ item, kind }) => kind === 'none' && item.locked) ? (['locked'] as const) : []),
    ...(ordered.some(row => row.kind !== 'none' && isWordless(row)) ? (['no words'] as const) : []),
    ...(snapshot.cut ? (['too many'] as const) : []),
  ];
  return { rows: ordered.map(row => toRow(row, letters)), notices };
}

interface Found {
  readonly kind: RowKind;
  readonly item: Item;
  readonly prompt: Prompt;
}

const NO_PROMPT: Prompt = { main: [], support: [], named: undefined };

const isWordless = ({ prompt }: Found): boolean => prompt.main.length === 0 && !prompt.named;

function toRow({ kind, item, prompt }: Found, letters: ReadonlyMap<Item, string>): Row {
  const { main, support, named } = prompt;
  const spoken = (texts: readonly Text[]) => texts.map(text => text.item.words!.characters);
  return {
    place: { kind, node: item.id },
    prompt: {
      main: kind === 'none' ? [] : named ? [`@name:${named.id}`] : main.map(text => text.item.id),
      support: kind === 'none' ? [] : support.map(text => text.item.id),
    },
    set: letters.get(item),
    layer: item.layer!,
    words: { main: named ? [named.name.trim()] : spoken(main), support: spoken(support) },
  };
}

/** Nothing is made of it by itself; its words are there for whoever asks for it all the same. */
function refuse(item: Item, texts: readonly Text[], selected: ReadonlySet<Item>): Found {
  const own = texts.filter(text => text.item === item);
  const inside = own.length > 0 ? own : texts.filter(text => says(text) && isInside(text.item, item));
  if (inside.length > 0) return { kind: 'none', item, prompt: promptOf(item, inside, selected, false) };
  return { kind: 'none', item, prompt: isTyped(item) ? { ...NO_PROMPT, named: item } : NO_PROMPT };
}

/** Only texts are selected: beside each that says what to draw; one that describes another goes with it. */
function besideTexts(chosen: readonly Item[], texts: readonly Text[]): readonly Found[] {
  const own = texts.filter(({ item }) => chosen.includes(item));
  const saying = own.filter(({ role, item }) => role === 'says' && !item.locked);
  const titleOf = (text: Text) => saying.find(title => isDescribedBy(title, text));
  const titles = saying.filter(text => !titleOf(text));
  const rows = titles.map(title => {
    const support = saying.filter(text => titleOf(text) === title);
    return { kind: 'beside', item: title.item, prompt: { main: [title], support, named: undefined } } as const;
  });
  const used = new Set(saying.map(({ item }) => item));
  const none = chosen.filter(item => !used.has(item));
  return [...rows, ...none.map(item => refuse(item, texts, new Set()))];
}

/** Right below a larger or bolder text, and with one of its edges. */
function isDescribedBy(title: Text, text: Text): boolean {
  if (text === title || text.item.above !== title.item.above) return false;
  const louder = title.size > 1.1 * text.size || (title.size >= text.size && title.weight >= text.weight + 100);
  const [a, b] = [text.item.box, title.item.box];
  const aligned = near(a.x, b.x, 2) || near(a.x + a.width, b.x + b.width, 2) || near(middle(a).x, middle(b).x, 2);
  return louder && aligned && sideOf(a, b) === 'below' && distance(a, b) <= 1.2 * title.size;
}

function fillPlaces(snapshot: Snapshot, texts: readonly Text[]): readonly Found[] {
  const { items, selected } = snapshot;
  const { all, companions, why } = findPlaces(snapshot, texts);
  const prompts = findPrompts(snapshot, all, companions, texts);
  const places = all.filter(item => isSelected(item, selected));
  const fills = places.map(item => ({ kind: 'fill', item, prompt: prompts.get(item) ?? NO_PROMPT }) as const);
  const used = new Set(fills.flatMap(({ prompt }) => [...prompt.main, ...prompt.support]));
  const alone = texts.filter(
    text =>
      selected.has(text.item) &&
      text.role === 'says' &&
      !text.item.locked &&
      !used.has(text) &&
      isFarFrom(text, places),
  );
  const beside = alone.map(
    text => ({ kind: 'beside', item: text.item, prompt: { main: [text], support: [], named: undefined } }) as const,
  );
  const withRow = new Set([...places, ...alone.map(({ item }) => item)]);
  const refused = items.filter(item => isRefused(item, snapshot, why, withRow));
  return [...fills, ...beside, ...refused.map(item => refuse(item, texts, selected))];
}

function isFarFrom({ item }: Text, places: readonly Item[]): boolean {
  return places.every(({ box }) => distance(item.box, box) > Math.max(FAR, 0.5 * longSide(box)));
}

/** Selected, but nothing comes of it; or a place, if it were not locked. */
function isRefused(
  item: Item,
  { selected }: Snapshot,
  why: ReadonlyMap<Item, Why>,
  withRow: ReadonlySet<Item>,
): boolean {
  if (withRow.has(item) || item.words) return false;
  if (selected.has(item)) return ![...withRow].some(other => isInside(other, item));
  return why.get(item) === 'locked' && isSelected(item, selected) && whyNot(item, { unlocked: true }) === undefined;
}

/** A letter for each set of two and more: places of one size, and those of the variants of one component. */
function lettersOf(places: readonly Item[]): ReadonlyMap<Item, string> {
  const sets: Item[][] = [];
  for (const set of setsOf(places)) {
    const component = componentAround(set[0]!);
    const same = component && sets.find(other => componentAround(other[0]!) === component);
    if (same) same.push(...set);
    else sets.push([...set]);
  }
  const many = sets.filter(({ length }) => length > 1);
  return new Map(
    many.flatMap((set, index) => set.map(item => [item, String.fromCharCode(97 + (index % 26))] as const)),
  );
}

function componentAround(item: Item): Item | undefined {
  for (let up = item.above; up; up = up.above) if (up.type === 'COMPONENT_SET') return up;
  return undefined;
}
