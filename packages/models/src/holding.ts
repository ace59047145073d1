import { isModelId, SanaError } from '@sana-studio/core';
import type { Context } from './context.ts';
import { busy } from './context.ts';
import type { FileStore } from './file-store.ts';

/** What is held for moments only is waited for so long, in milliseconds: its holder may be stopped. */
const PATIENCE = 20_000;

const TURN = 50;

/** What is never done by two at a time, beside the writing of one file: the names of its locks. */
export const CATALOGUE = 'catalogue';
export const LICENCES = 'licences';

/** @throws SanaError `request-invalid` */
export function modelLock(id: string): string {
  if (!isModelId(id)) throw new SanaError('request-invalid:model-id', { model: id });
  return `model-${encodeURIComponent(id)}`;
}

interface TurnOptions<T> {
  readonly signal?: AbortSignal | undefined;
  /** What to call it in messages. */
  readonly what: string;
  /** What makes waiting unnecessary, asked at every turn. */
  readonly unless?: () => Promise<T | undefined>;
}

/** Does something under a lock that others have for a whole download. @throws SanaError `storage-busy` at once */
export async function holding<T>(files: FileStore, name: string, what: string, work: () => Promise<T>): Promise<T> {
  const unlock = (await files.lock(name)) ?? busy(what);
  try {
    return await work();
  } finally {
    await unlock();
  }
}

/**
 * Does something under a lock that everybody has for a moment only, and waits for it.
 * @throws SanaError `storage-busy` when it lasts too long; `cancelled`
 */
export async function takingTurns<T>(
  context: Context,
  files: FileStore,
  name: string,
  { signal, what, unless }: TurnOptions<T>,
  work: () => Promise<T>,
): Promise<T> {
  let unlock = await files.lock(name);
  for (let waited = 0; !unlock; waited += TURN) {
    const without = await unless?.();
    if (without !== undefined) return without;
    if (waited >= PATIENCE) busy(what);
    await context.clock.sleep(TURN, signal);
    unlock = await files.lock(name);
  }
  try {
    return await work();
  } finally {
    await unlock();
  }
}
