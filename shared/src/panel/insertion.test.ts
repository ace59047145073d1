import { SanaError } from '@sana-studio/core';
import { expect, it, vi } from 'vitest';
import type { PanelPicture, PictureAction, PictureTrial } from '../host.ts';
import { asked, fakePrompts, finish, start } from './started.fixture.ts';

const HERO = { id: '1', label: 'Hero', prompt: 'a harbour', words: 'said' };
const CARD = { id: '2', label: 'Card', prompt: 'a market' };

/** A panel whose host puts every picture into the document, with four variants of one place. */
async function fourVariants(automatic: boolean) {
  const inserted: (string | undefined)[][] = [];
  const note =
    (what: string) =>
    async ({ target, words }: PanelPicture) => {
      inserted.push([what, target, words]);
      return undefined;
    };
  const insert: PictureAction = { id: 'insert', automatic: () => automatic, run: note('insert') };
  const trial: PictureTrial = {
    suits: () => true,
    show: vi.fn(note('show')),
    keep: vi.fn(async target => void inserted.push(['keep', target])),
    discard: vi.fn(async target => void inserted.push(['discard', target])),
  };
  const { prompts, select } = fakePrompts();
  const { host, panel } = await start({ prompts, actions: [insert], ...(automatic && { trial }) });
  select(HERO);
  panel.form.edit({ count: 4 });
  const run = panel.making.generate();
  await asked(host);
  finish(host);
  await run;
  return { panel, select, inserted, insert, slots: panel.state.run!.slots };
}

it('shows one of several variants at their place, another on demand, and keeps what the person decides for', async () => {
  const { panel, inserted, slots } = await fourVariants(true);
  expect(inserted).toEqual([['show', '1', 'said']]);
  expect([panel.state.applied.get('1'), [...panel.state.tried]]).toEqual([slots[0]!.id, ['1']]);
  await panel.insertion.show(slots[2]!);
  expect(panel.state.applied.get('1')).toBe(slots[2]!.id);
  await panel.insertion.keep('1');
  expect(inserted.slice(1)).toEqual([
    ['show', '1', 'said'],
    ['keep', '1'],
  ]);
  expect([panel.state.applied.get('1'), panel.state.tried.size]).toEqual([slots[2]!.id, 0]);
  await panel.insertion.show(slots[1]!);
  await panel.insertion.discard('1');
  expect([panel.state.applied.size, panel.state.tried.size]).toEqual([0, 0]);
});

it('puts a result into its own place, and once it is there, where something else is selected', async () => {
  const { panel, select, inserted, insert, slots } = await fourVariants(false);
  select(CARD);
  await panel.insertion.insert(insert, slots[1]!, 'done');
  expect(panel.state.notice).toBe('done');
  await panel.insertion.insert(insert, slots[1]!, 'done');
  select();
  await panel.insertion.insert(insert, slots[1]!, 'done');
  expect(inserted.map(([, target]) => target)).toEqual(['1', '2', '1']);
});

it('puts an earlier picture where something is selected now: into each place, or where the host thinks best', async () => {
  const { panel, select, inserted, insert, slots } = await fourVariants(false);
  select(CARD, HERO);
  await panel.insertion.insertHere(insert, slots[0]!.picture!, 'done');
  select();
  await panel.insertion.insertHere(insert, slots[0]!.picture!, 'done');
  expect(inserted).toEqual([
    ['insert', '2', undefined],
    ['insert', '1', 'said'],
    ['insert', undefined, undefined],
  ]);
  expect(panel.state.applied.size).toBe(0);
});

it('says why a picture could not be put there', async () => {
  const { panel, insert, slots } = await fourVariants(false);
  const refuse = () => Promise.reject(new SanaError('document-refused:locked', { layer: 'Hero' }));
  await panel.insertion.insert({ ...insert, run: refuse }, slots[0]!, 'done');
  expect(panel.state.problem?.error.reason).toBe('document-refused:locked');
});
