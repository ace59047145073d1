import { fields, listOf, text } from '@sana-studio/core/channel';
import type { PanelState } from './state.ts';

/** Places whose words are kept: those that were written last. */
const MOST = 200;

const words = text(100_000);
const readWritten = listOf(fields({ id: words, from: words, prompt: words }));

/** Words that the person has written for places, as plain data. */
export function storedWords(reworded: PanelState['reworded']): ReturnType<typeof readWritten> {
  return [...reworded].slice(-MOST).map(([id, { from, prompt }]) => ({ id, from, prompt }));
}

/** What storage may hold of another version or by accident is dropped. */
export function readWords(stored: unknown): PanelState['reworded'] {
  try {
    return new Map(readWritten(stored).map(({ id, from, prompt }) => [id, { from, prompt }]));
  } catch {
    return new Map();
  }
}
