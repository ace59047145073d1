import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedDocument } from './generated-document.fixture.ts';
import { assertLaw, assertReadsAsBefore, insideOf } from './law.fixture.ts';
import { planDocument } from './plan-document.ts';

/** As many of 5,000 documents as there is time for; by another seed there are others. */
const RUNS = { seed: 1, numRuns: 5000, interruptAfterTimeLimit: 4000 };

describe('any place in any document', () => {
  it('takes a picture that changes nothing else, or says why not', () => {
    const outcomes = { drawn: 0, refused: 0, nowhere: 0 };
    fc.assert(
      fc.property(generatedDocument, fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), (document, places) => {
        const { name, text } = document;
        const lines = text.split(/\r\n|\n/u);
        for (const place of places) {
          const line = (place % lines.length) + 1;
          const column = (place % (lines[line - 1]!.length + 1)) + 1;
          const result = planDocument({ name, text, at: { line, column }, folder: 'images/', isThere: () => false });
          assertLaw(text, result);
          if (result.pictures.length === 0) {
            expect([result.text, result.edits.length, result.refused.length]).toEqual([text, 0, 1]);
            if (result.refused[0]!.error.reason === 'request-invalid:no-place') outcomes.nowhere++;
            else outcomes.refused++;
          } else {
            expect(result.pictures.length).toBe(1);
            assertReadsAsBefore(name, text, result);
            expect(insideOf(result.text, result.pictures[0]!.path)).not.toBe('nowhere');
            outcomes.drawn++;
          }
        }
      }),
      RUNS,
    );
    expect(outcomes.drawn).toBeGreaterThan(0);
    // one in some 20,000: a note that one parser ends where another reads on has no place that suits both
    expect(outcomes.nowhere).toBeLessThanOrEqual(Math.max(1, outcomes.drawn / 500));
  });

  it('is what all requests of a document get at once', () => {
    fc.assert(
      fc.property(generatedDocument, ({ name, text }) => {
        const result = planDocument({ name, text, folder: 'images/', isThere: () => false });
        assertLaw(text, result);
        if (result.pictures.length > 0) assertReadsAsBefore(name, text, result);
      }),
      RUNS,
    );
  });
});
