import { expect, it } from 'vitest';
import type { Figma, Paint } from './api.ts';
import { namedColours, readDocumentStyle, writeDocumentStyle } from './document-style.ts';

const solid = (r: number, g: number, b: number): Paint => ({ type: 'SOLID', color: { r, g, b } });

function fileWith(styles: readonly (readonly Paint[])[]) {
  const kept = new Map<string, string>();
  const figma: Pick<Figma, 'root' | 'getLocalPaintStylesAsync'> = {
    root: {
      name: 'Mockups',
      getSharedPluginData: (namespace, key) => kept.get(`${namespace}/${key}`) ?? '',
      setSharedPluginData: (namespace, key, value) => void kept.set(`${namespace}/${key}`, value),
    },
    getLocalPaintStylesAsync: async () => styles.map(paints => ({ paints })),
  };
  return { figma: figma as Figma, kept };
}

it('keeps a style in the file, where other plugins can read it', () => {
  const { figma, kept } = fileWith([]);
  expect(readDocumentStyle(figma)).toBe('');
  writeDocumentStyle(figma, '{"format":"sana-studio-styles"}');
  expect(readDocumentStyle(figma)).toBe('{"format":"sana-studio-styles"}');
  expect([...kept.keys()]).toEqual(['sana_studio/style']);
});

it('reads the colours that the file has styles of: plain ones, and not too many', async () => {
  const gradient = { type: 'GRADIENT_LINEAR', gradientStops: [], gradientTransform: [] } as unknown as Paint;
  const { figma } = fileWith([[solid(1, 0, 0)], [gradient], [], [solid(0, 0, 1), solid(0, 1, 0)], [solid(0, 0, 1)]]);
  expect(await namedColours(figma)).toEqual([
    { r: 1, g: 0, b: 0 },
    { r: 0, g: 0, b: 1 },
  ]);
  expect(await namedColours(fileWith(Array.from({ length: 50 }, () => [solid(0, 0, 0)])).figma)).toHaveLength(12);
});
