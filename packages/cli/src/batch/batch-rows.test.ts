import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { batchRows } from './batch-rows.ts';

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter(text => text.trim() !== '' && !/[\0\ufffd]/.test(text));

describe('a list of prompts', () => {
  it('is read as it was written, whatever its separators, line ends and values', () => {
    const row = fc.record({
      prompt: words,
      negative: fc.option(words, { nil: '' }),
      seed: fc.option(fc.nat(), { nil: '' }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, newline) => {
          const text = `\ufeff${Papa.unparse(rows, { delimiter, newline, quotes: true })}${newline}`;
          const read = batchRows(text, 'csv', 'list.csv').rows;
          expect(
            read.map(({ request, problem }) => [
              request.prompt,
              request.negativePrompt ?? '',
              request.seed ?? '',
              problem,
            ]),
          ).toEqual(rows.map(({ prompt, negative, seed }) => [prompt.trim(), negative.trim(), seed, undefined]));
          expect(new Set(read.map(({ name }) => name)).size).toBe(read.length);
          const breaks = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;
          let line = 2;
          for (const [index, { prompt, negative }] of rows.entries()) {
            expect(read[index]!.line).toBe(line);
            line += 1 + breaks(prompt) + breaks(negative);
          }
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('takes every name of a field, and says what is wrong with a value', () => {
    const text =
      'PROMPT,Negative prompt,guidance_scale,Steps,size,variation-seed,Model\ncat,dog,3.5,x,96 × 64,7,mini\n';
    const [row] = batchRows(text, 'csv', 'list.csv').rows;
    expect(row!.request).toMatchObject({
      prompt: 'cat',
      negativePrompt: 'dog',
      guidanceScale: 3.5,
      width: 96,
      height: 64,
      variationSeed: 7,
      model: 'mini',
    });
    expect(row!.problem).toMatchObject({ code: 'steps-out-of-range' });
  });
});
