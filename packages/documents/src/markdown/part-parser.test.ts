import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { expect, it } from 'vitest';
import { parseMarkdown } from './parse.ts';
import { type Constructs, PartParser } from './part-parser.ts';
import { frontMatterIn } from './parts.ts';
import { nodesOfTypes } from './placed-nodes.ts';

const FRONT_MATTER = ['yaml', 'toml'] as const;

const parse = (text: string, besides: Constructs = {}) =>
  fromMarkdown(text, {
    extensions: [gfm(), ...(frontMatterIn(text) > 0 ? [frontmatter([...FRONT_MATTER])] : []), besides],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown([...FRONT_MATTER])],
  });

/** @returns the tree, and how many steps it took */
function inParts(parser: PartParser, text: string): { root: Root; steps: number } {
  const parsing = parser.steps(text);
  for (let steps = 0; ; steps++) {
    const { done, value } = parsing.next();
    if (done) return { root: value, steps };
  }
}

/** Lines that open and close things, in every order. */
const LINES = [
  ...['', '', '', '', ' ', '\t', 'words', 'more *words* of it', '  words', '    code', '\twords', '\u00a0', '\f'],
  ...[
    '- item',
    '  - nested',
    '1. first',
    '10) tenth',
    '-',
    '*',
    '- ```',
    '-   ```',
    '   ```',
    '  ~~~',
    '    ```',
    '\t```',
  ],
  ...[
    '```',
    '```',
    '````',
    '~~~',
    '~~~~',
    '```js',
    '``` `',
    '```\u00a0',
    '~~~ x ~~~',
    '> ```',
    '> quoted',
    '>',
    '> - item',
  ],
  ...[
    '<div>',
    '</div>',
    '<!-- one -->',
    '<!-- open',
    '-->',
    '<!-->',
    '<script>',
    '</script>',
    '<pre>x',
    '<b>bold</b>',
    '<?php',
    '?>',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!X',
    '<br>',
    '- <!-- in an item',
    '> <pre>',
    '<custom-tag>',
    ' <!-- indented',
    '<',
    '<style',
  ],
  ...[
    '# Title',
    '#',
    'Title\n===',
    'Title\n---',
    '---',
    '+++',
    '***',
    '- - -',
    'title: x',
    '| a | b |\n| - | - |\n| c |',
    '| d |',
  ],
  ...[
    '[a]: /x',
    '[a]',
    'see [b] and ![c][a]',
    '[B]: <y> "t\nu"',
    '[c]:',
    '/z',
    '[^n]',
    '[^n]: note',
    '    more',
    '[^m]: ```',
    '[^m]',
  ],
  ...[
    '[ẞ]: /s',
    '[SS]',
    '[ a  b ]: /ab',
    '[a b]',
    '![a]',
    '![^n]',
    '- [ ] [a]',
    '# [b]',
    '| [a] | [^n] |',
    'www.example.org',
    '\\',
    '`',
  ],
];

const documents = fc
  .tuple(
    fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 60 }),
    fc.constantFrom('\n', '\n', '\r\n', '\r'),
  )
  .map(([lines, eol]) => lines.join('\n').replaceAll('\n', eol));

const TYPES = ['link', 'html', 'listItem', 'blockquote', 'code', 'footnoteDefinition', 'emphasis'] as const;

/** Nodes as one meets them on the way through the tree. */
function inOrderOf(node: Nodes, types: readonly string[]): Nodes[] {
  const inside = 'children' in node ? node.children.flatMap(child => inOrderOf(child, types)) : [];
  return types.includes(node.type) ? [node, ...inside] : inside;
}

it('makes the tree that parsing the whole makes, however small the parts', () => {
  fc.assert(
    fc.property(documents, text => {
      const { root } = inParts(new PartParser(parse, 1), text);
      const whole = parse(text);
      expect(root).toEqual(whole);
      // also what is not looked for in the tree, but in its parts
      expect(nodesOfTypes(root, TYPES)).toEqual(inOrderOf(whole, TYPES));
    }),
    { numRuns: 250 },
  );
});

it('makes it of the parts that are known from earlier versions', () => {
  const parser = new PartParser(parse, 1);
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.constantFrom(...LINES, '\n\n', 'x')), { maxLength: 5 });
  fc.assert(
    fc.property(documents, edits, (text, changes) => {
      let current = text;
      inParts(parser, current);
      for (const [at, removed, added] of changes) {
        const from = at % (current.length + 1);
        current = current.slice(0, from) + added + current.slice(from + removed);
        expect(inParts(parser, current).root).toEqual(parse(current));
      }
    }),
    { numRuns: 60 },
  );
});

it('parses no more than the part that was changed', () => {
  let parsed = 0;
  const parser = new PartParser((text, besides) => {
    parsed += text.length;
    return parse(text, besides);
  });
  const text = Array.from(
    { length: 300 },
    (_, i) => `## Section ${i}\n\n- [a link][sea]\n\n  \`\`\`\n  ${i}\n  \`\`\`\n\n${'Words. '.repeat(50)}\n\n`,
  ).join('');
  const document = `---\ntitle: x\n---\n\n${text}[sea]: /sea\n`;
  inParts(parser, document);
  expect(parsed).toBeLessThan(3 * document.length);
  const at = document.indexOf('Section 150');
  let steps = 0;
  for (let typed = 1; typed <= 80; typed++) {
    parsed = 0;
    const changed = document.slice(0, at) + 'x'.repeat(typed) + document.slice(at);
    steps = inParts(parser, changed).steps;
    expect(parsed).toBeLessThan(30_000);
  }
  expect(steps).toBeGreaterThan(20);
});

it('reads what follows a rule at the top as without front matter', () => {
  expect(parseMarkdown('---\n\nwords\n> quoted\n').children.map(({ type }) => type)).toEqual([
    'thematicBreak',
    'paragraph',
    'blockquote',
  ]);
});
