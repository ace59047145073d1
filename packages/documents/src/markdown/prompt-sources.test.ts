import { describe, expect, it } from 'vitest';
import { openDocument } from '../document.ts';
import type { FoundPrompt } from './found.ts';
import { onOneLine, sentences } from './plain-text.ts';
import { emptyImages, promptAt, sanaBlocks } from './prompt-sources.ts';
import { sectionAt, sectionsOf } from './sections.ts';

const open = (text: string) => openDocument(text, 'markdown');

/** `|` in the text is the cursor; two of them are the ends of a selection. */
function at(marked: string): { text: string; found: FoundPrompt | undefined } {
  const [before = '', middle, end] = marked.split('|');
  const text = before + (middle ?? '') + (end ?? '');
  const start = before.length;
  const selected = end === undefined ? 0 : (middle ?? '').length;
  return { text, found: promptAt(open(text), { start, end: start + selected }) };
}

describe('the prompt at the cursor', () => {
  it.each<[name: string, marked: string, kind: FoundPrompt['kind'] | undefined, prompt: string | undefined]>([
    ['paragraph', 'one\n\nA red **f|ox** [jumps](x.md) over `it`.\n\ntwo', 'paragraph', 'A red fox jumps over it.'],
    ['at its end', 'A fox.|\n', 'paragraph', 'A fox.'],
    ['over several lines', 'A fox\nin th|e\r\nsnow', 'paragraph', 'A fox in the snow'],
    ['Chinese, over several lines', '一只\n狐|狸', 'paragraph', '一只狐狸'],
    ['emoji and entities', '🦊 &amp; 👩‍👩‍👧 **un|d** *é*', 'paragraph', '🦊 & 👩‍👩‍👧 und é'],
    ['HTML and pictures inside', '<b>bold</b> ![x](y.png) te|xt<!-- no -->', 'paragraph', 'bold text'],
    ['marks of notes', 'A note[^1] and a note[^none]|\n\n[^1]: x', 'paragraph', 'A note and a note'],
    ['what is struck, and addresses', '~~no~~ <del>no</del> yes https://x.org [a](b)|', 'paragraph', 'yes a'],
    ['directive', ':::tip Title\nA f|ox\n:::', 'paragraph', 'A fox'],
    ['alert', '> [!NOTE]\n> A f|ox', 'paragraph', 'A fox'],
    ['attributes', 'A fox {#id .a k=v}|\n{: .lead}', 'paragraph', 'A fox'],
    ['shortcodes', '{{< a "b" >}} A f|ox {% c %}', 'paragraph', 'A fox'],
    ['verbatim of Liquid', '{% highlight js %}\nA f|ox\n{% endhighlight %}', undefined, undefined],
    ['verbatim of Hugo', '{{< highlight js >}}\nA f|ox\n{{< /highlight >}}', undefined, undefined],
    ['mathematics', '$$\nn| = 7\n$$', undefined, undefined],
    [
      'mathematics with a name, as Quarto has it',
      'Foam.\n\n$$\nn = 7\n$$ {#eq-a}\n\nA f|ox.\n\n$$x$$ {#b}',
      'paragraph',
      'A fox.',
    ],
    ['in mathematics with a name', '$$\nn| = 7\n$$ {#eq-a}', undefined, undefined],
    ['notes in the line', 'A fox^[and more] in the sn|ow', 'paragraph', 'A fox in the snow'],
    ['links of wikis', 'A [[fox]] by the ==b|ig== [[#Sea]] ^id', 'paragraph', 'A fox by the big #Sea'],
    ['embedded in wikis', '![[fox.p|ng]]', undefined, undefined],
    ['comments of Obsidian', 'A fox %%not a hen%% ru|ns', 'paragraph', 'A fox runs'],
    ['in comments of Obsidian', 'A fox\n\n%%\na h|en\n%%\n', undefined, undefined],
    ['hundreds of percent', 'A 100%% fox, or 5%%| more', 'paragraph', 'A 100%% fox, or 5%% more'],
    ['options of a directive', ':::{admonition} T\n:class: tip\nA f|ox\n:::', 'paragraph', 'A fox'],
    ['tabs of MkDocs', '=== "Tab"\n    A f|ox', 'paragraph', 'A fox'],
    ['number as a title', '---\ntitle: 0|07\n---', 'cover', '007'],
    ['title of a document', '# The s|ea\n\nWaves.\n\n## More\n\nwind', 'section', 'The sea. Waves.'],
    ['definition', 'Fox\n: a red a|nimal\n: a word', 'paragraph', 'a red animal'],
    ['list item', '- [ ] a *cat*\n  - a d|og\n- a cow', 'paragraph', 'a dog'],
    ['quotation', '> a c|at\n> sleeps', 'paragraph', 'a cat sleeps'],
    [
      'heading',
      'x\n\n## The |sea\n\nBlue waves\n\n### Fish\n\n- cod\n- eel\n\n## Sky\n\ny',
      'section',
      'The sea. Blue waves. Fish. cod. eel',
    ],
    ['empty image', 'a\n\n![a light|house at dawn]()\n', 'image', 'a lighthouse at dawn'],
    ['empty image in words', 'see ![a \\[fox\\]](<>)| here', 'image', 'a [fox]'],
    ['image with a target', '![a f|ox](a.png)', undefined, undefined],
    ['image without words', '![|]()', undefined, undefined],
    ['sana block', '```sana\nA f|ox **at** night\n```', 'block', 'A fox **at** night'],
    ['other block', '```js\nle|t a\n```', undefined, undefined],
    [
      'front matter',
      '---\ntitle: |The Sea\ndescription: Waves, and wind\n---\n\ntext',
      'cover',
      'The Sea. Waves, and wind',
    ],
    ['front matter that is not finished', '---\ntitle: [|\n---\n', undefined, undefined],
    ['blank line', 'a\n|\nb', undefined, undefined],
    ['selection', 'A red |fox **jumps| over** it', 'selection', 'fox jumps'],
    ['selection over blocks', '# A |title\n\nand *words*\n\n- it|em', 'selection', 'title. and words. it'],
    ['selection in a link', '[a |red fox](http://x.org/a|b)', 'selection', 'red fox'],
    ['selection with a cut escape', 'a \\*|st\\*r| b', 'selection', 'st*r'],
    ['selection in code', '```js\nlet |fox| = 1\n```', 'selection', 'fox'],
    ['selection of white space', 'a |  | b', undefined, undefined],
  ])('%s', (_name, marked, kind, prompt) => {
    const { found } = at(marked);
    expect([found?.kind, found?.prompt]).toEqual([kind, prompt]);
  });

  it('is the words of a link that has others, and not those of a table of contents', () => {
    const text = 'A [[Sea/Fox 1|red fox]], seen.\n\n[[toc]]\n\n![[a|b]]';
    expect(sectionsOf(open(text)).map(({ prompt }) => prompt)).toEqual(['A red fox, seen.']);
  });

  it('has no JavaScript of MDX in it, also where that looks like code', () => {
    const text = '<Hero alt={`a wide lane road`} />\n\nA fox with `code`.\n';
    const document = openDocument(text, 'mdx');
    const prompts = ['lane', 'fox'].map(word =>
      promptAt(document, { start: text.indexOf(word), end: text.indexOf(word) }),
    );
    expect(prompts.map(found => found?.prompt)).toEqual([undefined, 'A fox with code.']);
  });

  it('of an image is without the size that Obsidian shows it in', () => {
    const prompts = ['![a boat|200]()', '![a boat | 200x100]()', '![a|b]()', '![|300]()'].map(
      text => promptAt(open(text), { start: 2, end: 2 })?.prompt,
    );
    expect(prompts).toEqual(['a boat', 'a boat', 'a|b', undefined]);
  });

  it.each([
    ['```sana\na fox\n\n# Rest\n\nwords', true],
    ['> ```sana\n> a fox\n>\n> words\n\nmore', true],
    ['```sana\na fox\n\nin snow\n```\n\nwords', false],
    ['```sana\na fox\nin snow\n\n\n', false],
    ['- ```sana\n  a fox\n\nwords', false],
  ])('of a block that takes what follows with it is refused: %j', (text, isRefused) => {
    const asked = () => promptAt(open(text), { start: 10, end: 10 });
    if (isRefused) expect(asked).toThrow('has no end');
    else expect(asked()?.kind).toBe('block');
  });

  it('ends prose between words where the encoder stops reading', () => {
    const { found } = at(`|${'word '.repeat(1000)}`);
    expect(found?.prompt).toMatch(/^(word )+word$/);
    expect(found?.prompt.length).toBeLessThanOrEqual(1500);
  });

  it.each([
    ['## 2. Kings of old', '2. Kings of old'],
    ['St. Mary church at dusk. Bells.', 'St. Mary church at dusk'],
    ['J. S. Bach plays. He sings.', 'J. S. Bach plays'],
    ['Version 2. It is new.', 'Version 2'],
    ['Ich. Du.', 'Ich'],
  ])('is shown by its first sentence: %s', (words, alt) => {
    expect(at(`${words}|`).found?.alt).toBe(alt);
  });

  it('names the heading as what a section’s picture shows', () => {
    expect(at('# The *se|a*\n\nBlue').found?.alt).toBe('The sea');
  });
});

