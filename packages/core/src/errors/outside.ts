// What comes from outside and stands in an error: names out of files, answers of servers, what other programs said. It is
// cut to a length that can be read, and nothing in it can move a cursor, colour a terminal or turn a line around.

import { BUDGETS } from '../budgets.ts';

/** Stands for what is missing or was left out. */
export const MISSING = '…';

/** How many containers deep facts may be: errors hold errors, each of which takes two. */
const DEEPEST = 8;

/** A path and a tensor's name say most at both ends. */
const HEAD = 0.6;

/** Line breaks and tabs, and what separates lines in Unicode. */
const BREAKS = /[\t\n\r\u2028\u2029]+/gu;

/**
 * Control characters, escapes of terminals among them; halves of surrogate pairs; marks that turn the direction of
 * writing; characters that nobody sees but programs read.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** The text with its middle left out where it is longer than `most` UTF-16 units. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.floor(most * HEAD);
  const start = text.slice(0, head).replace(/[\ud800-\udbff]$/, '');
  const end = text.slice(text.length - (most - head - MISSING.length)).replace(/^[\udc00-\udfff]/, '');
  return start + MISSING + end;
}

/**
 * Text from outside as it may be shown anywhere: on one line, of a length that can be read, and with what would not be
 * seen or would do something spelt out, e.g. `\u{1b}`.
 * @param most UTF-16 units before anything is spelt out
 */
export function harmless(text: string, most: number = BUDGETS.fact.most): string {
  const plain = shortened(text, most)
    .replace(BREAKS, ' ')
    .replace(UNSEEN, character => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  // what was spelt out is longer
  return shortened(plain, most);
}

/** How much of some facts is left to be copied. */
interface Rest {
  values: number;
  characters: number;
}

/**
 * Facts as plain data of a bounded size: long text is cut, of long lists the beginning is kept, `…` stands for the rest
 * and for what is no plain data. Whatever it is given, this takes no longer than that size.
 * @param text makes each text harmless; by default at the length of a whole message
 */
export function boundedFacts(
  facts: Readonly<Record<string, unknown>>,
  text: (text: string) => string = value => harmless(value, BUDGETS.message.most),
): Readonly<Record<string, unknown>> {
  const rest: Rest = { values: BUDGETS.factValues.most, characters: BUDGETS.factCharacters.most };
  return boundedObject(facts, text, rest, 0);
}

function boundedObject(
  facts: object,
  text: (text: string) => string,
  rest: Rest,
  depth: number,
): Readonly<Record<string, unknown>> {
  const kept: [string, unknown][] = [];
  for (const name in facts) {
    if (rest.values <= 0) break;
    if (!Object.hasOwn(facts, name)) continue;
    const value: unknown = (facts as Record<string, unknown>)[name];
    const key = shortened(name, BUDGETS.factName.most);
    rest.characters -= key.length;
    kept.push([key, boundedValue(value, text, rest, depth + 1)]);
  }
  return Object.fromEntries(kept);
}

function boundedValue(value: unknown, text: (text: string) => string, rest: Rest, depth: number): unknown {
  rest.values--;
  switch (typeof value) {
    case 'string': {
      const own = rest.characters > 0 ? text(value) : MISSING;
      rest.characters -= own.length;
      return own;
    }
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return text(String(value));
    case 'object':
      break;
    default:
      return MISSING;
  }
  if (value === null) return null;
  if (depth > DEEPEST || rest.values <= 0) return MISSING;
  if (!Array.isArray(value)) return boundedObject(value as object, text, rest, depth);
  const most = Math.min(value.length, BUDGETS.factItems.most);
  const items: unknown[] = [];
  for (let index = 0; index < most && rest.values > 0; index++) {
    items.push(boundedValue(value[index], text, rest, depth + 1));
  }
  return items.length < value.length ? [...items, MISSING] : items;
}
