import type { Wire } from '@sana-studio/core/channel';
import type { PanelStorage } from '@sana-studio/shared';
import type { Host } from '../contract.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** This page's end of the pipe to the extension host. */
export function hostWire(): Wire {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    listen: receive => addEventListener('message', ({ data }) => receive(data)),
  };
}

/** Kept by the extension host for this workspace, over reloads of the window. @param stored what was kept before, by key */
export function hostStorage(host: Host, stored: object): PanelStorage {
  const values = new Map<string, unknown>(Object.entries(stored));
  return {
    get: async key => values.get(key),
    set: async (key, value) => {
      values.set(key, value);
      await host.store(key, JSON.stringify(value ?? null));
    },
  };
}
