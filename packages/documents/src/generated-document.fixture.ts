import fc from 'fast-check';

const WORDS = [
  'a red fox',
  'the **old** mill',
  '冬の市場',
  'فنجان قهوة',
  'a [link](https://example.org "t")',
  'see [ledger] and `code`',
  '~~no~~ yes',
  'an <b>inn</b>',
  '🥮 &amp; \\*tea\\*',
  'note[^n]',
  '![here](have.png) beside',
  'x <!-- hidden -->',
  '{{< ref "a" >}} moss',
  'words {#id .class}',
  '100% of 2 < 3',
];
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }).map(parts => parts.join(' '));

/** Lines of a block. */
type Lines = readonly string[];

const sana: fc.Arbitrary<Lines> = fc
  .tuple(fc.constantFrom('```sana', '~~~sana seed=7', '````sana size=64'), words)
  .map(([open, text]) => [open, text, /^[`~]+/u.exec(open)![0]]);
const leaf: fc.Arbitrary<Lines> = fc.oneof(
  { weight: 5, arbitrary: fc.array(words, { minLength: 1, maxLength: 2 }) },
  { weight: 3, arbitrary: sana },
  fc.tuple(fc.constantFrom('# ', '## ', '### '), words).map(([mark, text]) => [mark + text]),
  words.map(text => [text, '===']),
  words.map(text => ['```js', text, '```']),
  words.map(text => [`    ${text}`]),
  fc.constant(['---']),
  words.map(text => [`![${text.replace(/[[\]!]/gu, '')}]()`]),
  fc.constant(['![a lost dog](lost.png "t")']),
  fc.constant(['![a lost hen][hen]']),
  fc.constant(['<img src="lost.png" alt="a lost cat">']),
  fc.tuple(words, words).map(([one, other]) => [`| ${one} | b |`, '|---|:-:|', `| ${other} | ![x]() |`]),
  fc.constant(['<div align="center">']),
  fc.constant(['</div>']),
  fc.constant(['<!-- one', '', 'two -->']),
  words.map(text => [':::tip', text, ':::']),
  fc.constant(['$$', 'n = 7', '', 'm', '$$']),
  fc.constant(['[ledger]: https://example.org/x "L"']),
  fc.constant(['[hen]: lost-hen.png']),
  words.map(text => ['Term', `: ${text}`]),
  words.map(text => ['Term', '', `: ${text}`, '', ': other']),
  fc.constant(['{: .lead}']),
  fc.constant(['{% raw %}']),
);

function nested(first: string, rest: string, lines: Lines): Lines {
  return lines.map((line, index) => (index === 0 ? first + line : line === '' ? rest.trimEnd() : rest + line));
}

const block = fc.letrec<{ block: Lines; blocks: Lines }>(tie => ({
  blocks: fc
    .array(fc.tuple(tie('block'), fc.boolean()), { minLength: 1, maxLength: 3 })
    .map(parts => parts.flatMap(([lines, apart], index) => (index > 0 && apart ? ['', ...lines] : lines))),
  block: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: leaf },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('- ', '* ', '1. ', '10) ', '-\t', '- [ ] ', '+   '), tie('blocks'))
        .map(([mark, lines]) => {
          const content = mark.startsWith('- [') ? '- ' : mark;
          return nested(mark, content.includes('\t') ? '\t' : ' '.repeat(content.length), lines);
        }),
    },
    { weight: 1, arbitrary: tie('blocks').map(lines => nested('> ', '> ', lines)) },
    { weight: 1, arbitrary: tie('blocks').map(lines => ['> [!NOTE]', ...nested('> ', '> ', lines)]) },
    { weight: 1, arbitrary: tie('blocks').map(lines => nested('[^n]: ', '    ', lines)) },
  ),
})).blocks;

const frontMatter = fc.constantFrom<Lines>(
  [],
  [],
  [],
  ['---', 'title: 1984', 'description: A year', '---'],
  ['+++', 'title = "Moss"', '+++'],
  ['---', 'tags: [a]', '---', ''],
);

/** Untidy documents of every kind of block in every other. */
export const generatedDocument = fc
  .record({
    name: fc.constantFrom('a.md', 'a.md', 'a.md', 'a.mdx', 'a.qmd'),
    front: frontMatter,
    lines: fc.array(block, { minLength: 1, maxLength: 3 }).map(parts => parts.flat()),
    end: fc.constantFrom('\n', '\r\n'),
    last: fc.boolean(),
    mark: fc.constantFrom('', '', '\ufeff'),
  })
  .map(({ name, front, lines, end, last, mark }) => ({
    name,
    text: mark + [...front, ...lines].join(end) + (last ? end : ''),
  }));

/** Long ones, which ask for many pictures. */
export const crowdedDocument = fc
  .array(generatedDocument, { minLength: 6, maxLength: 12 })
  .map(([first, ...others]) => {
    const end = first!.text.includes('\r\n') ? '\r\n' : '\n';
    const lines = others.map(({ text }) =>
      text.replace(/^\ufeff|\r(?=\n)/gu, '').replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/u, ''),
    );
    return { name: first!.name, text: first!.text + end + lines.join('\n\n').replaceAll('\n', end) };
  });
