import { SanaError } from '@sana-studio/core';
import { withStyle } from '@sana-studio/core/request';
import type { FoundPrompt } from '@sana-studio/documents';
import { l10n, type TextDocument, window } from 'vscode';
import type { FollowedPlaces } from './followed-places.ts';
import { pickMany } from './pick-many.ts';

import { reading } from './reading.ts';
import { type FollowedPlace, followPlace, settled } from './settled.ts';

/** Titles of sections that say something about a document or a project, and show nothing. */
const WITHOUT_PICTURES: ReadonlySet<string> = new Set([
  ...['license', 'licence', 'licensing', 'copyright', 'changelog', 'table of contents', 'contents', 'index'],
  ...['contributing', 'contributors', 'acknowledgements', 'acknowledgments', 'references', 'bibliography', 'footnotes'],
  ...['lizenz', 'inhalt', 'inhaltsverzeichnis', 'änderungen', 'mitmachen', 'danksagung', 'literatur', 'quellen'],
  ...['许可', '许可证', '许可协议', '版权', '目录', '更新日志', '变更日志', '贡献', '贡献者', '致谢', '参考文献'],
]);

/**
 * Lets a person choose what of a document is drawn, change the words, and say one style for all.
 * @param places follows those that can be chosen
 * @param secondsEach what a picture takes here, as far as is known
 * @throws SanaError `request-invalid` where there is nothing to draw
 */
export async function chooseSections(
  given: TextDocument,
  places: FollowedPlaces,
  secondsEach: number | undefined,
): Promise<readonly { readonly found: FoundPrompt; readonly place: FollowedPlace }[]> {
  const { document, answer } = await settled(places, given, [], now => reading.ask(now, 'sectionsOf'));
  const items = answer.map(found => {
    const description = descriptionOf(found);
    return {
      label: found.title,
      description,
      detail: found.prompt,
      picked: description === '',
      found: found as FoundPrompt,
      place: followPlace(places, document, found.place),
    };
  });
  if (items.length === 0) throw new SanaError('request-invalid:nothing-to-illustrate');
  let style = '';
  const chosen = await pickMany({
    items: () => items,
    title: ({ length }) => titleOf(length, secondsEach, style),
    itemButtons: [
      {
        icon: 'edit',
        tooltip: l10n.t('Edit the Words'),
        async run(item) {
          const prompt = (await askWords(l10n.t('What shall the picture show?'), item.detail))?.trim();
          if (prompt) Object.assign(item, { detail: prompt, picked: true });
        },
      },
    ],
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
  return (chosen ?? []).map(({ found, place, detail }) => ({
    found: { ...found, prompt: withStyle(detail, style), settings: { ...found.settings, ...asked } },
    place,
  }));
}

/** Why a section is not ticked from the start; empty for one that is. */
function descriptionOf({ title, illustrated }: { readonly title: string; readonly illustrated: boolean }): string {
  if (illustrated) return l10n.t('has a picture');
  return WITHOUT_PICTURES.has(title.trim().toLowerCase()) ? l10n.t('hardly ever has a picture') : '';
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
