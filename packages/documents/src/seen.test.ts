import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDocument } from './document.ts';
import { changed, insertionEdit } from './insertion/edit.ts';
import { planned } from './law.fixture.ts';
import { parseMarkdown } from './markdown/parse.ts';
import { placeAt, promptAt } from './markdown/prompt-sources.ts';
import { coverOf, sectionsOf } from './markdown/sections.ts';

const FOLDER = fileURLToPath(new URL('../cases/seen/', import.meta.url));
const image = { alt: 'a fox', path: 'images/x.png', keepBlock: false };

function open(name: string) {
  return openDocument(readFileSync(FOLDER + name, 'utf8'), 'markdown');
}

/** A line's end, from 1. */
function offsetOf(text: string, line: number): number {
  return text.split('\n').slice(0, line).join('\n').length;
}

/** What a person gets who draws what is at the end of a line. */
function drawn(name: string, line: number, wanted: Partial<typeof image> = {}) {
  const document = open(name);
  const offset = offsetOf(document.text, line);
  const found = promptAt(document, { start: offset, end: offset })!;
  const change = insertionEdit(document, found.place, { ...image, ...wanted });
  return { prompt: found.prompt, text: changed(document.text, change), tree: types(changed(document.text, change)) };
}

/** What a person gets who types a prompt with the cursor at the end of a line. */
function typed(name: string, line: number): string {
  const document = open(name);
  return changed(document.text, insertionEdit(document, placeAt(document, offsetOf(document.text, line)), image));
}

function types(text: string): string[] {
  return parseMarkdown(text).children.map(({ type }) => type);
}

describe('documents in which pictures went wrong', () => {
  it.each([
    ['100% done.md', '![a fox](<100%25 done/x.png>)'],
    ['C# notes.md', '![a fox](<C%23 notes/x.png>)'],
    ['what is it?.md', '![a fox](<what is it%3F/x.png>)'],
  ])('%s has a folder of its name', (name, expected) => {
    expect(drawn(name, 1, { path: `${name.replace('.md', '')}/x.png` }).text).toContain(expected);
  });

  it('an alert stays one', () => {
    const { prompt, text } = drawn('alert.md', 2);
    expect([prompt, text]).toEqual([
      'A fox in the snow',
      '> [!NOTE]\n> A fox in the snow\n>\n> ![a fox](images/x.png)\n',
    ]);
  });

  it('a block in a list, then text', () => {
    expect(drawn('block-in-list-then-text.md', 4).text).toBe('1. x\n\n   ![a fox](images/x.png)\n\ny\n');
  });

  it('a block, then a break', () => {
    expect(drawn('block-then-break.md', 4).tree).toEqual(['paragraph', 'paragraph', 'thematicBreak', 'paragraph']);
  });

  it('a block, then a definition', () => {
    expect(drawn('block-then-definition.md', 4).tree).toEqual(['paragraph', 'paragraph', 'definition']);
  });

  it('a cursor in front matter', () => {
    const { text } = open('cursor-line-2-front-matter.md');
    expect(typed('cursor-line-2-front-matter.md', 2)).toBe(
      text.replace('---\n\ntext', '---\n\n![a fox](images/x.png)\n\ntext'),
    );
  });

  it('a cursor in code', () => {
    const { text } = open('cursor-line-4-in-code.md');
    expect(typed('cursor-line-4-in-code.md', 4)).toBe(`${text.trimEnd()}\n\n![a fox](images/x.png)\n`);
  });

  it('an empty image over two lines of a quotation', () => {
    const { prompt, text } = drawn('empty-image-two-lines-in-quote.md', 1);
    expect([prompt, text]).toEqual(['a fox in the snow', '> ![a fox\n> in the snow](images/x.png)\n']);
  });

  it('a footnote, whatever the length of its label', () => {
    const { prompt, text } = drawn('footnote-label-of-three-letters.md', 3);
    expect([prompt, text]).toEqual([
      'the sea at dawn',
      'x[^sea]\n\n[^sea]: the sea at dawn\n\n    ![a fox](images/x.png)\n',
    ]);
  });

  it('a title that is a number', () => {
    expect(coverOf(open('numeric-title.md'))?.prompt).toBe('1984');
  });

  it('a picture from the panel with the cursor in a sana block', () => {
    expect(typed('panel-insert-cursor-line-4.md', 4)).toBe('x\n\n```sana\na fox\n```\n\n![a fox](images/x.png)\n\ny\n');
  });

  it('sections with pictures by reference and in HTML', () => {
    expect(sectionsOf(open('sections-illustrated-otherwise.md')).map(({ illustrated }) => illustrated)).toEqual([
      true,
      true,
    ]);
  });

  it('the second of two images by one definition', () => {
    const text = '![a door][d] and\n\n![another][d]\n\n[d]: gone.png\n';
    const { pictures } = planned('a.md', text, '3:5');
    expect(pictures.map(({ prompt, line }) => [prompt, line])).toEqual([['another', 1]]);
  });

  it('a definition above other pictures', () => {
    const { text, refused } = planned('a.md', '[hen]: lost.png\n\n![x]()\n\n![a hen][hen]\n', null);
    expect(refused).toEqual([]);
    expect(text).toMatch(/^\[hen\]: images\/a-hen-\d+\.png\n\n!\[x\]\(images\/x-\d+\.png\)\n\n!\[a hen\]\[hen\]\n$/u);
  });

  it('front matter in TOML', () => {
    const document = open('toml.md');
    expect(coverOf(document)?.prompt).toBe('The sea. Waves');
    expect(changed(document.text, insertionEdit(document, coverOf(document)!.place, image))).toBe(
      document.text.replace('+++\n\ntext', '+++\n\n![a fox](images/x.png)\n\ntext'),
    );
    expect(sectionsOf(document).map(({ prompt }) => prompt)).toEqual(['text']);
  });
});
