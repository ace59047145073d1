import { describe, expect, it } from 'vitest';
import { openDocument } from '../document.ts';
import { parseMarkdown } from './parse.ts';
import { promptAt } from './prompt-sources.ts';

const LIMIT = 2000;

function timed(text: string): { code: string; took: number } {
  const start = performance.now();
  let code = 'parsed';
  try {
    parseMarkdown(text);
  } catch (error) {
    code = (error as { code?: string }).code ?? String(error);
  }
  return { code, took: performance.now() - start };
}

describe('a document that would take a parser long', () => {
  it.each([
    ['quotations in one another', '> '.repeat(16_000)],
    ['numbered lists in one another, on one line', '1. '.repeat(16_000)],
    [
      'lists in one another, by their indentation',
      Array.from({ length: 1000 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
    ],
    ['a paragraph of unfinished emphasis', '**a'.repeat(16_000)],
    ['mixed emphasis', '*_'.repeat(16_000)],
    ['ends of links', ']'.repeat(16_000)],
    ['beginnings of links', '[a]('.repeat(16_000)],
    ['as many items as a document may have bytes', '- \n'.repeat(300_000)],
    ['ten megabytes of prose', 'Some words about a lighthouse.\n\n'.repeat(300_000)],
  ])('is refused at once: %s', (_, text) => {
    const { code, took } = timed(text);
    expect(code).toBe('over-budget');
    expect(took).toBeLessThan(LIMIT / 4);
  });

  it('still gives its selected words as a prompt', () => {
    const text = `${'> '.repeat(16_000)}A lighthouse at dusk. \n`;
    const start = text.indexOf('A light');
    expect(promptAt(openDocument(text, 'markdown'), { start, end: text.length })).toMatchObject({
      prompt: 'A lighthouse at dusk.',
      place: { kind: 'after', start: text.length - 2 },
    });
    expect(() => promptAt(openDocument(text, 'markdown'), { start, end: start })).toThrow('nested more than');
  });
});

describe('what people write', () => {
  it.each([
    ['a long book', `# One\n\n${'Some *words* about [a lighthouse](x.md) and `code`.\n\n'.repeat(500)}`],
    ['a list of links', '- [a](b) *c* `d`\n'.repeat(500)],
    ['a wide table', `| a | b |\n| - | - |\n${'| *a* [x](y) | `b` |\n'.repeat(500)}`],
    ['twelve levels of a list', Array.from({ length: 12 }, (_, i) => `${'    '.repeat(i)}- item`).join('\n')],
    ['thematic breaks and rulers', `${'- '.repeat(40)}\n\n${'*'.repeat(80)}\n\n${'-'.repeat(2000)}\n`],
    ['deeply indented code', `    ${' '.repeat(180)}x\n`],
    ['a drawing of characters', `\`\`\`\n${'|  >---+  |\n'.repeat(500)}\`\`\`\n`],
  ])('is parsed: %s', (_, text) => expect(timed(text).code).toBe('parsed'));
});
