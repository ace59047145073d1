import type { Picture } from '@sana-studio/core';
import { expect, vi } from 'vitest';
import type { PanelHost, PromptOffer, PromptSource } from '../host.ts';
import { PanelController } from './controller.ts';
import { type FakeHost, fakeHost } from './host.fixture.ts';

/** As small as one can be of which a part changes. */
export const START: Picture = { width: 32, height: 32, data: new Uint8ClampedArray(4 * 32 * 32) };

/** Seeds that are drawn: 1000, 1001, … */
export function tools() {
  let drawn = 1000;
  return {
    makeThumbnail: async (png: Blob) => png,
    drawSeed: () => drawn++,
    readStartImage: async () => START,
    packStartImage: async () => new Blob(['packed']),
  };
}

export async function start(changes: Partial<PanelHost> = {}): Promise<{ host: FakeHost; panel: PanelController }> {
  const host = fakeHost(changes);
  const panel = new PanelController(host, tools());
  await panel.start();
  return { host, panel };
}

/** Until the engine has been asked so often. */
export const asked = (host: FakeHost, times = 1) => vi.waitFor(() => expect(host.engine.requests).toHaveLength(times));

/** Has the pictures of the call under way made. */
export function finish(host: FakeHost): void {
  const { count = 1 } = host.engine.requests.at(-1) ?? {};
  for (let i = 0; i < count; i++) host.engine.finish(i);
  host.engine.end();
}

/** A document in which the test selects. */
export function fakePrompts(more: Partial<PromptSource> = {}) {
  let listener: Parameters<PromptSource['subscribe']>[0] = () => {};
  const prompts: PromptSource = {
    current: async () => [],
    subscribe(listening) {
      listener = listening;
      return () => {};
    },
    ...more,
  };
  return { prompts, select: (...offers: PromptOffer[]) => listener(offers, []) };
}

/** A panel beside a document in which these are selected. */
export async function selecting(...offers: readonly PromptOffer[]) {
  const { prompts, select } = fakePrompts();
  const { host, panel } = await start({ prompts });
  select(...offers);
  /** Presses the button and has what it asks for made. */
  const make = async () => {
    const before = host.engine.requests.length;
    let isMade = false;
    const made = panel.making.generate().then(() => {
      isMade = true;
    });
    for (let times = before + 1; !isMade; times++) {
      await vi.waitFor(() => expect(isMade || host.engine.requests.length === times).toBe(true));
      if (!isMade) finish(host);
      await new Promise(resolve => setTimeout(resolve));
    }
    await made;
    return host.engine.requests.slice(before);
  };
  return { host, panel, select, make };
}
