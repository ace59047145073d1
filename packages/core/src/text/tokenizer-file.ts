// What of a tokenizer.json is run. The format can describe nearly any program over text, with regular expressions and
// steps that double it: whoever writes one would decide how long a prompt takes. Gemma's tokenizer and those of small
// Sana models are made of a few kinds of parts, each linear in the text. Those are taken, and only what is known of
// them; every other one is refused by its name.

import * as z from 'zod/mini';
import { BUDGETS, type BudgetName, overBudget } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';

const FILE = 'tokenizer/tokenizer.json';

export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word?: boolean | undefined;
  readonly lstrip?: boolean | undefined;
  readonly rstrip?: boolean | undefined;
  readonly normalized?: boolean | undefined;
  readonly special?: boolean | undefined;
}

type Part = Readonly<Record<string, unknown>>;

/** A tokenizer.json of known parts alone. */
export interface TokenizerFile {
  readonly added_tokens: readonly AddedToken[];
  readonly normalizer: Part | null;
  readonly pre_tokenizer: Part | null;
  readonly post_processor: Part | null;
  /** Nothing is ever decoded. */
  readonly decoder: null;
  readonly model: Part;
}

const literal = z.string().check(z.minLength(1), z.maxLength(BUDGETS.tokenizerPattern.most));
const part = z.looseObject({ type: z.string() });
const absent = z.optional(z.nullable(z.union([z.literal(''), z.literal(0)])));

const file = z.looseObject({
  added_tokens: z.array(z.unknown()),
  normalizer: z.nullable(part),
  pre_tokenizer: z.nullable(part),
  post_processor: z.nullable(part),
  model: z.looseObject({
    type: z.string(), // too many for a schema, which takes seconds for Gemma's
    vocab: z.unknown(),
    merges: z.unknown(),
  }),
});

const flag = z.optional(z.boolean());
const tokenId = z.int().check(z.nonnegative(), z.maximum(BUDGETS.vocabulary.most));
const addedToken = z.object({
  id: tokenId,
  content: z.string().check(z.minLength(1)),
  single_word: flag,
  lstrip: flag,
  rstrip: flag,
  normalized: flag,
  special: flag,
});

const replace = z.object({ pattern: z.looseObject({}), content: z.string() });
const prepend = z.object({ prepend: literal });
const sequence = z.object({ normalizers: z.array(part) });
const split = z.object({
  pattern: z.looseObject({}),
  behavior: z.enum(['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous']),
  invert: flag,
});
const templateItem = z.union([
  z.object({ SpecialToken: z.object({ id: z.string() }) }),
  z.object({ Sequence: z.object({ id: z.literal('A') }) }),
]);
const template = z.object({ single: z.array(z.unknown()) });
const model = z.object({
  unk_token: z.optional(z.nullable(z.string())),
  fuse_unk: flag,
  byte_fallback: flag,
  ignore_merges: flag,
  dropout: absent,
  continuing_subword_prefix: absent,
  continuing_subword_suffix: absent,
  end_of_word_suffix: absent,
});

/**
 * @param json content of tokenizer/tokenizer.json
 * @returns it with what is known of its parts, each of which takes time in proportion to the text
 * @throws SanaError `config-invalid` naming the part that is not among them, `over-budget` for too many or too long ones
 */
export function readTokenizerFile(json: unknown): TokenizerFile {
  const whole = read(file, json, '');
  if (whole.model.type !== 'BPE') throw unknownPart('model', whole.model.type);
  const vocabulary = readVocabulary(whole.model.vocab);
  const added = withinEntries('addedTokens', whole.added_tokens, 'added_tokens').map((token, index) => {
    const { content, ...rest } = read(addedToken, token, `added_tokens.${index}`);
    return { content: shortEnough('tokenLength', content, `added_tokens.${index}`), ...rest };
  });
  const isKnown = (token: string) => Object.hasOwn(vocabulary, token) || added.some(({ content }) => content === token);
  return {
    added_tokens: added,
    normalizer: whole.normalizer && readNormalizer(whole.normalizer),
    pre_tokenizer: whole.pre_tokenizer && readPreTokenizer(whole.pre_tokenizer),
    post_processor: whole.post_processor && readTemplate(whole.post_processor, isKnown),
    decoder: null,
    model: readModel(whole.model, vocabulary),
  };
}

function read<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  const found = readForeign(schema, value);
  if (found.fits) return found.value;
  const field = [where, found.field].filter(Boolean).join('.') || 'the file';
  throw invalid(`${field}: ${found.problem}`);
}

function invalid(detail: string): SanaError {
  return new SanaError('config-invalid:tokenizer', { file: FILE, detail });
}

function unknownPart(place: string, kind: string): SanaError {
  const shown = kind.slice(0, BUDGETS.tokenizerPattern.most);
  return new SanaError('config-invalid:tokenizer-part', { file: FILE, part: place, kind: shown });
}

function withinEntries<T>(budget: BudgetName, list: readonly T[], what: string): readonly T[] {
  if (list.length > BUDGETS[budget].most) throw overBudget(budget, `${FILE}: ${what}`);
  return list;
}

function shortEnough(budget: BudgetName, text: string, what: string): string {
  if (text.length > BUDGETS[budget].most) throw overBudget(budget, `${FILE}: ${what}`);
  return text;
}

