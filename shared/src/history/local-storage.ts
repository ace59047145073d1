import { SanaError } from '@sana-studio/core';
import type { PanelStorage } from '../host.ts';

/** PanelStorage in the browser's local storage. @param prefix of the keys */
export function localPanelStorage(prefix: string): PanelStorage {
  return {
    get: async key => {
      const text = refusable(() => localStorage.getItem(prefix + key));
      if (text === null) return undefined;
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return undefined; // written by something else
      }
    },
    set: async (key, value) => refusable(() => localStorage.setItem(prefix + key, JSON.stringify(value))),
  };
}

/** Even to name the storage throws where it is blocked. */
function refusable<T>(job: () => T): T {
  try {
    return job();
  } catch (error) {
    throw new SanaError('storage-failed:page', { detail: String(error) }, error);
  }
}
