// Variants that are tried at their place, and what is told of pictures whose words have changed since.

import { describe, expect, it, vi } from 'vitest';
import { GREY, shape, text } from '../sketches.ts';
import { contentOf, placement, startPlain } from './plain.ts';

const images = (fills: unknown) =>
  (fills as readonly { readonly imageHash?: string }[]).flatMap(({ imageHash }) => imageHash ?? []);

describe.each(['fill', 'replace'] as const)('variants that are tried (%s)', place => {
  const layers = () => (place === 'fill' ? [shape('Hero', { fills: [GREY] })] : [text('Hero', 'a harbour')]);
  const start = () => {
    const open = startPlain({ layers: layers() });
    const { page } = open.model;
    const { id } = open.model.find('Hero');
    const attempt = () => open.sandbox.try(placement(id, { place }));
    return { ...open, page, id, attempt, content: contentOf(page) };
  };
  const seen = (page: ReturnType<typeof start>['page']) => page.inside.flatMap(({ values }) => images(values.fills));

  it('are there one at a time, and the one that is kept is one step to undo', async () => {
    const { model, sandbox, page, id, attempt, content } = start();
    for (const _ of [1, 2, 3]) await attempt();
    expect(seen(page)).toEqual(['image-3']);
    expect(page.document.steps).toEqual([]);
    await sandbox.keep(id);
    expect([page.document.uncommitted, page.document.steps.length]).toEqual([0, 1]);
    model.undo();
    expect(contentOf(page)).toBe(content);
  });

  it('give way to one that is inserted without more ado', async () => {
    const { model, sandbox, page, id, attempt, content } = start();
    await attempt();
    await sandbox.place(placement(id, { place }));
    expect(seen(page)).toEqual(['image-2']);
    await sandbox.discard(id);
    expect(seen(page)).toEqual(['image-2']);
    model.undo();
    expect(contentOf(page)).toBe(content);
  });

  it('leave everything as it was when they are discarded, also what was kept before', async () => {
    const { sandbox, page, id, attempt, content } = start();
    await attempt();
    await attempt();
    await sandbox.discard(id);
    expect(contentOf(page)).toBe(content);
    await sandbox.keep(id);
    expect(page.document.steps).toEqual([]);
    await attempt();
    await sandbox.keep(id);
    const kept = contentOf(page);
    await attempt();
    await sandbox.discard(id);
    expect(contentOf(page)).toBe(kept);
  });

  it('stay as they are seen when the person goes on without a word, or closes the plugin', async () => {
    for (const goOn of ['run', 'close'] as const) {
      const { model, sandbox, page, attempt } = start();
      await attempt();
      if (goOn === 'run') await sandbox.beginRun({ layers: [], pictures: 1, place, undo: 'together' });
      else model.close();
      expect(seen(page)).toEqual(['image-1']);
      expect(page.document.uncommitted).toBe(0);
    }
  });
});

it('tells that a picture is out of date when the texts that it was made of have changed, and only then', async () => {
  const card = shape('Card', { type: 'FRAME', fills: [GREY], children: [text('Title', 'a harbour')] });
  const { model, sandbox, selections } = startPlain({ layers: [card] });
  const told = async (outdated: boolean, prompt: string) => {
    await sandbox.look();
    await vi.waitFor(() => expect(selections.at(-1)?.offers[0]?.prompt).toBe(prompt));
    expect(selections.at(-1)!.offers[0]!.outdated ?? false).toBe(outdated);
  };
  model.select(['Card']);
  await told(false, 'a harbour');
  const { id, words } = selections.at(-1)!.offers[0]!;
  const request = JSON.stringify({ prompt: 'a harbour at dawn, ink', style: 'ink', seed: 1 });
  await sandbox.place({ ...placement(id), request, words });
  await told(false, 'a harbour at dawn');
  model.typeIn('Title', 'a lighthouse');
  await told(true, 'a lighthouse');
  // what is made again is made of the new words
  model.run('regenerate');
  model.typeIn('Title', 'a harbour');
  await told(false, 'a harbour at dawn');
});
