// What goes through a pipe, and whether something that came through one is that.

import { BUDGETS } from '../budgets.ts';

export interface ErrorData {
  readonly code: string;
  /** Why, more finely: what languages word. */
  readonly reason?: string | undefined;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A live argument or option: its place among the arguments and its key there; the argument itself has no key. */
export type Live = readonly [argument: number, key: string | null, kind: 'callback' | 'signal' | 'aborted'];

export type Message =
  | { readonly sana: 'hello'; readonly version: number; readonly answer: boolean }
  | {
      readonly sana: 'call';
      readonly id: number;
      readonly method: string;
      readonly args: readonly unknown[];
      readonly live: readonly Live[];
    }
  | { readonly sana: 'abort'; readonly id: number }
  | { readonly sana: 'event'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly sana: 'value'; readonly id: number; readonly value: unknown }
  | { readonly sana: 'error'; readonly id: number; readonly error: ErrorData };

/** @param bounded whether anybody may have sent it */
export function isMessage(received: unknown, bounded: boolean): received is Message {
  if (typeof received !== 'object' || received === null || !('sana' in received)) return false;
  const message = received as Readonly<Record<string, unknown>>;
  if (bounded && !isWithinBounds(message)) return false;
  if (message.sana === 'hello') return typeof message.version === 'number' && typeof message.answer === 'boolean';
  if (!Number.isSafeInteger(message.id)) return false;
  switch (message.sana) {
    case 'call':
      return (
        typeof message.method === 'string' &&
        Array.isArray(message.args) &&
        Array.isArray(message.live) &&
        message.live.every(isLive)
      );
    case 'event':
      return typeof message.name === 'string' && Array.isArray(message.args);
    case 'error':
      return isErrorData(message.error);
    case 'abort':
    case 'value':
      return true;
    default:
      return false;
  }
}

function isLive(value: unknown): value is Live {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [argument, key, kind] = value;
  // a key that would reach the prototype of the options
  const isKey = key === null || (typeof key === 'string' && key !== '__proto__');
  return Number.isSafeInteger(argument) && isKey && ['callback', 'signal', 'aborted'].includes(kind);
}

function isErrorData(value: unknown): value is ErrorData {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, data } = value as Readonly<Record<string, unknown>>;
  return typeof code === 'string' && typeof message === 'string' && typeof data === 'object' && data !== null;
}

function isWithinBounds(message: unknown): boolean {
  const open: unknown[] = [message];
  let values = 1;
  let bytes = 0;
  while (open.length > 0) {
    const value = open.pop();
    if (bytes > BUDGETS.channelMessage.most) return false;
    if (typeof value === 'string') bytes += 2 * value.length;
    if (typeof value !== 'object' || value === null) continue;
    const { byteLength, size } = value as { readonly byteLength?: unknown; readonly size?: unknown };
    if (typeof byteLength === 'number') bytes += byteLength;
    else if (isPlain(value) || Array.isArray(value)) {
      const inside = Object.values(value);
      values += inside.length;
      if (values > BUDGETS.channelValues.most) return false;
      // one by one: as arguments of one call, so many would be too many
      for (const inner of inside) open.push(inner);
    } else if (typeof size === 'number') bytes += size;
  }
  return bytes <= BUDGETS.channelMessage.most;
}

/** Of the language's own objects, as they come out of a clone. */
export function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
