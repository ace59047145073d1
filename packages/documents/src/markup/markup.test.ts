import { describe, expect, it } from 'vitest';
import { formatOf, openDocument } from '../document.ts';
import { changed, insertionEdit } from '../insertion/edit.ts';
import { promptAt } from '../markdown/prompt-sources.ts';

/** `|` are the ends of the selection. */
function drawn(languageId: string, marked: string) {
  const [before = '', selected = '', behind = ''] = marked.split('|');
  const text = before + selected + behind;
  const document = openDocument(text, languageId);
  const found = promptAt(document, { start: before.length, end: before.length + selected.length })!;
  const change = insertionEdit(document, found.place, { alt: 'A "red" [fox]', path: 'i m/x#.png', keepBlock: false });
  return {
    prompt: found.prompt,
    text: changed(text, change),
    alt: change.text.slice(change.alt!.start, change.alt!.end),
  };
}

describe('documents that are not markdown', () => {
  it.each([
    ['asciidoc', 'one\n\nA |red fox| in\nsnow\n\ntwo\n', 'one\n\nA red fox in\nsnow\n\nIMAGE\n\ntwo\n'],
    ['asciidoc', '----\nlet |a| = 1\n\nb\n----\nnext\n', '----\nlet a = 1\n\nb\n----\n\nIMAGE\n\nnext\n'],
    ['restructuredtext', 'A |fox|\r\n\r\n* x\r\n', 'A fox\r\n\r\nIMAGE\r\n\r\n* x\r\n'],
    ['restructuredtext', 'x\n\n  in |deep|\n\ny', 'x\n\n  in deep\n\n  IMAGE\n\ny'],
  ])('%s: %j', (languageId, marked, expected) => {
    const { text, alt } = drawn(languageId, marked);
    const end = marked.includes('\r\n') ? '\r\n' : '\n';
    const indentation = /^( *)IMAGE/mu.exec(expected)![1]!;
    const image =
      languageId === 'asciidoc'
        ? 'image::i%20m/x%23.png["A \\"red\\" [fox\\]"]'
        : `.. image:: i%20m/x%23.png${end}${indentation}   :alt: A "red" [fox]`;
    expect(text).toBe(expected.replace('IMAGE', image));
    expect(alt.replaceAll('\\', '')).toBe('A "red" [fox]');
  });

  it('are of a language that is known, or nothing is done in them', () => {
    expect(['quarto', 'mdx', 'latex'].map(formatOf)).toEqual(['markdown', 'markdown', undefined]);
    const place = { kind: 'after', start: 0, end: 1 } as const;
    expect(() =>
      insertionEdit(openDocument('x', 'latex'), place, { alt: '', path: 'x.png', keepBlock: false }),
    ).toThrow('the language latex');
  });
});
