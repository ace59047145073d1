import { insertionEdit, openDocument, promptAt, sectionAt } from '@sana-studio/documents';
import fc from 'fast-check';
import { wildText } from '../hostile-json.ts';
import { target } from '../target.ts';

const PIECES = [
  '# A title',
  'Some words about a lighthouse.',
  '- item',
  '  - nested',
  '1. first',
  '> quoted',
  '```sana',
  '```js',
  '```',
  'prompt: a cat',
  'steps: 1e9',
  'size: 99999999x1',
  '---',
  '+++',
  'title: "T"',
  'image: &a [*a, *a]',
  '| a | b |',
  '| - | - |',
  '![](x.png)',
  '![alt]()',
  '![a](<',
  '[^1]: note',
  '[x]: <y> "z"',
  '<div><!--',
  '-->',
  '<![CDATA[',
  '\\',
  '&amp;&#99999999;',
  '*'.repeat(300),
  '_a'.repeat(300),
  '['.repeat(300),
  '![['.repeat(100),
  '`'.repeat(301),
  '<'.repeat(300),
  '> '.repeat(90),
  '- '.repeat(90),
  '\t\t',
  '\ufeff',
  '\u0000',
  '\u202e',
];

const line = fc.record({
  text: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, wildText(40)),
  indented: fc.constantFrom('', '', '  ', '    ', '\t', '> ', '- ', '1. '),
  end: fc.constantFrom('\n', '\n', '\n\n', '\r\n', ' ', ''),
  times: fc.constantFrom(1, 1, 1, 1, 2, 40),
});

export const markdown = target({
  name: 'markdown',
  inputs: fc.record({
    lines: fc.array(line, { maxLength: 12 }),
    at: fc.nat({ max: 5000 }),
    length: fc.constantFrom(0, 0, 5),
  }),
  read({ lines, at, length }) {
    const text = lines
      .map(({ text: words, indented, end, times }) => `${indented}${words}${end}`.repeat(times))
      .join('');
    const start = at % (text.length + 1);
    const end = Math.min(text.length, start + length);
    const document = openDocument(text, 'markdown');
    sectionAt(document, start);
    const found = promptAt(document, { start, end });
    if (!found) return;
    insertionEdit(document, found.place, { alt: found.alt, path: 'images/a.png', keepBlock: false });
  },
});
