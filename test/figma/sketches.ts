import type { LayerSketch } from './model/layers.ts';

export const GREY = { type: 'SOLID', color: { r: 0.5, g: 0.5, b: 0.5 } } as const;

export const shape = (name: string, more: Partial<LayerSketch> = {}): LayerSketch => ({
  type: 'RECTANGLE',
  name,
  width: 64,
  height: 64,
  ...more,
});
export const text = (name: string, characters: string, more: Partial<LayerSketch> = {}): LayerSketch => ({
  type: 'TEXT',
  name,
  characters,
  width: 120,
  height: 20,
  ...more,
});
