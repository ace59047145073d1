import { describe, expect, it, vi } from 'vitest';
import { planDocument } from './plan-document.ts';

const read = vi.hoisted(() => ({ units: 0 }));

vi.mock('./proof/markdown-it.ts', async importOriginal => {
  const parsers = await importOriginal<typeof import('./proof/markdown-it.ts')>();
  return {
    readCommonMark: parsers.readCommonMark,
    readExtended(text: string) {
      read.units += text.length;
      return parsers.readExtended(text);
    },
  };
});

const WORDS = 'Words that are there so that the document is long, and read again for nothing.';
const PICTURES = 60;

function planned(name: string, block: (index: number) => string) {
  const text = Array.from({ length: PICTURES }, (_, index) => block(index)).join('');
  read.units = 0;
  const { pictures, refused } = planDocument({ name, text, folder: 'images/', isThere: () => false });
  return { pictures: pictures.length, refused: refused.length, readings: read.units / text.length };
}

describe('many pictures in one document', () => {
  it.each<[string, (index: number) => string]>([
    ['images without a target', index => `${WORDS}\n\n![a cat ${index}]()\n\n`],
    ['in one paragraph', index => `![a cat ${index}]() ${WORDS}\n`],
    ['of the same words', () => `${WORDS}\n\n![a cat]()\n\n`],
    ['by reference', index => `${WORDS}\n\n![a cat][c${index}]\n\n[c${index}]: lost-${index}.png\n\n`],
    [
      'in HTML',
      index => `<p>\n<img src=lost-${index}.png alt="a cat"> <img src='more.png' alt=cats>\n</p>\n\n${WORDS}\n\n`,
    ],
    ['blocks', index => `${WORDS}\n\n\`\`\`sana\nA cat ${index}\n\`\`\`\n\n`],
    ['blocks with words right behind them', index => `\`\`\`sana\nA cat ${index}\n\`\`\`\n${WORDS}\n\n`],
    ['blocks one after the other', index => `\`\`\`sana\nA cat ${index}\n\`\`\`\n`],
    ['blocks in a list', index => `- ${WORDS}\n  \`\`\`sana\n  A cat ${index}\n  \`\`\`\n`],
    [
      'blocks in notes',
      index => `[^${index}]: ${WORDS}\n\n    ~~~sana\n    A cat ${index}\n    ~~~\n\n${WORDS}[^${index}]\n\n`,
    ],
  ])('is read a few times, not once for each of them: %s', (_name, block) => {
    const { pictures, refused, readings } = planned('a.md', block);
    expect(pictures + refused).toBeGreaterThanOrEqual(PICTURES);
    expect(refused).toBe(0);
    expect(readings).toBeLessThan(40);
  });

  it('is told of those alone that cannot be written', () => {
    const { pictures, refused, readings } = planned('a.md', index =>
      index % 20 === 7 ? `![a cat][c] [see][c]\n\n[c]: lost.png\n\n` : `${WORDS}\n\n![a dog]()\n\n`,
    );
    expect([pictures, refused]).toEqual([PICTURES - 3, 1]);
    expect(readings).toBeLessThan(40);
  });
});
