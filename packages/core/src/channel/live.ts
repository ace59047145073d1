// What cannot be cloned: callbacks and signals, which stay at their end, and buffers, which are handed over.

import { isPlain, type Live } from './message.ts';

/** What can be handed over; environments without a DOM have no name for it. */
export type HandedOver = object;

export type Callback = (...args: readonly unknown[]) => unknown;

const handedOver = new WeakMap<object, readonly HandedOver[]>();

/** Marks an argument, a value or what a callback is called with: these buffers are handed over, not copied. */
export function transfer<T extends object>(value: T, buffers: readonly HandedOver[]): T {
  handedOver.set(value, buffers);
  return value;
}

export function handedOverIn(values: readonly unknown[]): readonly HandedOver[] {
  return values.flatMap(value => (typeof value === 'object' && value !== null ? (handedOver.get(value) ?? []) : []));
}

/** Separates what can be cloned from what lives at this end. */
export function takeApart(args: readonly unknown[]) {
  const places: (readonly [number, string | null, 'callback' | 'signal'])[] = [];
  const callbacks = new Map<string, Callback>();
  const signals: AbortSignal[] = [];
  const takeSignal = (index: number, key: string | null, signal: AbortSignal) => {
    places.push([index, key, 'signal']);
    signals.push(signal);
  };
  const plain = args.map((argument, index) => {
    if (isSignal(argument)) {
      takeSignal(index, null, argument);
      return undefined;
    }
    if (!isPlain(argument)) return argument;
    const rest: [string, unknown][] = [];
    for (const [key, value] of Object.entries(argument)) {
      if (isSignal(value)) takeSignal(index, key, value);
      else if (typeof value === 'function') {
        places.push([index, key, 'callback']);
        callbacks.set(key, value as Callback);
      } else rest.push([key, value]);
    }
    return places.some(([place]) => place === index) ? Object.fromEntries(rest) : argument;
  });
  /** @param aborted whether the call is to be aborted as soon as it has begun */
  const live = (aborted: boolean): readonly Live[] =>
    places.map(([index, key, kind]) => [index, key, kind === 'signal' && aborted ? 'aborted' : kind]);
  return { plain, live, callbacks, signals };
}

function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}
