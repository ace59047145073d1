import type { ErrorData } from '@sana-studio/core';

/** Raised whenever older pages and plugins would misunderstand each other. */
export const PROTOCOL_VERSION = 3;

/** From the engine page to the page around it: it is there. Tells nothing that anybody could not know. */
export interface ReadyMessage {
  readonly sana: 'engine-ready';
  readonly version: number;
}

/** The answer. Comes with the message port that everything else goes through. */
export interface ConnectMessage {
  readonly sana: 'connect';
  readonly version: number;
}

/** What goes through the port. */
export type RemoteMessage =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'abort'; readonly id: number }
  /** A callback of call `id`; for `id` 0, news that belong to no call. */
  | { readonly kind: 'event'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorData };

/** `id` of the events that belong to no call. */
export const NO_CALL = 0;

export function isHandshake<Kind extends 'engine-ready' | 'connect'>(
  data: unknown,
  kind: Kind,
): data is { readonly sana: Kind; readonly version: number } {
  return typeof data === 'object' && data !== null && 'sana' in data && data.sana === kind && 'version' in data;
}
