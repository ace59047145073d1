import type { Frame, Page } from 'playwright-core';

declare global {
  /** What a person has pressed in this page since they were counted. */
  var pressed: { clicks: number; enters: number };
}

/** Counts from now on what a person presses in a page. Who selects in a document beside it counts that themselves. */
export async function countClicks(page: Pick<Frame | Page, 'evaluate'>): Promise<void> {
  await page.evaluate(() => {
    const isCounted = 'pressed' in globalThis;
    globalThis.pressed = { clicks: 0, enters: 0 };
    if (isCounted) return;
    const count = (what: keyof typeof pressed) => (event: Event) => {
      if (event.isTrusted && (!(event instanceof KeyboardEvent) || event.key === 'Enter')) pressed[what]++;
    };
    addEventListener('pointerdown', count('clicks'), { capture: true });
    addEventListener('keydown', count('enters'), { capture: true });
  });
}

/** How often a person has clicked and pressed Enter since. */
export function clicksOf(page: Pick<Frame | Page, 'evaluate'>): Promise<{ clicks: number; enters: number }> {
  return page.evaluate(() => globalThis.pressed);
}
