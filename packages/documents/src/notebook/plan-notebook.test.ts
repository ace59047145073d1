import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generatedDocument } from '../generated-document.fixture.ts';
import { planDocument } from '../plan-document.ts';
import { fileWith, planningFile } from '../plan-file.ts';
import { finished } from '../steps.ts';

const file = (text: string) => ({ name: 'a.ipynb', text, folder: 'images/', isThere: () => false });

/** A notebook as programs write it: with sources as texts or lists of lines, tidy or on one line. */
const notebook = fc
  .record({
    cells: fc.array(
      fc.record({
        cell_type: fc.constantFrom('markdown', 'markdown', 'code'),
        text: generatedDocument.map(({ text }) => text.replace(/^\ufeff/u, '')),
        isList: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    indented: fc.constantFrom(0, 1, 2),
  })
  .map(({ cells, indented }) => ({
    cells,
    text: JSON.stringify(
      {
        cells: cells.map(({ cell_type, text, isList }) => ({
          cell_type,
          metadata: { source: '![no]()' },
          source: isList ? (text.match(/[^\n]*\n|[^\n]+$/gu) ?? []) : text,
        })),
        nbformat: 4,
      },
      null,
      indented,
    ),
  }));

it('gives markdown cells the pictures that they would get as documents, and changes nothing else', () => {
  let pictures = 0;
  fc.assert(
    fc.property(notebook, ({ cells, text }) => {
      const plan = finished(planningFile(file(text)));
      const { edits } = plan;
      const made = edits
        .toReversed()
        .reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
      expect(made).toBe(plan.text);
      const [old, now] = [text, plan.text].map(one => JSON.parse(one));
      for (const [index, { cell_type, text: words }] of cells.entries()) {
        const source = [now.cells[index].source].flat().join('');
        const alone = planDocument({ ...file(words), name: 'a.md' });
        if (cell_type === 'code') expect(source).toBe(words);
        // names may be taken by the cells above
        else expect(source.replace(/-\d\.png/gu, '.png')).toBe(alone.text.replace(/-\d\.png/gu, '.png'));
        expect(Array.isArray(now.cells[index].source)).toBe(cells[index]!.isList);
        delete old.cells[index].source;
        delete now.cells[index].source;
      }
      expect(now).toEqual(old);
      expect(new Set(plan.pictures.map(({ path }) => path)).size).toBe(plan.pictures.length);
      const lines = plan.text.split('\n');
      for (const { line, path } of plan.pictures) {
        const shown = lines.slice(line - 1).findIndex(written => written.includes(path));
        // a definition of the target may be elsewhere
        if (!plan.text.includes('[hen]')) expect(shown).toBe(0);
      }
      pictures += plan.pictures.length;
      expect(fileWith(file(text), plan.pictures).text).toBe(plan.text);
    }),
    { seed: 3, numRuns: 60, interruptAfterTimeLimit: 3000 },
  );
  expect(pictures).toBeGreaterThan(0);
});

it('keeps the lines of a notebook as they are, and says where pictures are in its file', () => {
  const text = `{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": [
    "# A fox\\n",
    "\\n",
    "![a red fox]()"
   ]
  },
  {
   "cell_type": "code",
   "source": "![no]()"
  }
 ]
}
`;
  const plan = finished(planningFile(file(text)));
  expect(plan.text).toBe(text.replace('![a red fox]()', `![a red fox](${plan.pictures[0]!.path})`));
  expect(plan.pictures).toMatchObject([{ line: 9, askedAt: 9, cell: 0, alt: 'a red fox' }]);
});

it('refuses what is no notebook, and a line in one', () => {
  const reasons = [file('{"cells": ['), { ...file('{}'), at: { line: 1 } }].map(
    one => finished(planningFile(one)).refused[0]?.error.reason,
  );
  expect(reasons).toEqual(['document-refused:not-json', 'request-invalid:notebook']);
});
