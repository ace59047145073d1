import type { ComponentChildren } from 'preact';
import type { PresetId } from '../../styles/presets.ts';
import { DRAWN } from './sketches-drawn.tsx';
import { LIT } from './sketches-lit.tsx';

const SKETCHES: { readonly [Id in PresetId]: ComponentChildren } = { ...DRAWN, ...LIT };

/** What the words of a preset mean: one house on one hill in each style, which no model has made. */
export function StyleSketch({ id }: { readonly id: PresetId }) {
  return (
    <svg viewBox="0 0 48 36" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      {SKETCHES[id]}
    </svg>
  );
}
