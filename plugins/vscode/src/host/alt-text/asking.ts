import type { Caption, CaptionWish } from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { mainWords } from '@sana-studio/core/request';
import { altFor, altWords, LONGEST_ALT } from '@sana-studio/documents';
import { type CancellationToken, env, l10n, type TextDocument, window } from 'vscode';
import { reading } from '../reading.ts';
import type { OfferedCaptioner } from './captioners.ts';
import type { ShownPicture } from './shown-picture.ts';

/** What a picture that was made here shows, by the words that made it: for nothing, and nobody has to be asked. */
export function storedText({ request }: ShownPicture): string | undefined {
  const words = request && altWords(altFor(mainWords(request)));
  return words || undefined;
}

/** What is wanted for an image at an offset: in the language of its document, knowing what stands around. */
export async function wishFor(document: TextDocument, offset: number): Promise<CaptionWish> {
  const language = (await reading.ask(document, 'documentLanguage')) ?? env.language;
  return { purpose: 'alt', language, around: await reading.ask(document, 'textAround', offset) };
}

/** A language as people call it. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([env.language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** @throws SanaError what the captioner throws; `cancelled` */
export async function ask(
  { captioner }: OfferedCaptioner,
  { bytes, name }: ShownPicture,
  wish: CaptionWish,
  count: number,
  token: CancellationToken,
): Promise<readonly Caption[]> {
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  if (token.isCancellationRequested) abort.abort();
  const { signal } = abort;
  const asked = async () => {
    const available = await captioner.available(signal);
    if (available.state === 'unavailable') throw SanaError.fromData(available.problem);
    return captioner.caption({ bytes, name }, wish, { count, signal });
  };
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new SanaError('cancelled')));
    if (signal.aborted) reject(new SanaError('cancelled'));
  });
  try {
    // whoever answers may not listen
    return await Promise.race([asked(), cancelled]);
  } finally {
    listening.dispose();
  }
}

/** Has a text typed or changed. @returns undefined if the person leaves it */
export async function typed(value: string): Promise<string | undefined> {
  const words = await window.showInputBox({
    prompt: l10n.t('What does the picture show?'),
    value,
    ignoreFocusOut: true,
    validateInput: text =>
      text.length > LONGEST_ALT
        ? l10n.t('At most {0} characters: whoever hears it wants to get past it. It has {1}.', LONGEST_ALT, text.length)
        : undefined,
  });
  return words?.trim();
}
