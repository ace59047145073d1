import { expect, it, vi } from 'vitest';
import { en } from '../locales/en.ts';
import { announcement } from './announcements.ts';
import { PanelController } from './controller.ts';
import { fakeHost } from './host.fixture.ts';
import { tools } from './started.fixture.ts';

it('speaks when a run begins, when a picture is ready and at the end, and not at every step', async () => {
  const host = fakeHost();
  const panel = new PanelController(host, tools());
  await panel.start();
  const spoken: string[] = [];
  let before = panel.state;
  panel.subscribe(now => {
    const words = announcement(before, now, en);
    if (words !== undefined) spoken.push(words);
    before = now;
  });
  panel.form.edit({ prompt: 'a cat', count: 2 });
  const run = panel.making.generate();
  await vi.waitFor(() => expect(host.engine.requests).toHaveLength(1));
  host.engine.progress(1);
  host.engine.progress(2);
  host.engine.finish(0);
  host.engine.progress(3);
  host.engine.finish(1);
  host.engine.end();
  await run;
  expect(spoken).toEqual([
    'Making 2 pictures.',
    'Picture 1 of 2 is ready.',
    'Picture 2 of 2 is ready.',
    'All pictures are ready.',
  ]);
});
