import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, it } from 'vitest';
import { languageOf, openDocument } from '../document.ts';
import { generatedDocument } from '../generated-document.fixture.ts';
import { changedAt } from '../insertion/edit.ts';
import { imagesOf } from '../markdown/images.ts';
import { altEdits, altWords } from './alt-edit.ts';
import { documentLanguage, textAround } from './around.ts';

/** A document in which the image with an index, or each, says something else. */
function worded(text: string, alt: string, index?: number, language = 'markdown') {
  const document = openDocument(text, language);
  const images = imagesOf(document).filter((_, at) => index === undefined || at === index);
  const { edits, refused } = altEdits(
    document,
    images.map(image => ({ image, alt })),
  );
  return { now: changedAt(text, edits), refused: refused.map(({ error }) => error.reason), edits };
}

const said = (text: string, language = 'markdown') => imagesOf(openDocument(text, language)).map(({ alt }) => alt);

const HOSTILE = [
  'plain words',
  'a] (b) [c](d) ![e](f)',
  '](javascript:alert(1)) "title',
  '<script>alert(1)</script> <!-- x --> " onerror="alert(1)',
  "it's \"quoted\" & 'so'",
  '`code` *em* __strong__ ~~gone~~ $x^2$ a|b \\| \\',
  '&amp; &lt; &#x41; {{< x >}} {% raw %} {ref}',
  'two\n\nparagraphs\r\n# not a heading\u2028x\u0000y',
  'ثعلب أحمر على العشب',
  'a \u202egnp.exe\u2066 b',
  '一只狐狸 🦊 👩‍👩‍👧',
  '',
];

/** As every image is written that there is. */
const WAYS: readonly (readonly [name: string, text: string])[] = [
  ['inline', 'See ![old](a.png) here.\n'],
  ['with a title', '![old](<a b.png> "a title")\n'],
  ['empty', '![](a.png)\n'],
  ['in a link', '[![old *em*](a.png)](https://example.org)\n'],
  ['over two lines', '> ![old\n> words](a.png)\n'],
  ['by a reference', '![old][fig]\n\n[fig]: a.png "t"\n'],
  ['by a reference that is its own words', '![fig][]\n\nSee [fig].\n\n[fig]: a.png\n'],
  ['by words alone', 'x ![Fig *one*] y\n\n[Fig *one*]: a.png\n'],
  ['in a table', '| a | b |\n| - | - |\n| ![old](a.png) | x |\n'],
  ['HTML in a table', '| a | b |\n| - | - |\n| <img src="a.png" alt="old"> | x |\n'],
  ['in a note', 'x[^n]\n\n[^n]: ![old](a.png)\n'],
  ['HTML', '<p><img src="a.png" alt="old" width=10></p>\n'],
  ['HTML without one', 'see <img src=a.png /> `x` there\n'],
  ['HTML with an empty one', "<img alt src='a.png'>\n"],
  ['HTML with a bare one', '<IMG ALT=old SRC=a.png>\n'],
  ['HTML behind a lone backtick', 'a ` b <img src="a.png" alt="old"> c\n'],
  ['in a heading', '# A ![old](a.png)\n'],
  ['with Windows lines', 'a\r\n\r\n![old](a.png)\r\n'],
];

