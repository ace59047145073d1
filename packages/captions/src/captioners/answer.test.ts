import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { altText, captionOf } from './answer.ts';
import { captionType } from './model-captioner.ts';

const WHO = { model: 'm', file: 'f.png' };

describe('what a model answers', () => {
  it('becomes a caption without what is not of the picture', () => {
    const table: readonly (readonly [answer: string, caption: string])[] = [
      ['"A fox in the snow."', 'A fox in the snow.'],
      ['An image of a fox in the snow.', 'A fox in the snow.'],
      ['The picture shows a fox.', 'A fox.'],
      ['Here is the alternative text: “A fox.”', 'A fox.'],
      ["Sure! Here's a caption:\n\n**A fox.**", 'A fox.'],
      ['Alt text: A fox.', 'A fox.'],
      ['```\nA fox\nin snow.\n```', 'A fox in snow.'],
      ['<think>\nfox?\n</think>\n\nA fox.', 'A fox.'],
      ['fox? </think> A fox.', 'A fox.'],
      ['<thinking>fox</thinking>A fox.', 'A fox.'],
      ['Hier ist der Alternativtext: „Ein Fuchs.“', 'Ein Fuchs.'],
      ['以下是替代文本：雪中的狐狸。', '雪中的狐狸。'],
      ['小猫', '小猫'],
      ['I can see a fox.', 'I can see a fox.'],
      ['Sorrel by a brook', 'Sorrel by a brook'],
    ];
    for (const [answer, caption] of table) expect(captionOf(answer, { purpose: 'alt' }, WHO)).toBe(caption);
    // of a paragraph nothing is left out
    const paragraph = `${'A red fox sits in deep snow. '.repeat(12)}`.trim();
    expect(captionOf(paragraph, { purpose: 'training' }, WHO)).toBe(paragraph);
  });

  it('is short enough to be read out, and ends at a sentence, a word or a letter', () => {
    expect(altText(`A fox sits in the snow by a frozen river. ${'It looks at us. '.repeat(9)}`)).toMatch(/\.$/);
    expect(altText('word '.repeat(60))).toMatch(/word…$/);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => {
        const alt = altText(text);
        expect(alt.length).toBeLessThanOrEqual(125);
        expect(alt).not.toMatch(/\p{Surrogate}/u);
        expect(alt).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it('is filed under a name that Sana’s readers keep as it is', () => {
    expect(
      ['qwen2.5vl:7b', 'llava:latest', 'Qwen/Qwen2.5-VL', '/models/tiny', 'prompt', '模型'].map(captionType),
    ).toEqual(['qwen2-5vl-7b', 'llava', 'Qwen-Qwen2-5-VL', 'models-tiny', 'model-prompt', 'model']);
    fc.assert(
      fc.property(fc.string(), name => /^[A-Za-z0-9-]+$/.test(captionType(name)) && captionType(name) !== 'prompt'),
    );
  });
});
