import { expect, it } from 'vitest';
import type { LayerOffer } from '../contract.ts';
import { LayerPrompts } from './layer-prompts.ts';
import { en } from './locales/en.ts';

const layer = (label: string, more: Partial<LayerOffer> = {}): LayerOffer => ({
  ...{ id: label, label, prompt: `of ${label}`, main: '', support: '', kind: 'fill' },
  ...more,
});

function select(readOnly: boolean, ...layers: readonly LayerOffer[]) {
  const prompts = new LayerPrompts(en, async () => undefined);
  const told: { offers: unknown; notes: unknown }[] = [];
  prompts.subscribe((offers, notes) => told.push({ offers, notes }));
  prompts.select(layers, ['a note'], readOnly);
  return { prompts, told };
}

it('says what will happen to a layer by what it is, where pictures are put, and when', () => {
  const { prompts } = select(false, layer('Hero'), layer('Title', { kind: 'beside' }));
  const way = (id: string, place: string, when = 'ready') => prompts.way(id, { place, when });
  expect([way('Hero', 'fill'), way('Title', 'fill'), way('together Hero', 'fill')]).toEqual(['fill', 'beside', 'fill']);
  expect([way('Hero', 'beside'), way('Title', 'replace'), way('Hero', 'fill', 'click')]).toEqual([
    'beside',
    'replace',
    'later',
  ]);
  expect(select(true, layer('Hero')).prompts.way('Hero', { place: 'fill' })).toBe('later');
});

it('tells of each layer, by its name, why it is left out, and of all together', () => {
  const { told } = select(false, layer('Hero'), layer('Card'), layer('Logo', { kind: 'none', why: 'locked' }));
  expect(told).toMatchObject([
    {
      notes: ['a note'],
      offers: [
        { id: 'Hero' },
        { id: 'Card' },
        { id: 'Logo', leftOut: '“Logo” is locked, or something around it is. Unlock it to fill it.' },
        { id: 'together Hero', label: 'All 2 together', prompt: 'of Hero\nof Card', repeats: true },
      ],
    },
  ]);
});
