import { describe, expect, it } from 'vitest';
import type { Layer } from './api.ts';
import { offersOf } from './selection.ts';

let lastId = 0;

function layer(type: string, name: string, members: Partial<Layer> = {}): Layer {
  const { x = 0, y = 0, width = 100, height = 50 } = members;
  return {
    id: `1:${++lastId}`,
    type,
    name,
    removed: false,
    parent: null,
    visible: true,
    locked: false,
    getPluginData: () => '',
    setPluginData() {},
    setRelaunchData() {},
    x,
    y,
    width,
    height,
    absoluteBoundingBox: { x, y, width, height },
    ...members,
  };
}
const text = (characters: string, members: Partial<Layer> = {}) =>
  layer('TEXT', characters, { characters, ...members });
const shape = (name: string, members: Partial<Layer> = {}) => layer('RECTANGLE', name, { fills: [], ...members });
const prompts = (...selection: Layer[]) => offersOf(selection).map(({ label, prompt }) => [label, prompt]);

describe('the prompt of a layer', () => {
  it('is the text of text layers and sticky notes, in any language', () => {
    const sticky = layer('STICKY', 'Sticky', { fills: [], text: { characters: ' 一只猫 ' } });
    expect(prompts(text('a 🐶\nplaying'), sticky)).toEqual([
      ['a 🐶\nplaying', 'a 🐶\nplaying'],
      ['Sticky', '一只猫'],
    ]);
  });

  it('is an annotation before the texts inside, a component’s text and the name', () => {
    const children = [
      text('inside'),
      text('unseen', { visible: false }),
      layer('GROUP', 'g', { children: [text('deep')] }),
    ];
    const componentProperties = {
      'Title#1:2': { type: 'TEXT', value: 'property' },
      'Shown#1:3': { type: 'BOOLEAN', value: true },
    } as const;
    const all = { fills: [], children, componentProperties, annotations: [{ label: 'annotated' }, {}] };
    expect(prompts(layer('INSTANCE', 'Card', all))).toEqual([['Card', 'annotated']]);
    expect(prompts(layer('INSTANCE', 'Card', { ...all, annotations: [] }))).toEqual([['Card', 'inside\ndeep']]);
    expect(prompts(layer('INSTANCE', 'Card', { ...all, annotations: [], children: [] }))).toEqual([
      ['Card', 'property'],
    ]);
    expect(prompts(layer('FRAME', 'Card', { fills: [], children }))).toEqual([['Card', 'inside\ndeep']]);
    expect(prompts(shape('Sunset over the bay'))).toEqual([['Sunset over the bay', 'Sunset over the bay']]);
  });

  it('is not a name that Figma gave', () => {
    expect(prompts(shape('Rectangle 12'), shape('Frame'), shape('image 3'), shape('矩形 4'))).toEqual([
      ['Rectangle 12', ''],
      ['Frame', ''],
      ['image 3', ''],
      ['矩形 4', ''],
    ]);
  });

  it('is told from one that Figma gave in time that is linear', () => {
    const start = performance.now();
    expect(prompts(shape(`Frame ${'1'.repeat(50_000)}x`))).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('is that of the picture in it, if there is one', () => {
    const stored = JSON.stringify({ prompt: 'a moon', seed: 1 });
    const [made] = offersOf([shape('Hero', { getPluginData: () => stored })]);
    expect(made).toMatchObject({ prompt: 'a moon', request: stored, width: 100, height: 50 });
    const [broken] = offersOf([shape('Hero', { getPluginData: () => '{"prompt":' })]);
    expect(broken).toMatchObject({ prompt: 'Hero' });
    expect(broken).not.toHaveProperty('request');
  });
});

describe('texts beside shapes', () => {
  it('describe the nearest one', () => {
    const selection = [text('a cat', { x: 0 }), text('on a mat', { x: 10, y: 60 }), text('a dog', { x: 900 })];
    expect(prompts(...selection, shape('Left', { x: 120 }), shape('Right', { x: 780 }))).toEqual([
      ['Left', 'a cat\non a mat'],
      ['Right', 'a dog'],
    ]);
  });

  it('describe all of them when there is only one text', () => {
    expect(prompts(text('a cat'), shape('One'), shape('Two', { x: 500 }))).toEqual([
      ['One', 'a cat'],
      ['Two', 'a cat'],
    ]);
  });

  it('have no size of their own, which is that of letters', () => {
    expect(offersOf([text('a cat', { fills: [] })])[0]).not.toHaveProperty('width');
  });
});
