import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { BUDGETS } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import { loadTokenizer } from './tokenizer.ts';

const whole = readJson(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json')) as {
  readonly model: { readonly vocab: Record<string, number>; readonly merges: readonly (readonly string[])[] };
  readonly [part: string]: unknown;
};
const MODEL = whole.model;
const PROMPT = `${'a'.repeat(40)} ${'design mockup hero image '.repeat(40)}`;

/** What becomes of a file: the reason that it is refused for, or how many tokens there are of a prompt. */
function outcome(json: unknown): string | number {
  try {
    return loadTokenizer(json, {}).encode(PROMPT).length;
  } catch (error) {
    if (error instanceof SanaError) return error.reason;
    throw error;
  }
}

const backtracking = { Regex: '(?:a|a)*(?:a|a)*(?:a|a)*b' };
const text = (length: number, letter = 'a') => letter.repeat(length);
const doubling = { type: 'Replace', pattern: { String: 'a' }, content: 'aa' };

/** A normaliser in a normaliser in … */
function nested(depth: number): unknown {
  let inner: unknown = { type: 'Prepend', prepend: '▁' };
  for (let level = 0; level < depth; level++) inner = { type: 'Sequence', normalizers: [inner] };
  return inner;
}

function template(...single: readonly unknown[]) {
  return { type: 'TemplateProcessing', single, pair: [], special_tokens: {} };
}

const A = { Sequence: { id: 'A', type_id: 0 } };

describe('what is not run', () => {
  test.each([
    ['a normaliser that backtracks', { normalizer: { type: 'Replace', pattern: backtracking, content: '' } }],
    ['a normaliser in a sequence', { normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKD' }, doubling] } }],
    ['one that makes the text longer', { normalizer: doubling }],
    ['sequences of sequences', { normalizer: nested(3) }],
    ['sequences without an end', { normalizer: nested(10_000) }],
    ['a map of characters', { normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }],
    ['a splitter that backtracks', { pre_tokenizer: { type: 'Split', pattern: backtracking, behavior: 'Isolated' } }],
    ['a splitter that is unknown', { pre_tokenizer: { type: 'ByteLevel' } }],
    ['a template with the text twice', { post_processor: template(A, A) }],
    ['a template without the text', { post_processor: template() }],
    ['a template of unknown tokens', { post_processor: template({ SpecialToken: { id: '<what>' } }, A) }],
    ['templates in a row', { post_processor: { type: 'Sequence', processors: [] } }],
    ['another model', { model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 0 } }],
  ])('%s', (_, parts) => {
    expect(outcome({ ...whole, ...parts })).toMatch(/^config-invalid:tokenizer(-part)?$/);
  });

  test('the part that is refused is named', () => {
    const normalizer = { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, { type: 'NFKD' }] };
    expect(() => loadTokenizer({ ...whole, normalizer }, {})).toThrow(
      'tokenizer/tokenizer.json: normalizer.normalizers.1 is NFKD, which no tokenizer of a Sana model is made of.',
    );
  });

  test.each([
    ['suffixes', { end_of_word_suffix: text(1e6) }],
    ['an unknown token that is not in the vocabulary', { unk_token: '<what>' }],
    ['numbers that are none', { vocab: { ...MODEL.vocab, b: 'c' } }],
    ['numbers far out', { vocab: { ...MODEL.vocab, b: 2 ** 31 } }],
    ['three that become one', { merges: ['a b c'] }],
    ['numbers that become one', { merges: [[1, 2]] }],
  ])('a model with %s', (_, parts) => {
    expect(outcome({ ...whole, model: { ...MODEL, ...parts } })).toBe('config-invalid:tokenizer');
  });
});

describe('how much is run', () => {
  const steps = BUDGETS.tokenizerSteps.most + 1;
  const added = (content: string, id: number) => ({ id, content, special: true });

  test.each([
    ['steps of the normaliser', { normalizer: { type: 'Sequence', normalizers: Array(steps).fill(nested(0)) } }],
    ['parts of the template', { post_processor: template(...Array(steps).fill(A)) }],
    [
      'added tokens',
      { added_tokens: Array.from({ length: BUDGETS.addedTokens.most + 1 }, (_, i) => added(`<${i}>`, i)) },
    ],
    ['merges', { model: { ...MODEL, merges: Array(BUDGETS.merges.most + 1).fill('a b') } }],
  ])('too many %s', (_, parts) => {
    expect(outcome({ ...whole, ...parts })).toBe('over-budget:entries');
  });

  test('too many tokens', () => {
    const vocab = Object.fromEntries(Array.from({ length: BUDGETS.vocabulary.most + 1 }, (_, id) => [`t${id}`, id]));
    expect(outcome({ ...whole, model: { ...MODEL, vocab } })).toBe('over-budget:entries');
  });

  test.each([
    ['an added token', { added_tokens: [added(text(BUDGETS.tokenLength.most + 1), 5)] }],
    ['a token', { model: { ...MODEL, vocab: { ...MODEL.vocab, [text(BUDGETS.tokenLength.most + 1)]: 5 } } }],
    ['a pair', { model: { ...MODEL, merges: [['a', text(BUDGETS.tokenLength.most + 1)]] } }],
  ])('%s that is too long', (_, parts) => {
    expect(outcome({ ...whole, ...parts })).toBe('over-budget:characters');
  });
});

