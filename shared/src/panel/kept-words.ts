import { allowing, type SafetyChoice } from '@sana-studio/core';
import type { PanelStorage } from '../host.ts';

const KEY = 'kept-words';
/** More are hardly words that somebody chose one by one. */
const MOST = 1000;

/** Words that a person keeps although the safety guard would take them, in the panel's storage. */
export async function keptWords(storage: PanelStorage): Promise<readonly string[]> {
  const stored = await storage.get(KEY);
  return Array.isArray(stored) ? stored.filter(word => typeof word === 'string').slice(-MOST) : [];
}

export async function keepWord(storage: PanelStorage, word: string): Promise<void> {
  const before = await keptWords(storage);
  await storage.set(KEY, [...new Set([...before, word])].slice(-MOST));
}

/** The policy with the words that the person keeps. */
export async function withKeptWords(policy: SafetyChoice, storage: PanelStorage): Promise<SafetyChoice> {
  // a storage that is refused keeps nothing
  return allowing(policy, await keptWords(storage).catch(() => []));
}
