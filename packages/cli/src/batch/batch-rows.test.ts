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

  it('is read by the separators of its columns, whatever its values are full of', () => {
    for (const [text, prompt] of [
      ['prompt\tseed\na, b; c\t3\n', 'a, b; c'],
      ['id;prompt\n1;a, b, c\n2;d,e\n', 'a, b, c'],
      ['prompt,seed\n"a; b",3\n', 'a; b'],
    ] as const) {
      expect(batchRows(text, 'csv', 'list.csv').rows[0]).toMatchObject({ request: { prompt }, given: { prompt } });
    }
  });

  it('loses nothing without a word: values beside the columns, a quotation mark that is open, two columns of one meaning', () => {
    const { rows } = batchRows('id,prompt\na,a cat, on a mat\nb,a dog,,\n', 'csv', 'list.csv');
    expect(rows.map(({ problem }) => problem?.reason)).toEqual(['request-invalid:batch-values', undefined]);
    const reading = (text: string) => () => batchRows(text, 'csv', 'list.csv');
    expect(reading('id,prompt\na,x\nb,"y\nc,z\n')).toThrow(/line 3 of list\.csv/);
    expect(reading('prompt,guidance,Guidance scale\nx,2,3\n')).toThrow(/“guidance” and “Guidance scale”/);
    expect(reading('\n \n')).toThrow(/holds no prompt/);
    expect(reading('prompt\n')).toThrow(/holds no prompt/);
    expect(reading('no,column\n1,2\n')).toThrow(/no column “prompt”, but no, column/);
    expect(reading('id,prompt\na b,x\nA-B,y\n')).toThrow(/has the id “A-B” twice, in lines 2 and 3/);
  });

  it('gives what fails the name that it has, in whatever list it is written down', () => {
    for (const [text, kind] of [
      ['prompt\na\nb\nc\n', 'csv'],
      ['ID,prompt\n,a\n,b\nX y,c\n', 'csv'],
      ['a\nb\nc', 'lines'],
    ] as const) {
      const { rows } = batchRows(text, kind, 'list');
      const failed = Papa.unparse(rows.slice(1).map(({ given }) => ({ ...given })));
      expect(batchRows(failed, 'csv', 'failures.csv').rows.map(({ name }) => name)).toEqual(
        rows.slice(1).map(({ name }) => name),
      );
    }
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
