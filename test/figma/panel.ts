import type { Frame } from 'playwright-core';
import { expect } from 'vitest';

/** Milliseconds, for the embedded model, which has more to do than the small one of most tests. */
export const MUCH_PATIENCE = 600_000;
/** As little work as still makes a picture. */
export const QUICK = { steps: '1', guidanceScale: '1', width: '64', height: '64' };

export const idle = (ui: Frame) => ui.locator('.generate').waitFor();
/** Presses the button and waits until the pictures are made, and inserted if that goes by itself. */
export async function generate(ui: Frame): Promise<void> {
  // who looks only now and then may miss that it is running
  await ui.evaluate(() => {
    delete document.body.dataset.ran;
    const observer = new MutationObserver(() => {
      if (!document.querySelector('.running')) return;
      document.body.dataset.ran = '';
      observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  await ui.locator('.generate').click();
  await ui.locator('body[data-ran]').waitFor();
  await idle(ui);
}
/** Presses Insert at the picture, and reads and closes what is said of it, which must be in sight. */
export async function insertAndRead(ui: Frame, words: string): Promise<void> {
  await ui.locator('figure.picture').getByRole('button', { name: 'Insert' }).click();
  const note = ui.locator('.note').filter({ hasText: words });
  await note.waitFor();
  expect(await note.evaluate(element => element.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
  await note.getByRole('button', { name: 'Close' }).click();
}
/** Chooses an option among the settings, which are folded. */
export async function choose(ui: Frame, name: string, value: string): Promise<void> {
  await openSettings(ui);
  await ui.selectOption(`[name="${name}"]`, value);
}
export async function openSettings(ui: Frame): Promise<void> {
  const settings = ui.locator('.settings').first();
  if ((await settings.getAttribute('open')) === null) await settings.locator('summary').first().click();
}

/** What a frame is allowed; runs in it. */
export async function describeFrame() {
  const adapter = await navigator.gpu?.requestAdapter();
  const storage = await new Promise(resolve => {
    try {
      const request = indexedDB.open('probe');
      request.onsuccess = () => resolve(true);
      request.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
  return { origin: self.origin, secure: isSecureContext, gpu: Boolean(adapter), storage };
}