/** The text that a pattern stands for. @throws SanaError `config-invalid:tokenizer-part` for a regular expression */
function readPattern(pattern: Readonly<Record<string, unknown>>, place: string): string {
  if (pattern.Regex !== undefined) throw unknownPart(`${place}.pattern`, 'Regex');
  return read(literal, pattern.String, `${place}.pattern.String`);
}

function readNormalizer(given: z.output<typeof part>): Part {
  if (given.type !== 'Sequence') return readStep(given, 'normalizer');
  const { normalizers } = read(sequence, given, 'normalizer');
  const steps = withinEntries('tokenizerSteps', normalizers, 'normalizer.normalizers');
  return {
    type: 'Sequence',
    normalizers: steps.map((step, index) => readStep(step, `normalizer.normalizers.${index}`)),
  };
}

/** One that makes no text longer, but for a few characters in front of it. */
function readStep(given: z.output<typeof part>, place: string): Part {
  if (given.type === 'Prepend') return { type: 'Prepend', prepend: read(prepend, given, place).prepend };
  if (given.type !== 'Replace') throw unknownPart(place, given.type);
  const { pattern, content } = read(replace, given, place);
  const text = readPattern(pattern, place);
  if (content.length > text.length) throw unknownPart(place, 'Replace by a longer text');
  // the library would take a dollar sign for a reference to what was found
  return { type: 'Replace', pattern: { String: text }, content: content.replaceAll('$', '$$$$') };
}

function readPreTokenizer(given: z.output<typeof part>): Part {
  if (given.type !== 'Split') throw unknownPart('pre_tokenizer', given.type);
  const { pattern, behavior, invert } = read(split, given, 'pre_tokenizer');
  return {
    type: 'Split',
    pattern: { String: readPattern(pattern, 'pre_tokenizer') },
    behavior,
    invert: invert ?? false,
  };
}

/** Tokens around the text, which stands in it once. */
function readTemplate(given: z.output<typeof part>, isKnown: (token: string) => boolean): Part {
  if (given.type !== 'TemplateProcessing') throw unknownPart('post_processor', given.type);
  const items = read(template, given, 'post_processor').single;
  const single = withinEntries('tokenizerSteps', items, 'post_processor.single').map((item, index) =>
    read(templateItem, item, `post_processor.single.${index}`),
  );
  const texts = single.filter(item => 'Sequence' in item).length;
  if (texts !== 1) throw unknownPart('post_processor', `TemplateProcessing with the text ${texts} times`);
  for (const item of single) {
    if ('SpecialToken' in item && !isKnown(item.SpecialToken.id)) {
      throw unknownPart('post_processor', `TemplateProcessing with the unknown token ${item.SpecialToken.id}`);
    }
  }
  return { type: 'TemplateProcessing', single, pair: [] };
}

function readVocabulary(given: unknown): Readonly<Record<string, number>> {
  if (!isObject(given)) throw invalid('model.vocab: an object is wanted');
  if (hasTokenIds(withinEntries('vocabulary', Object.keys(given), 'model.vocab'), given)) return given;
  throw invalid(`model.vocab: numbers from 0 to ${BUDGETS.vocabulary.most} are wanted`);
}

function readModel(given: z.output<typeof file>['model'], vocab: Readonly<Record<string, number>>): Part {
  const { unk_token: unknown, fuse_unk, byte_fallback, ignore_merges } = read(model, given, 'model');
  if (unknown != null && !Object.hasOwn(vocab, unknown)) {
    throw invalid('model.vocab lacks the unk_token');
  }
  if (!Array.isArray(given.merges)) throw invalid('model.merges: a list is wanted');
  const merges = withinEntries<unknown>('merges', given.merges, 'model.merges').map(readMerge);
  return { type: 'BPE', vocab, merges, unk_token: unknown ?? null, fuse_unk, byte_fallback, ignore_merges };
}

/** Two tokens that become one, with a space between them or as a list. */
function readMerge(merge: unknown, index: number): readonly [string, string] {
  const [left, right, more]: readonly unknown[] = typeof merge === 'string' ? halves(merge) : listOf(merge);
  if (typeof left !== 'string' || typeof right !== 'string' || more !== undefined) {
    throw invalid(`model.merges.${index}: two tokens are wanted`);
  }
  // as it came, where it came so: there are hundreds of thousands
  const pair = Array.isArray(merge) ? (merge as [string, string]) : ([left, right] as const);
  if (Math.max(left.length, right.length) <= BUDGETS.tokenLength.most) return pair;
  throw overBudget('tokenLength', `${FILE}: model.merges.${index}`);
}

function hasTokenIds(
  tokens: readonly string[],
  ids: Readonly<Record<string, unknown>>,
): ids is Readonly<Record<string, number>> {
  return tokens.every(token => {
    const id = ids[shortEnough('tokenLength', token, 'a token of model.vocab')];
    return Number.isInteger(id) && Number(id) >= 0 && Number(id) <= BUDGETS.vocabulary.most;
  });
}

function halves(merge: string): readonly string[] {
  const space = merge.indexOf(' ');
  return merge.includes(' ', space + 1) ? [] : [merge.slice(0, space), merge.slice(space + 1)];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
