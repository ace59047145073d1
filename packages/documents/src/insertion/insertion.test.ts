import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { openDocument, parsedOf, type SourceDocument } from '../document.ts';
import { imagesOf } from '../markdown/images.ts';
import { nodesOfType, parseMarkdown, type Range } from '../markdown/parse.ts';
import { placeAt, promptAt } from '../markdown/prompt-sources.ts';
import { anchorAt, findAnchor, movedAnchor } from './anchor.ts';
import { candidatesFor } from './candidates.ts';
import { changed, insertionEdit } from './edit.ts';
import { escapeAlt, linkTarget } from './markdown-image.ts';

function retargeted(document: SourceDocument, range: Range, path: string) {
  return insertionEdit(document, { ...range, kind: 'link' }, { alt: '', path, keepBlock: false });
}

describe('a place in a document of one letter', () => {
  it('is found in time that is linear', () => {
    const anchor = anchorAt('a'.repeat(10_000), { kind: 'after', start: 100, end: 9000 });
    const start = performance.now();
    expect(findAnchor(`b${'a'.repeat(1_000_000)}`, { ...anchor, place: { ...anchor.place, start: 0 } })).toBeDefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('alt text', () => {
  it.each([
    'plain words',
    'a] (b) [c](d) ![e](f)',
    '<script>alert(1)</script> <!-- x -->',
    '`code` *em* __strong__ ~~gone~~ $x^2$ a|b',
    '&amp; &lt; &#x41; \\ \\] \\\\',
    'two\n\nparagraphs\r\n# not a heading\u2028x\u0000y',
    '](javascript:alert(1)) "title',
    'https://example.org/a_b_c',
    '一只狐狸 🦊 👩‍👩‍👧 é ￼',
    '] \\',
    '',
  ])('%j is one image and nothing else', alt => {
    const [block, ...others] = parseMarkdown(`![${escapeAlt(alt)}](a.png)`).children;
    const [image, ...rest] = block?.type === 'paragraph' ? block.children : [];
    expect([others, rest]).toEqual([[], []]);
    const expected = alt.replace(/[\p{Cc}\s]+/gu, ' ').trim();
    expect(image).toMatchObject({ type: 'image', url: 'a.png', title: null, alt: expected });
  });

  it('has no expression or shortcode for generators of sites that look for them in markdown', () => {
    expect(escapeAlt('a {ref} {{< x >}} {% raw %}')).not.toMatch(/(?<!\\)[{}]/u);
  });

  it('is short, and no character is cut', () => {
    expect([...escapeAlt('👩‍👩‍👧'.repeat(100))].at(-1)).toBe('👧');
    expect(escapeAlt('word '.repeat(100)).length).toBeLessThanOrEqual(250);
  });
});

describe('the target of a link', () => {
  it.each([
    ['images/fox-1.png', 'images/fox-1.png'],
    ['../a b/fox.png', '<../a b/fox.png>'],
    ['images/狐狸-1.png', 'images/狐狸-1.png'],
    ['a(1)/fox.png', 'a(1)/fox.png'],
    ['a(1/fox.png', '<a(1/fox.png>'],
    ['a>b c/x.png', '<a\\>b c/x.png>'],
    ['C#/100% done?/x.png', 'C%23/100%25 done%3F/x.png'],
    ['a\\b/`|`.png', 'a%5Cb/%60%7C%60.png'],
    ['R&amp;D/x.png', 'R%26amp;D/x.png'],
    ['c:/x.png', './c:/x.png'],
  ])('%s', (path, expected) => {
    const written = path.includes('done?') ? `<${expected}>` : expected;
    expect(linkTarget(path).written).toBe(written);
    const [image] = nodesOfType(fromMarkdown(`![x](${written})`), 'image');
    expect(decodeURIComponent(image!.url)).toBe(expected.startsWith('./') ? `./${path}` : path);
  });

  it('has no angle bracket in MDX, where one begins a tag', () => {
    expect(linkTarget('a {b} <c>(/x y.png', 'mdx').written).toBe('a%20%7Bb%7D%20%3Cc%3E%28/x%20y.png');
  });

  it.each([
    ['![a fox]()', '![a fox](p.png)'],
    ['![a](<>)', '![a](p.png)'],
    ['![a](  )', '![a](  p.png)'],
    ['![a](<> "title")', '![a](p.png "title")'],
    ["![a](old\\).png 'x](y)')", "![a](p.png 'x](y)')"],
    ['![see [x](y)](old(1).png)', '![see [x](y)](p.png)'],
    ['![a\\](b](<c d>)', '![a\\](b](p.png)'],
    ['![a][ref]\n\n[ref]: <b c> "d"', '![a][ref]\n\n[ref]: p.png "d"'],
    ['<p><img alt="x" src="b.png"></p>', '<p><img alt="x" src="p.png"></p>'],
    ["<img src='b.png' alt=x>", "<img src='p.png' alt=x>"],
    ['<img src=b.png alt=x />', '<img src="p.png" alt=x />'],
    ['> ![a\n> b](c\n> "d")', '> ![a\n> b](p.png\n> "d")'],
  ])('%s becomes %s', (source, expected) => {
    const document = openDocument(source, 'markdown');
    const [image] = imagesOf(document);
    expect(changed(source, retargeted(document, image!, 'p.png'))).toBe(expected);
  });

  it.each(['![a][ref]', 'no image'])('is nowhere in %s', source => {
    const document = openDocument(source, 'markdown');
    expect(() => retargeted(document, { start: 0, end: source.length }, 'p.png')).toThrow('not there any more');
  });

  it('is not changed where a link would lead elsewhere with it', () => {
    const document = openDocument('![a][x] [see][x]\n\n[x]: b.png\n', 'markdown');
    expect(() => retargeted(document, { start: 0, end: 7 }, 'p.png')).toThrow('without changing something else');
  });
});

describe('the change in the document', () => {
  const image = { alt: 'a [fox]', path: 'images/fox-1.png', keepBlock: false } as const;
  const shown = '![a \\[fox\\]](images/fox-1.png)';
  /** `|` is the cursor. */
  const insert = (marked: string, options: Partial<Parameters<typeof insertionEdit>[2]> = {}): string => {
    const text = marked.replace('|', '');
    const offset = marked.indexOf('|');
    const document = openDocument(text, 'markdown');
    const place = promptAt(document, { start: offset, end: offset })?.place ?? placeAt(document, offset);
    const change = insertionEdit(document, place, { ...image, ...options });
    if (change.alt) expect(change.text.slice(change.alt.start, change.alt.end)).toBe('a \\[fox\\]');
    expect(change.text.slice(0, change.imageEnd)).toMatch(/png(?: "t")?\)?$/u);
    return changed(text, change);
  };

  it.each([
    ['a paragraph', 'one\n\ntw|o\n\nthree\n', `one\n\ntwo\n\n${shown}\n\nthree\n`],
    ['the last line, which has no end', 'on|e', `one\n\n${shown}`],
    ['the last line', 'on|e\n', `one\n\n${shown}\n`],
    ['spaces at the end of the line', 'on|e  \n\ntwo', `one  \n\n${shown}\n\ntwo`],
    ['a heading right above its text', '# O|ne\ntwo', `# One\n\n${shown}\n\ntwo`],
    [
      'a list item',
      '- a\n- b|b\n- c',
      `- a\n- bb\n\n  ${shown}\n\n- c`.replace('\n\n- c', '\n  \n- c').replace('\n  \n- c', '\n\n- c'),
    ],
    ['a task', '- [ ] d|o\n', `- [ ] do\n\n  ${shown}\n`],
    ['a quotation', '> on|e\n> two\n\nx', `> one\n> two\n>\n> ${shown}\n\nx`],
    ['an empty line between paragraphs', 'one\n\n|\n\ntwo', `one\n\n${shown}\n\ntwo`],
    ['an empty line below a paragraph', 'one\n|\ntwo', `one\n\n${shown}\n\ntwo`],
    ['an empty document', '|', shown],
    ['HTML that ends with the document', 'x\n\n<p>\nw|ords', `x\n\n<p>\nwords\n\n${shown}`],
    ['an image without a target', 'see ![a *f|ox*](<> "t") x', 'see ![a *fox*](images/fox-1.png "t") x'],
    ['a sana block', 'x\n\n```sana\nf|ox\n```\n\ny', `x\n\n${shown}\n\ny`],
    ['a sana block in a list', '1. x\n\n   ```sana\n   f|ox\n   ```\ny', `1. x\n\n   ${shown}\n\ny`],
    ['front matter', '---\ntitle: |T\n---\ntext', `---\ntitle: T\n---\n\n${shown}\n\ntext`],
  ])('%s', (_name, marked, expected) => {
    expect(insert(marked)).toBe(expected);
  });

  it('keeps the document’s line ends', () => {
    expect(insert('# O|ne\r\ntwo\r\n')).toBe(`# One\r\n\r\n${shown}\r\n\r\ntwo\r\n`);
    expect(insert('on|e\r\n\r\ntwo')).toBe(`one\r\n\r\n${shown}\r\n\r\ntwo`);
    expect(insert('one\r\n|\r\ntwo')).toBe(`one\r\n\r\n${shown}\r\n\r\ntwo`);
  });

  it('keeps the sana block if that is wanted', () => {
    expect(insert('```sana\nf|ox\n```\n', { keepBlock: true })).toBe(`\`\`\`sana\nfox\n\`\`\`\n\n${shown}\n`);
  });
});

it('is tried at few places of lists in one another, each of which the document is read for', () => {
  const text = `${'- '.repeat(90)}a fox`;
  const document = openDocument(text, 'markdown');
  const place = { kind: 'after', start: text.length - 5, end: text.length } as const;
  const image = { alt: 'fox', path: 'fox.png', keepBlock: false };
  expect([...candidatesFor(document, parsedOf(document), place, image)].length).toBeLessThan(40);
});

describe('a place in a document that changes', () => {
  const text = 'one\n\ntwo\n\nthree';
  const place = { kind: 'after', start: 5, end: 8 } as const;
  const anchor = anchorAt(text, place);

  it.each([
    ['text before it', { start: 0, end: 0, text: 'four' }, 9, 12],
    ['text removed before it', { start: 0, end: 5, text: '' }, 0, 3],
    ['words at its end', { start: 8, end: 8, text: ' and more' }, 5, 17],
    ['a new line at its end', { start: 8, end: 8, text: '\n' }, 5, 8],
    ['text behind it', { start: 9, end: 9, text: 'x' }, 5, 8],
    ['text inside it', { start: 6, end: 7, text: 'fiver' }, 5, 12],
    ['all of it removed with what surrounds it', { start: 3, end: 12, text: '' }, 3, 3],
  ])('%s', (_name, change, start, end) => {
    expect(movedAnchor(anchor, change).place).toEqual({ ...place, start, end });
  });

  it('is found again after a reload by what stood there', () => {
    expect(findAnchor(text, anchor)).toEqual(place);
    expect(findAnchor(`zero\n\n${text}`, anchor)).toEqual({ ...place, start: 11, end: 14 });
    expect(findAnchor('', anchor)).toBeUndefined();
  });
});
