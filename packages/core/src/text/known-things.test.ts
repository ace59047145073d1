import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SanaError } from '../errors.ts';
import { KnownThings } from './known-things.ts';

const base64 = (values: readonly number[]) => btoa(String.fromCharCode(...values.map(value => value & 255)));

/** Cat, dog and nothing, one dimension each, in hidden states that end in a value which says nothing. */
const FILE = {
  version: 1,
  width: 3,
  rows: [
    { back: 2, none: false },
    { back: 1, none: true },
  ],
  codes: base64([127, 0, 0, 0, 127, 0, 0, 0, 127]),
  labels: { en: ['cat', 'dog'], de: ['Katze', 'Hund'] },
  names: ['kitten\n🐱', 'puppy'],
  words: { en: 'a the and red', de: 'ein eine und rote' },
  least: { named: 0.8, unnamed: 0.95, clear: 0.9 },
};

const CAT = [9, 0, 0, 5];
const DOG = [0, 9, 0, 5];
const NOTHING = [0, 0, 9, 5];
const UNSURE = [5, 4, 4, 5];
/** Some 0.92 like a cat. */
const ALMOST = [9, 3, 2, 5];

const things = new KnownThings(FILE, 'known-things.json');
const remark = (prompt: string, ...rows: number[][]) =>
  things.remark(prompt, { count: rows.length, values: Float32Array.from(rows.flat()) }, 'Mini');

const wordsOf = (...asked: Parameters<typeof remark>) =>
  (remark(...asked)?.data as { words?: string[] } | undefined)?.words;

describe('what a small model knows', () => {
  it('has nothing to say of a prompt that it reads surely', () => {
    expect(remark('a cat', CAT, NOTHING)).toBeUndefined();
    expect(remark('a cat and the dog', CAT, DOG)).toBeUndefined();
    expect(remark('', UNSURE, UNSURE)).toBeUndefined();
  });

  it('says which words it does not know, and what it takes them for, in the language of the prompt', () => {
    expect(remark('a red robot', UNSURE, NOTHING)).toEqual({
      remark: 'unknown-things',
      data: { model: 'Mini', words: ['robot'], nearest: ['cat', 'dog'] },
    });
    expect(remark('Eine Katze und ein Roboter', CAT, UNSURE)?.data).toMatchObject({
      words: ['roboter'],
      nearest: ['Katze', 'Hund'],
    });
  });

  it('names no thing that is not to be offered', () => {
    const tactful = new KnownThings({ ...FILE, unoffered: [0] }, 'known-things.json');
    const rows = Float32Array.from([...UNSURE, ...NOTHING]);
    expect(tactful.remark('a red robot', { count: 2, values: rows }, 'Mini')?.data).toMatchObject({ nearest: ['dog'] });
  });

  it('asks for more where the prompt does not name what it is read as', () => {
    expect(remark('a cat-like thing', ALMOST, NOTHING)).toBeUndefined();
    expect(wordsOf('a robot', ALMOST, NOTHING)).toEqual(['robot']);
  });

  it('asks for no more where the prompt names it in another form', () => {
    expect(remark('zwei Katzen', ALMOST, NOTHING)).toBeUndefined();
    expect(remark('zwei Hunde', ALMOST, NOTHING)).toBeDefined();
  });

  it('never doubts a prompt that consists of known words alone and names what it is read as', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)), row => {
        if (row[0] > Math.max(row[1], row[2])) expect(remark('the red kitten 🐱️', row, NOTHING)).toBeUndefined();
      }),
    );
  });

  it('doubts a whole prompt whose words it knows, but that names nothing', () => {
    expect(wordsOf('the red', UNSURE, NOTHING)).toEqual(['the red']);
  });

  it('shows the beginning of many words', () => {
    const words = wordsOf(Array.from({ length: 99 }, (_, i) => `robot${i}`).join(' '), UNSURE, NOTHING);
    expect(words).toHaveLength(13);
    expect(wordsOf('x'.repeat(500), UNSURE, NOTHING)).toEqual([`${'x'.repeat(80)}…`]);
  });

  it.each([
    ['version', { ...FILE, version: 2 }],
    ['codes', { ...FILE, codes: FILE.codes.slice(4) }],
    ['codes', { ...FILE, codes: '!'.repeat(FILE.codes.length) }],
    ['labels', { ...FILE, labels: { en: ['cat'] } }],
    ['width', { ...FILE, width: 0 }],
    ['the file', 7],
  ])('is refused for its %s', (field, file) => {
    const read = () => new KnownThings(file, 'known-things.json');
    expect(read).toThrow(SanaError);
    expect(read).toThrow(field);
  });
});
