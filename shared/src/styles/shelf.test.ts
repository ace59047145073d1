import { describe, expect, it } from 'vitest';
import { emptyForm } from '../form/form.ts';
import { styleOfForm, withStyleOf } from './apply.ts';
import { StyleShelf } from './shelf.ts';
import type { Style } from './style.ts';
import { readStyles, stylesJson } from './styles-file.ts';

const style = (name: string, words = name): Style => ({ name, words, negativeWords: '', parameters: {} });

function host(kept?: unknown) {
  const stored = new Map<string, unknown>(kept === undefined ? [] : [['styles', kept]]);
  let ofDocument: Style | undefined;
  return {
    stored,
    storage: {
      get: async (key: string) => stored.get(key),
      set: async (key: string, value: unknown) => void stored.set(key, value),
    },
    documentStyle: {
      label: 'This file',
      read: async () => ofDocument,
      write: async (written: Style | undefined) => {
        ofDocument = written;
      },
      colours: async () => [{ r: 1, g: 0, b: 0 }],
    },
  };
}

describe('the shelf of styles', () => {
  it('keeps, replaces and removes the person’s own, and that of the document', async () => {
    const there = host();
    const shelf = new StyleShelf(there);
    expect(await shelf.read()).toEqual({ own: [], document: undefined, colours: 'palette of red' });
    await shelf.keep(style('a'));
    await shelf.keep(style('b'));
    await shelf.keep(style('a', 'other words'));
    await shelf.setDocument(style('house'));
    expect(await new StyleShelf(there).read()).toMatchObject({
      own: [style('b'), style('a', 'other words')],
      document: style('house'),
    });
    await shelf.remove('b');
    await shelf.setDocument(undefined);
    expect(await shelf.read()).toMatchObject({ own: [style('a', 'other words')], document: undefined });
  });

  it('takes the styles of a file, and refuses one that is none without losing what is there', async () => {
    const shelf = new StyleShelf(host(stylesJson([style('mine')])));
    const file = (text: string) => ({ name: 'house.json', text: async () => text });
    expect(await shelf.open(file(stylesJson([style('a'), style('b')])))).toBe(2);
    await expect(shelf.open(file('{}'))).rejects.toThrow('house.json');
    expect((await shelf.read()).own.map(({ name }) => name)).toEqual(['mine', 'a', 'b']);
  });

  it('begins anew where storage is damaged, and says so where a later version has written', async () => {
    expect((await new StyleShelf(host('{"format":')).read()).own).toEqual([]);
    expect((await new StyleShelf(host(7)).read()).own).toEqual([]);
    const later = stylesJson([]).replace('"version": 1', '"version": 2');
    await expect(new StyleShelf(host(later)).keep(style('a'))).rejects.toThrow('later version');
  });

  it('keeps nothing that it could not read again', async () => {
    const there = host();
    await expect(new StyleShelf(there).keep(style('x'.repeat(81)))).rejects.toThrow('80');
    expect(there.stored.size).toBe(0);
  });
});

describe('a style in the form', () => {
  const defaults = { model: 'mini', width: 256, height: 256, steps: 12, guidanceScale: 2.5 };

  it('is what it was before it was kept', () => {
    const form = withStyleOf(emptyForm(defaults), {
      words: 'flat',
      negativeWords: 'photo',
      parameters: { steps: 30, sampler: 'euler' },
    });
    expect(form).toMatchObject({
      style: 'flat',
      negativePrompt: 'photo',
      steps: '30',
      guidanceScale: '2.5',
      sampler: 'euler',
    });
    const kept = styleOfForm('House', form, defaults);
    expect(kept).toEqual({
      name: 'House',
      words: 'flat',
      negativeWords: 'photo',
      parameters: { steps: 30, sampler: 'euler' },
    });
    expect(readStyles(stylesJson([kept]), '')).toEqual([kept]);
  });

  it('leaves numbers to the model that are the model’s own', () => {
    expect(styleOfForm('House', emptyForm(defaults), defaults).parameters).toEqual({});
  });
});
