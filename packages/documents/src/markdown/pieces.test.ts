import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf, openDocument } from '../document.ts';
import { generatedDocument } from '../generated-document.fixture.ts';
import { piecesOf } from './pieces.ts';

/** What is said of each piece of a whole document: its prompt, or why it has none. */
function piecesIn(text: string, start = 0, end = text.length) {
  return piecesOf(openDocument(text, 'markdown'), { start, end }).map(({ found }) =>
    'why' in found ? found.why.code : found.prompt,
  );
}

/** Ten pieces, each written in a way. */
const ten = (written: (what: string) => string, between = '\n\n') =>
  Array.from({ length: 10 }, (_, index) => written(`thing ${index}`)).join(between);
const THINGS = Array.from({ length: 10 }, (_, index) => `thing ${index}`);

describe('the pieces of a selection', () => {
  it.each<[what: string, text: string]>([
    ['paragraphs', ten(what => what)],
    ['paragraphs below a title', `# Things\n\n${ten(what => what)}`],
    ['items of a list', ten(what => `- ${what}`, '\n')],
    ['items of a list below words that end with a colon', `Ten things:\n\n${ten(what => `1. ${what}`, '\n')}`],
    ['items with others in them', ten(what => `- ${what}\n  - of it`, '\n')],
    ['items with more below', ten(what => `* ${what}\n\n  More of it.`, '\n')],
    ['headings alone', ten(what => `## ${what}`)],
    ['empty images', ten(what => `![${what}]()`)],
    ['empty images in a table', `| a |\n|---|\n${ten(what => `| ![${what}]() |`, '\n')}`],
    ['sana blocks', ten(what => `\`\`\`sana\n${what}\n\`\`\``)],
    ['empty images among words', `# A\n\n${ten(what => `Words of it ![${what}]() and more.`)}\n\n## B\n\nwords`],
  ])('are ten %s', (_, text) => {
    expect(piecesIn(text)).toEqual(THINGS);
  });

  it('are sections with what they say, without those that have a picture', () => {
    const text = `# Things\n\n${ten(what => `## ${what}\n\nwords`)}\n\n## Shown\n\nwords\n\n![](a.png)\n`;
    expect(piecesIn(text)).toEqual(THINGS.map(thing => `${thing}. words`));
  });

  it('leave out what has a picture: in an item, or behind a paragraph', () => {
    expect(piecesIn('- a\n- b\n\n  ![](b.png)\n- c')).toEqual(['a', 'c']);
    expect(piecesIn('a\n\n![](a.png)\n\nb\n\nc ![](c.png)\n\nd')).toEqual(['b', 'd']);
  });

  it('are only those that are selected whole', () => {
    const text = 'one\n\ntwo\n\nthree';
    expect(piecesIn(text, 1)).toEqual(['two', 'three']);
    expect(piecesIn(text, 0, 4)).toEqual([]);
    expect(piecesIn('- one\n- two\n- three', 2)).toEqual(['one', 'two', 'three']);
  });

  it('say why a block cannot be drawn', () => {
    expect(piecesIn('```sana steps=none\na\n```\n\n```sana\nb\n```')).toEqual(['request-invalid', 'b']);
  });

  it('have words and a place in any document', () => {
    fc.assert(
      fc.property(generatedDocument, ({ name, text }) => {
        const document = openDocument(text, languageOf(name));
        for (const { range, found } of piecesOf(document, { start: 0, end: text.length })) {
          expect(text.slice(range.start, range.end).trim()).not.toBe('');
          if ('prompt' in found) expect(found.prompt.trim()).not.toBe('');
        }
      }),
      { seed: 1, numRuns: 500, interruptAfterTimeLimit: 1000 },
    );
  });
});
