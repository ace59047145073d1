import { SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { env, window } from 'vscode';

/**
 * Text for a notification. VS Code makes links of `[words](command:…)` there, and a document or the name of a folder may
 * hold such words: an invisible character keeps brackets and parentheses apart.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}

/** Shows what went wrong. Cancelling is not an error. */
export function tellError(error: unknown): void {
  if (SanaError.from(error).code !== 'cancelled')
    void window.showErrorMessage(withoutLinks(sentence(error, env.language)));
}
