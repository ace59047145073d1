import { SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { commands, env, l10n, window } from 'vscode';

/**
 * Text for a notification. VS Code makes links of `[words](command:…)` there, and a document or the name of a folder may
 * hold such words: an invisible character keeps brackets and parentheses apart.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}

/** Nothing went wrong: there is nothing to do. */
const NOTHING_TO_DO: readonly string[] = [
  'request-invalid:alt-markdown-only',
  'request-invalid:no-document',
  'request-invalid:no-format',
  'request-invalid:no-front-matter',
  'request-invalid:no-heading',
  'request-invalid:no-image-here',
  'request-invalid:no-images',
  'request-invalid:no-picture-here',
  'request-invalid:no-place',
  'request-invalid:no-words-here',
  'request-invalid:nothing-here',
  'request-invalid:nothing-to-illustrate',
  'request-invalid:picture-gone',
  'request-invalid:selection-only',
];

/** Shows what went wrong, in the person's language. Cancelling is not an error, and nothing to do is told quietly. */
export function tellError(error: unknown): void {
  const { code, reason } = SanaError.from(error);
  if (code === 'cancelled') return;
  const told = withoutLinks(sentence(error, env.language));
  if (NOTHING_TO_DO.includes(reason)) void window.showInformationMessage(told);
  else if (code === 'model-not-found') void tellMissingModel(told);
  else void window.showErrorMessage(told);
}

/** Models are looked up and fetched in the panel. */
async function tellMissingModel(told: string): Promise<void> {
  const open = l10n.t('Open the Panel');
  if ((await window.showErrorMessage(told, open)) === open) await commands.executeCommand('sanaStudio.openPanel');
}

/** Does something for a person, and tells them what went wrong. */
export async function told(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    tellError(error);
  }
}
