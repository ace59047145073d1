import { readFile } from 'node:fs/promises';
import { decodePng } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { FLORENCE_TASKS, openFlorence } from './index.ts';

const TINY = referencePath('captions', 'tiny', 'florence2');
const expected = readJson(`${TINY}/expected.json`) as Readonly<
  Record<string, { readonly generated: readonly number[] }>
>;
const { model } = readJson(`${TINY}/tokenizer.json`) as { readonly model: { vocab: Readonly<Record<string, number>> } };
/** By token; those of the answers stand for a byte each, which Latin-1 has at the same place. */
const characters = Object.fromEntries(Object.entries(model.vocab).map(([text, token]) => [token, text]));

it('Florence-2 says token for token what its reference says', async () => {
  const florence = await openFlorence({ folder: diskFolder(TINY), device: 'cpu' });
  const picture = decodePng(await readFile(referencePath('captions', 'wide.png')));
  for (const task of FLORENCE_TASKS) {
    const { tokens, text } = await florence.ask(picture, task, { mostTokens: 11 });
    // the last one is the end, which is forced where the answer is cut
    expect(tokens.slice(0, -1)).toEqual(expected[task]!.generated);
    const bytes = expected[task]!.generated.slice(1).map(token => characters[token]!.charCodeAt(0));
    expect(text).toBe(new TextDecoder().decode(Uint8Array.from(bytes)));
  }
  await florence.dispose();
});
