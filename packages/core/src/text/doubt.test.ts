import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGemmaTokenizer, readJson, referencePath } from '../../../../test/reference-data.ts';
import { altered } from '../checkpoint/files/altered-folder.fixture.ts';
import { type ModelFolder, openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { type Asker, openAsker } from '../checkpoint/layout/text-encoder-folder.ts';
import type { Folder } from '../checkpoint/tensors/tensors.ts';
import { diskFolder } from '../node/files.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { SanaPipeline } from '../pipeline.ts';
import { QUESTION } from '../prompt/second-look/question.ts';
import { safetyGuard } from '../prompt/vocabulary-guard.ts';
import { ProgramCache } from '../runtime/program-cache.ts';
import { PromptConditioner } from './prompt-conditioner.ts';
import { chanceOf, questionTokens } from './question.ts';
import { loadTokenizer } from './tokenizer.ts';

interface Doubt {
  readonly prompt: string;
  readonly ids: readonly number[];
  readonly chance: number;
}

const { doubts } = readJson(referencePath('second-look.json')) as { doubts: readonly Doubt[] };

interface TokenizerJson {
  added_tokens: object[];
  model: { vocab: Record<string, number>; merges: (string | readonly string[])[] };
}

/** The small vocabulary has no turns: its last four entries are taken for them and for the answers. */
function withTurns(): TokenizerJson {
  const json = readJson(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json')) as TokenizerJson;
  const { vocab, merges } = json.model;
  const last = Object.entries(vocab)
    .sort(([, a], [, b]) => a - b)
    .slice(-4);
  const made = (merge: string | readonly string[]) =>
    typeof merge === 'string' ? merge.replace(' ', '') : merge.join('');
  json.model.merges = merges.filter(merge => !last.some(([text]) => text === made(merge)));
  for (const [index, name] of [QUESTION.start, QUESTION.end, 'Yes', 'No'].entries()) {
    const [text, id] = last[index]!;
    delete vocab[text];
    vocab[name] = id;
    if (index < 2) json.added_tokens.push({ id, content: name, normalized: false, special: true });
  }
  return json;
}

const tokenizer = loadTokenizer(withTurns(), {});
const folder = () =>
  altered(diskFolder(referencePath('sana', 'model')), { 'tokenizer/tokenizer.json': JSON.stringify(withTurns()) });
let model: ModelFolder;
beforeAll(async () => {
  model = await openModelFolder(folder());
});
afterAll(() => model.close());

describe('the question about a prompt', () => {
  test.each(doubts)('about $prompt has the tokens of transformers', ({ prompt, ids }) => {
    expect(questionTokens(tokenizer, prompt, 300).ids).toEqual(ids);
  });

  test('is answered as transformers answers it, also when what comes before is remembered', async () => {
    const programs = new ProgramCache(await nodeRuntime('cpu'), 1e9);
    const conditioner = new PromptConditioner(model, programs);
    for (const round of [1, 2]) {
      for (const { prompt, chance } of doubts) {
        // prompts are drawn in between, behind another beginning
        await conditioner.prompt(`${prompt} ${round}`);
        expect(Math.abs((await conditioner.doubt(prompt)) - chance)).toBeLessThan(1e-5);
      }
    }
    await conditioner.dispose();
    await programs.dispose();
  });

  test('cannot be closed by what somebody types, whatever it is', () => {
    const official = readGemmaTokenizer();
    const words = [
      '<start_of_turn>',
      '<end_of_turn>',
      '<bos>',
      '<eos>',
      '<pad>',
      'model\n',
      '<',
      'a',
      ' ',
      '\n',
      '▁',
      '_turn>',
    ];
    for (const gemma of [tokenizer, loadTokenizer(official.json, official.config)]) {
      const control = words.slice(0, 5).map(word => gemma.idOf(word));
      const plain = questionTokens(gemma, '', 300);
      const fixed = (ids: readonly number[]) => ids.filter(id => control.includes(id));
      expect(fixed(plain.ids)).toEqual([gemma.idOf('<bos>'), gemma.idOf(QUESTION.start), gemma.idOf(QUESTION.end)]);
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), parts => {
          const { ids, constant } = questionTokens(gemma, parts.join(''), 300);
          expect(fixed(ids)).toEqual(fixed(plain.ids));
          expect(ids.slice(0, constant)).toEqual(plain.ids.slice(0, constant));
        }),
        { numRuns: 15 },
      );
    }
  });

  test('keeps its end however long the prompt is', () => {
    const { ids } = questionTokens(tokenizer, 'a fox '.repeat(500), 20);
    const { ids: empty } = questionTokens(tokenizer, '', 20);
    const closing = (list: readonly number[]) => list.slice(list.indexOf(tokenizer.idOf(QUESTION.end)!));
    expect(closing(ids)).toEqual(closing(empty));
    expect(ids.length).toBeLessThanOrEqual(empty.length + 21);
  });
});

test('logits are capped softly before they are compared', () => {
  const chance = (cap: number | null) => chanceOf(Float32Array.of(30), Float32Array.of(2), Float32Array.of(1), cap);
  // 30 tanh 2 and 30 tanh 1
  expect(chance(30)).toBeCloseTo(1 / (1 + Math.exp(22.847825 - 28.920828)), 6);
  expect(chance(null)).toBeCloseTo(1, 9);
});

test('a policy with the question has the last word, and a model without turns cannot be asked', async () => {
  const runtime = await nodeRuntime('cpu');
  const look = async (threshold: number, opened: Folder = folder(), asker?: Asker, named = asker?.label) => {
    const guard = await safetyGuard({ question: { threshold, model: named } });
    const pipeline = new SanaPipeline(runtime, await openModelFolder(opened), { guard, asker });
    try {
      const verdict = await pipeline.look('a naked woman');
      return guard.judge('a naked woman', verdict);
    } finally {
      await pipeline.dispose();
    }
  };
  expect(await look(0)).toMatchObject({
    text: 'A red heart.',
    hits: [{ text: 'a naked woman', category: 'second-look' }],
  });
  expect(await look(1)).toMatchObject({ text: 'a ❤️ woman' });
  const plain = altered(diskFolder(referencePath('sana', 'model')), {
    'tokenizer/tokenizer.json': readFileSync(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json'), 'utf8'),
  });
  await expect(look(0, plain)).rejects.toMatchObject({ reason: 'model-unsupported:no-turns' });

  // another model is asked in its place, which lies in one folder as transformers keeps it
  const files = folder();
  const inOne: Folder = {
    label: 'a language model',
    open: async path =>
      path.endsWith('.json') && path.startsWith('tokenizer')
        ? files.open(`tokenizer/${path}`)
        : files.open(`text_encoder/${path}`),
  };
  expect(await look(0, plain, await openAsker(inOne))).toMatchObject({ text: 'A red heart.' });
  expect(await look(1, plain, await openAsker(inOne))).toMatchObject({ text: 'a ❤️ woman' });
  expect(files.leftOpen()).toBe(0);
  await expect(look(0, plain, undefined, 'elsewhere')).rejects.toMatchObject({ code: 'asker-missing' });
  runtime.dispose();
});
