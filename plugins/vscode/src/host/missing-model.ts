import { SanaError } from '@sana-studio/core';
import { l10n, window } from 'vscode';
import type { NeededModel } from '../contract.ts';
import type { PanelView } from './panel-view.ts';

/** Bytes a second of a usual connection, for a first guess. */
const USUAL_SPEED = 50e6 / 8;

/**
 * Makes a model be here that is to draw: asks once, with its size, the time and the terms, and fetches it.
 * @returns false if the person would rather have the embedded model draw
 * @throws SanaError `cancelled` if they would not; `model-not-found`
 */
export async function fetchMissing(
  view: PanelView,
  model: string,
  signal: AbortSignal,
  onFetch: ((title: string, done: number) => void) | undefined,
): Promise<boolean> {
  const needed = await view.ask(page => page.needed(model));
  if (!needed) return true;
  const { licences, title } = needed;
  const fetch = licences.length > 0 ? l10n.t('Accept the Terms and Download') : l10n.t('Download');
  const small = l10n.t('Draw with the Small Model');
  const detail = questionOf(needed);
  const question = l10n.t('The model “{0}” is not on this computer yet.', title);
  const answer = await window.showWarningMessage(question, { modal: true, detail }, fetch, small);
  if (answer === small) return false;
  if (answer !== fetch) throw new SanaError('cancelled:picture');
  const onProgress = (done: number) => onFetch?.(title, done);
  await view.ask(page => page.fetch(model, licences, { signal, onProgress }));
  return true;
}

function questionOf({ bytes, done, licences }: NeededModel): string {
  const left = Math.max(0, bytes - done);
  const minutes = Math.max(1, Math.round(left / USUAL_SPEED / 60));
  const size = left >= 1e9 ? `${(left / 1e9).toFixed(1)} GB` : `${Math.ceil(left / 1e6)} MB`;
  const told = l10n.t(
    'It is a download of {0}: some {1} min with 50 Mbit/s. Drawing begins afterwards.',
    size,
    minutes,
  );
  return licences.length === 0 ? told : `${told}\n\n${l10n.t('Its terms: {0}', licences.join(' '))}`;
}
