import { SanaError } from '@sana-studio/core';
import { expect, it } from 'vitest';
import { fixedSafety } from '../safety/person-safety.ts';
import { PanelController } from './controller.ts';
import { fakeHost } from './host.fixture.ts';

const file = (name: string, json: string) => ({ name, text: async () => json });

it('keeps words and policies in the storage, takes a file over and goes back', async () => {
  const host = fakeHost();
  const { safety } = new PanelController(host);
  await safety.look();
  expect(safety.now.value).toEqual({ policy: { preset: 'designer' } });
  expect([safety.isOpen, safety.keepsWords]).toEqual([true, true]);
  expect(await safety.keep('nude')).toBe(true);
  expect(host.stored.get('safety-policy')).toEqual({ preset: 'designer', allow: ['nude'] });
  expect(await safety.open(file('team.json', '{"action": "refuse"}'))).toBe(true);
  expect(safety.now.value).toEqual({ policy: { action: 'refuse' } });
  await safety.change(safety.before.value!);
  expect(safety.now.value?.policy).toEqual({ preset: 'designer', allow: ['nude'] });
  expect(safety.before.value).toBeUndefined();
});

it('says what of a file cannot be used, and leaves everything as it is', async () => {
  const controller = new PanelController(fakeHost());
  await controller.safety.look();
  expect(await controller.safety.open(file('team.json', '{"action": "burn"}'))).toBe(false);
  expect(controller.state.problem?.error).toMatchObject({ code: 'policy-unreadable' });
  expect(controller.safety.now.value).toEqual({ policy: { preset: 'designer' } });
});

it('changes nothing of what is fixed, and hears of changes elsewhere', async () => {
  let changed = () => {};
  const fixed = fixedSafety({ preset: 'school' }, 'organisation');
  const watch = (listener: () => void) => {
    changed = listener;
    return () => {};
  };
  let now = fixed.now;
  const host = fakeHost({ safety: { now: () => now(), change: async () => {}, watch } });
  const { safety } = new PanelController(host);
  await safety.look();
  expect([safety.isOpen, safety.keepsWords]).toEqual([false, false]);
  now = async () => ({ policy: {} });
  changed();
  await expect.poll(() => safety.isOpen).toBe(true);
});

it('draws the other places when the prompt of one is refused, and says it there', async () => {
  const host = fakeHost({ locale: 'en' });
  const controller = new PanelController(host);
  await controller.start();
  const places = ['one', 'two'].map(id => ({ id, label: id, prompt: `a ${id}` }));
  void controller.making.generateEach(places);
  await expect.poll(() => host.engine.requests.length).toBe(1);
  host.engine.end(new SanaError('request-refused', { words: ['one'], replaced: [] }));
  await expect.poll(() => host.engine.requests.length).toBe(2);
  host.engine.finish(0);
  host.engine.end();
  await expect.poll(() => controller.state.run?.outcome).toBe('done');
  const [refused, made] = controller.state.run!.slots;
  expect(refused?.failure).toMatchObject({ code: 'request-refused', data: { words: ['one'] } });
  expect(made?.picture).toBeDefined();
});