describe('the place of the picture', () => {
  it.each<[name: string, marked: string, covered: string]>([
    ['paragraph', 'a\n\nb|b\n\nc', 'bb'],
    ['list item', '- aa\n  - b|b\n', 'bb'],
    ['numbered task', '10. [x] d|o', 'do'],
    ['second paragraph of an item', '- a\n\n  b|b', 'bb'],
    ['quoted list item', '> - a\n> - b|b', 'bb'],
    ['selection', 'a |b| c\nd\n\ne', 'a b c\nd'],
    ['empty image', 'x ![a|b]() y', '![ab]()'],
    ['sana block', '1. x\n\n   ```sana\n   f|ox\n   ```\n', '```sana\n   fox\n   ```'],
    ['cover below the title', '---\ntitle: |T\n---\n\n# T\n\nx', '# T'],
    ['cover', '---\ntitle: |T\n---\n\nx', '---\ntitle: T\n---'],
  ])('%s', (_name, marked, covered) => {
    const { text, found } = at(marked);
    const place = found!.place;
    expect(text.slice(place.start, place.end)).toBe(covered);
  });
});

describe('the section the cursor is in', () => {
  it.each([
    ['# A\n\none\n\n## B\n\ntw|o\n\n## C\n\nthree', 'B. two'],
    ['# A\n\non|e\n\n## B\n\ntwo\n\n# C', 'A. one. B. two'],
    ['no heading|', undefined],
  ])('%j', (marked, prompt) => {
    const offset = marked.indexOf('|');
    expect(sectionAt(open(marked.replace('|', '')), offset)?.prompt).toBe(prompt);
  });
});

