import { readFile } from 'node:fs/promises';
import { decodePng } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { openLocalModel } from './index.ts';

const TINY = referencePath('captions', 'tiny', 'smolvlm');
const expected = readJson(`${TINY}/expected.json`) as Readonly<
  Record<string, { readonly generated: readonly number[] }>
>;

it('SmolVLM answers free questions token for token as its reference does', async () => {
  const model = await openLocalModel('smolvlm-256m', { folder: diskFolder(TINY), device: 'cpu' });
  const picture = decodePng(await readFile(referencePath('captions', 'wide.png')));
  for (const [question, { generated }] of Object.entries(expected)) {
    const { tokens, text } = await model.ask(picture, question, { mostTokens: generated.length });
    expect(tokens).toEqual(generated);
    expect(text).not.toContain('Assistant');
  }
  await model.dispose();
});