test('a dollar sign in what replaces a text is a dollar sign, as in the reference', () => {
  const normalizer = { type: 'Replace', pattern: { String: 'aa' }, content: '$`' };
  const plain = { ...whole, normalizer: null, pre_tokenizer: null };
  const expected = loadTokenizer(plain, {}).encode('b$`b');
  expect(loadTokenizer({ ...plain, normalizer }, {}).encode('baab')).toEqual(expected);
});

test('merges may be written with a space between', () => {
  const merges = MODEL.merges.map(pair => pair.join(' '));
  expect(outcome({ ...whole, model: { ...MODEL, merges } })).toBe(outcome(whole));
});

test('a decoder is not even looked at: nothing is ever decoded', () => {
  const decoder = { type: 'Replace', pattern: backtracking, content: '' };
  expect(outcome({ ...whole, decoder })).toBe(outcome(whole));
});

test('merges that grow by one letter at a time take seconds at most for the longest prompt', () => {
  const { most } = BUDGETS.tokenLength;
  const grown = Array.from({ length: most - 1 }, (_, length) => [`x${text(length)}`, 'a']);
  const longest = `x${text(most - 1)}`.repeat(20_000 / most);
  const tokenizer = loadTokenizer({ ...whole, model: { ...MODEL, merges: grown } }, {});
  const start = performance.now();
  expect(tokenizer.encode(longest).length).toBeGreaterThan(100);
  expect(performance.now() - start).toBeLessThan(2000);
});

describe('whatever a file holds, it is refused with a reason or run in seconds', () => {
  const piece = fc.oneof(fc.constantFrom('a', ' ', 'aa', '▁', '$&', '$`', '', '<bos>'), fc.string({ maxLength: 40 }));
  const pattern = fc.oneof(fc.record({ String: piece }), fc.record({ Regex: fc.constantFrom('a*', '(a+)+$') }));
  const { step } = fc.letrec(tie => ({
    step: fc.oneof(
      { maxDepth: 5 },
      fc.constant(null),
      fc.record({ type: fc.constant('Replace'), pattern, content: piece }),
      fc.record({ type: fc.constant('Prepend'), prepend: piece }),
      fc.record({ type: fc.constantFrom('NFKD', 'Lowercase', 'Strip', 'Precompiled', '__proto__', 'constructor') }),
      fc.record({ type: fc.constant('Sequence'), normalizers: fc.array(tie('step'), { maxLength: 20 }) }),
    ),
  }));
  const item = fc.oneof(
    fc.constant(A),
    piece.map(id => ({ SpecialToken: { id } })),
    fc.anything(),
  );
  const file = fc.record(
    {
      added_tokens: fc.array(
        fc.record({ id: fc.oneof(fc.nat(600), fc.anything()), content: piece, lstrip: fc.boolean() }),
      ),
      normalizer: step,
      pre_tokenizer: fc.oneof(
        fc.constant(null),
        fc.record({ type: fc.constant('Split'), pattern, behavior: fc.constant('Removed'), invert: fc.boolean() }),
      ),
      post_processor: fc.oneof(
        fc.constant(null),
        fc.array(item, { maxLength: 20 }).map(single => ({ type: 'TemplateProcessing', single })),
      ),
      model: fc.record({
        type: fc.constantFrom('BPE', 'BPE', 'BPE', 'WordPiece'),
        vocab: fc.oneof(fc.constant(MODEL.vocab), fc.dictionary(piece, fc.oneof(fc.nat(600), fc.anything()))),
        merges: fc.oneof(fc.constant(MODEL.merges), fc.array(fc.tuple(piece, piece)), fc.array(fc.anything())),
        unk_token: fc.oneof(fc.constant('<unk>'), fc.constant(null), piece),
        byte_fallback: fc.boolean(),
        fuse_unk: fc.boolean(),
      }),
    },
    { requiredKeys: [] },
  );

  test('in 1000 files', () => {
    let ran = 0;
    fc.assert(
      fc.property(file, parts => {
        const start = performance.now();
        if (typeof outcome({ ...whole, ...parts }) === 'number') ran++;
        expect(performance.now() - start).toBeLessThan(2000);
      }),
      { numRuns: 1000, seed: 7 },
    );
    // neither is everything refused
    expect(ran).toBeGreaterThan(20);
  });
});
