import { expect, it } from 'vitest';
import { openDocument, parsedOf } from '../document.ts';
import { piecesOf } from './pieces.ts';
import { sectionAt, sectionsOf } from './sections.ts';

const QUESTIONS = {
  sectionsOf,
  sectionAt: (document: Parameters<typeof sectionsOf>[0]) => [sectionAt(document, document.text.length)],
  piecesOf: (document: Parameters<typeof sectionsOf>[0]) => piecesOf(document, { start: 0, end: document.text.length }),
};

/** How often a question looks at a block, in a document of so many sections. */
function looks(sections: number, written: string, question: keyof typeof QUESTIONS): number {
  const document = openDocument(`# All\n\n${written.repeat(sections)}`, 'markdown');
  const { root } = parsedOf(document);
  let count = 0;
  root.children = new Proxy(root.children, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/u.test(name)) count++;
      return Reflect.get(target, name);
    },
  });
  expect(QUESTIONS[question](document).length).toBeGreaterThan(0);
  return count;
}

it.each([
  ['with pictures', '## A fox\n\nIt is red.\n\n![fox](fox.png)\n\nIt runs.\n\n'],
  ['without', '## An owl\n\n- It sleeps.\n- It flies.\n\n'],
])('what is asked about sections %s looks at each block some times, however many there are', (_, written) => {
  for (const question of ['sectionsOf', 'sectionAt', 'piecesOf'] as const) {
    const few = looks(40, written, question);
    expect(looks(160, written, question), question).toBeLessThan(5 * few);
  }
});

it('looks for no more pieces than are wanted', () => {
  const document = openDocument('A fox.\n\n'.repeat(1000), 'markdown');
  const range = { start: 0, end: document.text.length };
  expect(piecesOf(document, range, 3)).toEqual(piecesOf(document, range).slice(0, 3));
});
