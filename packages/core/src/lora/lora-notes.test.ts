import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loraNotes } from './lora-notes.ts';

describe('what a LoRA’s header says for people', () => {
  it('is its trigger words, then the most frequent tags of its training, none twice, and its name', () => {
    const ss_tag_frequency = JSON.stringify({
      '10_brand': { brandish: 3, 'flat colours': 40, 'a fox': 2 },
      '5_more': { 'flat colours': 2, 'a boat': 4 },
    });
    expect(
      loraNotes({
        'modelspec.trigger_phrase': 'in brandish style, Brandish',
        ss_tag_frequency,
        ss_output_name: 'brand-v2',
      }),
    ).toEqual({
      title: 'brand-v2',
      words: ['in brandish style', 'brandish', 'flat colours', 'a boat', 'a fox'],
      picture: undefined,
    });
    expect(loraNotes({ instance_prompt: 'sks dog' }).words).toEqual(['sks dog']);
  });

  it('may have a picture, which is an image in the header and no address', () => {
    const picture = 'data:image/png;base64,iVBORw0KGgo=';
    expect(loraNotes({ 'modelspec.thumbnail': picture }).picture).toBe(picture);
    for (const other of ['https://example.com/a.png', 'data:text/html;base64,AA==', `${picture}<script>`, 7]) {
      expect(loraNotes({ 'modelspec.thumbnail': other }).picture).toBeUndefined();
    }
  });

  it('is short lines whatever stands there', () => {
    const keys = [
      'modelspec.trigger_phrase',
      'ss_tag_frequency',
      'modelspec.title',
      'ss_output_name',
      'modelspec.thumbnail',
    ];
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.jsonValue().map(json => JSON.stringify(json)),
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.anything())),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value), notes => {
        const { title = '', words } = loraNotes(notes);
        expect(words.length).toBeLessThanOrEqual(12);
        for (const line of [title, ...words]) {
          expect(line.length).toBeLessThanOrEqual(200);
          expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
        }
      }),
    );
  });
});