describe('the alternative text of an image', () => {
  it.each(WAYS)('%s: takes any words, and nothing else becomes of them', (_, text) => {
    for (const alt of HOSTILE) {
      const { now, refused } = worded(text, alt, 0);
      expect(refused, alt).toEqual([]);
      expect(said(now), now).toEqual([altWords(alt)]);
      // what is not the text of the image is as it was
      expect(outline(now), now).toEqual(outline(text));
      expect(worded(now, alt).edits).toEqual([]);
    }
  });

  it('is empty for a picture that decorates, also in HTML that said nothing', () => {
    expect(worded('<img src="a.png">\n', '').now).toBe('<img alt="" src="a.png">\n');
    expect(worded('![old](a.png)\n', '').now).toBe('![](a.png)\n');
    expect(worded('![fig]\n\n[fig]: a.png\n', '').now).toBe('![][fig]\n\n[fig]: a.png\n');
  });

  it('is of the one that is meant, where one picture is shown several times', () => {
    const text = '![x](a.png) ![x](a.png) <img src="a.png" alt="x">\n\n![x](a.png)\n';
    expect(said(worded(text, 'new', 1).now)).toEqual(['x', 'new', 'x', 'x']);
    expect(said(worded(text, 'new', 2).now)).toEqual(['x', 'x', 'new', 'x']);
    expect(said(worded(text, 'new').now)).toEqual(['new', 'new', 'new', 'new']);
  });

  it('is written in MDX without a tag or an expression', () => {
    const { now } = worded('![old](a.png)\n', '<b>{x}</b>', undefined, 'mdx');
    expect(said(now, 'mdx')).toEqual(['<b>{x}</b>']);
    expect(now).not.toMatch(/(?<!\\)[<{]/u);
  });

  it('is not written for an image that is not there any more, nor in other languages', () => {
    const document = openDocument('![a](b.png)\n', 'markdown');
    const { edits, refused } = altEdits(document, [{ image: { start: 3, end: 9 }, alt: 'x' }]);
    expect([edits, refused[0]!.error.reason]).toEqual([[], 'request-invalid:alt-image-gone']);
    expect(() => altEdits(openDocument('image::a.png[]\n', 'asciidoc'), [])).toThrow('markdown');
  });

  it('holds for documents of all kinds, for every image at once', () => {
    const words = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 40 }));
    const count = { images: 0, refused: 0 };
    fc.assert(
      fc.property(generatedDocument, words, ({ name, text: whole }, alt) => {
        const text = whole.replace(/^\ufeff/u, '');
        const document = openDocument(text, languageOf(name));
        const images = imagesOf(document);
        const wanted = images.map(image => ({ image, alt }));
        const { edits, refused } = altEdits(document, wanted);
        const now = changedAt(text, edits);
        const isRefused = ({ start }: { readonly start: number }) => refused.some(({ offset }) => offset === start);
        const expected = images.map(image => (isRefused(image) ? image.alt : altWords(alt)));
        expect(said(now, document.languageId), now).toEqual(expected);
        expect(outline(now), now).toEqual(outline(text));
        count.images += images.length;
        count.refused += refused.length;
      }),
      { numRuns: 30, seed: 16 },
    );
    // where two parsers do not agree that there is an image
    expect(count.refused / count.images).toBeLessThan(0.03);
  });
});

describe('what a document tells of its pictures', () => {
  it.each([
    ['---\nlang: pt_BR\n---\n\nHello there.\n', 'pt-BR'],
    ['+++\nlanguage = "de"\n+++\n\nHello there.\n', 'de'],
    ['---\nlang: not a language\n---\n\nGut.\n', undefined],
    ['Der Fuchs läuft am frühen Morgen über die Wiese und sucht nach Mäusen, die er fressen kann.\n', 'de'],
    ['The fox runs across the meadow in the early morning and looks for mice that it can eat.\n', 'en'],
    ['Le renard court dans la prairie tôt le matin et cherche des souris à manger avec les autres.\n', 'fr'],
    [`${'狐狸清晨跑过草地，寻找可以吃的老鼠。'.repeat(5)}\n`, 'zh'],
    ['Short.\n', undefined],
  ])('%j is in %s', (text, language) => {
    expect(documentLanguage(openDocument(text, 'markdown'))).toBe(language);
  });

  it('is the heading, the words before it, and those behind', () => {
    const text =
      '# Farm\n\nFar away.\n\n## Animals\n\nWe keep **goats**.\n\n![x](a.png)\n\nThey eat grass.\n\n## Barn\n\nRed.\n';
    expect(textAround(openDocument(text, 'markdown'), text.indexOf('!['))).toBe(
      'Animals. We keep goats.\nThey eat grass.',
    );
  });
});

/** What a document is but for what its images say, as another reader has it. */
function outline(text: string): unknown {
  const options = {
    extensions: [gfmTable(), gfmFootnote()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  };
  return JSON.parse(
    JSON.stringify(fromMarkdown(text, options), (key, value: unknown) => {
      if (['position', 'alt', 'referenceType'].includes(key)) return undefined;
      if (key !== 'value' || typeof value !== 'string') return value;
      return value.replace(/\s?\balt(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?/giu, '');
    }),
  );
}
