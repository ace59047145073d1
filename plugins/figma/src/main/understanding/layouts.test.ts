import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYOUTS } from '../../../../../test/figma/layouts/all.ts';
import type { Layout } from '../../../../../test/figma/layouts/builders/answers.ts';
import { judge } from '../../../../../test/figma/layouts/judge.ts';
import { selectionOf, understandLayout } from '../../../../../test/figma/layouts/understood.ts';
import { understand } from './rows.ts';

/** One layout a line. */
const GIVEN = readFileSync('test/figma/layouts/given.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Layout);

describe('a selection is understood', () => {
  it.each([...GIVEN, ...LAYOUTS].map(layout => [layout.name, layout] as const))('%s', (_, layout) => {
    const { rows, notices } = understandLayout(layout);
    const { faults, wrongFills } = judge(layout, rows);
    expect({ faults, wrongFills }).toEqual({ faults: [], wrongFills: [] });
    if (layout.notice) expect(notices).toContain(layout.notice);
  });
});

it('tells by a letter what repeats', () => {
  for (const layout of [...GIVEN, ...LAYOUTS]) {
    const { rows } = understandLayout(layout);
    const letters = new Map(rows.map(({ place, set }) => [place.node, set]));
    const sets = new Map<string, string[]>();
    for (const { place, set } of layout.expected) {
      if (set && place.kind === 'fill') sets.set(set, [...(sets.get(set) ?? []), place.node]);
    }
    for (const nodes of sets.values()) {
      if (nodes.length > 1) expect(new Set(nodes.map(node => letters.get(node))).size, layout.name).toBe(1);
    }
  }
});

it('takes the same from layers in whatever order they are selected', () => {
  for (const layout of GIVEN) {
    const selection = selectionOf(layout);
    const places = (layers: typeof selection) => understand(layers).rows.map(({ place, prompt }) => [place, prompt]);
    expect(places([...selection].reverse()), layout.name).toEqual(places(selection));
  }
});