describe('what a document offers', () => {
  const text =
    '# A\n\n## B\n\nbees\n\n## C\n\n![cat](cat.png)\n\ncats\n\n![a dog]()\n\n```sana\nx\n```\n\n```sana\n```\n';

  it('is one picture per section with words of its own, and those that have one are known', () => {
    const sections = sectionsOf(open(text)).map(({ title, prompt, illustrated }) => ({ title, prompt, illustrated }));
    expect(sections).toEqual([
      { title: 'B', prompt: 'B. bees', illustrated: false },
      { title: 'C', prompt: 'C. cats', illustrated: true },
    ]);
  });

  it('is its paragraphs where there are no headings', () => {
    expect(sectionsOf(open('one fox\n\n- x\n\ntwo *cats*')).map(({ prompt }) => prompt)).toEqual([
      'one fox',
      'two cats',
    ]);
  });

  it('is every image without a target and every sana block with a prompt', () => {
    expect(emptyImages(open(text)).map(({ prompt }) => prompt)).toEqual(['a dog']);
    expect(sanaBlocks(open(text)).map(({ start, end }) => text.slice(start, end))).toEqual(['```sana\nx\n```']);
  });
});

describe('words on one line', () => {
  it('are joined without a space only inside scripts that have none', () => {
    expect(onOneLine('狐狸\n在 林中\n a\nfox  𠀀 \n 𠀀')).toBe('狐狸在 林中 a fox 𠀀𠀀');
    expect(sentences(['狐狸', 'a fox', '', 'sits!', '林。', '猫'])).toBe('狐狸。a fox. sits! 林。猫');
  });

  it.each([
    ['line ends', () => onOneLine(`狐${'\n'.repeat(100_000)}x`)],
    ['pieces', () => sentences(Array.from({ length: 100_000 }, () => 'a fox'))],
  ])('take time in proportion to %s', (_, join) => {
    const start = performance.now();
    expect(join().length).toBeGreaterThan(2);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
