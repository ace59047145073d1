// Evaluated inside QuickJS before code.js: the globals that the plugin finds there.

import { createModel, type Outside, type Setting } from './plugin-api.ts';

interface Page extends Outside {
  setTimer(id: number, delay: number): void;
}

export function createFigma(outside: Page, setting: Setting) {
  const { figma, page: _, find: __, ...model } = createModel(outside, setting);
  const timers = new Map<number, () => void>();
  let lastTimer = 0;
  const write =
    (kind: string) =>
    (...values: unknown[]) =>
      outside.log(kind, values.map(String).join(' '));
  Object.assign(globalThis, {
    figma,
    console: { log: write('log'), info: write('info'), warn: write('warn'), error: write('error') },
    setTimeout(callback: () => void, delay = 0) {
      timers.set(++lastTimer, callback);
      outside.setTimer(lastTimer, delay);
      return lastTimer;
    },
    clearTimeout: (id: number) => void timers.delete(id),
  });

  return {
    ...model,
    fireTimer(id: number) {
      const callback = timers.get(id);
      timers.delete(id);
      callback?.();
    },
  };
}
