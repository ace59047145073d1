import type { Progress } from '@sana-studio/core';
import { onOneLine, shortened } from '@sana-studio/documents';
import { l10n } from 'vscode';
import { withoutLinks } from './tell.ts';

/** One line for people: which picture, what is being done, how long it will take. */
export function progressMessage(
  { phase, step, steps, secondsLeft }: Progress,
  index: number,
  count: number,
  prompt: string,
): string {
  const phases = {
    load: l10n.t('loading the model'),
    encode: l10n.t('reading the prompt'),
    denoise: l10n.t('drawing, step {0} of {1}', step, steps),
    decode: l10n.t('finishing the picture'),
  };
  const picture = count > 1 ? `${index + 1}/${count} ` : '';
  const left = secondsLeft === undefined ? '' : `, ${l10n.t('{0} s left', Math.ceil(secondsLeft))}`;
  return withoutLinks(`${picture}${quoted(prompt)}: ${phases[phase]}${left}`);
}

/** It is not the picture's turn yet. @param before pictures that come first */
export function waitingMessage(prompt: string, before: number): string {
  return withoutLinks(`${quoted(prompt)}: ${l10n.t('waiting, {0} before it', before)}`);
}

/** A model is being fetched first. @param done of all of it, 0 to 1 */
export function fetchMessage(title: string, done: number): string {
  return withoutLinks(l10n.t('downloading “{0}”: {1} %', title, Math.floor(100 * done)));
}

/** A prompt as people know it by its beginning. */
export function quoted(prompt: string): string {
  return `“${shortened(onOneLine(prompt), 40)}”`;
}
