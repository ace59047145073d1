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
  return withoutLinks(`${picture}“${shortened(onOneLine(prompt), 40)}”: ${phases[phase]}${left}`);
}
