import { SanaError } from '@sana-studio/core';
import { withStyle } from '@sana-studio/core/request';
import type { FoundPrompt } from '@sana-studio/documents';
import { l10n, type TextDocument, window } from 'vscode';
import { pickMany } from './pick-many.ts';
import { reading } from './reading.ts';

/**
 * Lets a person choose what of a document is drawn, change the words, and say one style for all.
 * @param secondsEach what a picture takes here, as far as is known
 * @throws SanaError `request-invalid` where there is nothing to draw
 */
export async function chooseSections(
  document: TextDocument,
  secondsEach: number | undefined,
): Promise<readonly FoundPrompt[]> {
  const items = (await reading.ask(document, 'sectionsOf')).map(found => ({
    label: found.title,
    description: found.illustrated ? l10n.t('has a picture') : '',
    detail: found.prompt,
    picked: !found.illustrated,
    found: found as FoundPrompt,
  }));
  if (items.length === 0) throw new SanaError('request-invalid:nothing-to-illustrate');
  let style = '';
  const chosen = await pickMany({
    items: () => items,
    title: ({ length }) => titleOf(length, secondsEach, style),
    itemButton: {
      icon: 'edit',
      tooltip: l10n.t('Edit the Words'),
      async run(item) {
        const prompt = (await askWords(l10n.t('What shall the picture show?'), item.detail))?.trim();
        if (prompt) Object.assign(item, { detail: prompt, picked: true });
      },
    },
    button: {
      icon: 'symbol-color',
      tooltip: l10n.t('One Style for All'),
      async run() {
        style =
          (await askWords(l10n.t('Words that every prompt ends with, such as “watercolour”'), style))?.trim() ?? style;
      },
    },
  });
  const asked = style === '' ? {} : { style };
  return (chosen ?? []).map(({ found, detail }) => ({
    ...found,
    prompt: withStyle(detail, style),
    settings: { ...found.settings, ...asked },
  }));
}

function askWords(prompt: string, value: string): Thenable<string | undefined> {
  return window.showInputBox({ prompt, value, ignoreFocusOut: true });
}

function titleOf(count: number, secondsEach: number | undefined, style: string): string {
  const time = secondsEach === undefined ? '' : `, ${durationOf(count * secondsEach)}`;
  const all = style === '' ? '' : `, ${l10n.t('all as “{0}”', style)}`;
  const pictures =
    count === 1
      ? l10n.t('Illustrate this document: 1 picture')
      : l10n.t('Illustrate this document: {0} pictures', count);
  return `${pictures}${time}${all}`;
}

function durationOf(seconds: number): string {
  return seconds < 90 ? l10n.t('about {0} s', Math.ceil(seconds)) : l10n.t('about {0} min', Math.ceil(seconds / 60));
}
