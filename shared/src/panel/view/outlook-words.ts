import { sayRemark } from '@sana-studio/core/errors';
import type { Texts } from '../../locales/en.ts';
import type { Locale } from '../../locales/locales.ts';
import type { Obstacle, Outlook, Warning } from '../outlook.ts';
import { byteWords, lackWords, shortageWords } from './words.ts';

/** What the button will do, and where. */
export function outlookWords({ pictures, label, way }: Outlook, { make }: Texts): string {
  if (!label) return make.pictures(pictures);
  if (way === 'fill') return pictures === 1 ? make.fill(label) : make.later(pictures, label);
  return make[way](pictures, label);
}

/** @param notes what the host has to tell */
export function standsAgainstWords(
  { obstacle, warnings }: Outlook,
  notes: readonly string[],
  locale: Locale,
): readonly string[] {
  const own = [
    ...(obstacle ? [obstacleWords(obstacle, locale)] : []),
    ...warnings.map(one => warningWords(one, locale)),
  ];
  return [...new Set([...own, ...notes])];
}

function obstacleWords(obstacle: Obstacle, locale: Locale): string {
  if (obstacle.kind === 'leftOut') return obstacle.reason;
  if (obstacle.kind === 'lacks') {
    const { servers } = locale.texts;
    return servers.cannot(lackWords(obstacle.fields, locale.texts).join(', '), obstacle.host);
  }
  if (obstacle.kind === 'terms') return locale.texts.standsAgainst.terms(obstacle.title);
  return shortageWords(obstacle.reason, locale);
}

function warningWords(warning: Warning, { texts, language }: Locale): string {
  const { standsAgainst } = texts;
  if (warning.kind === 'fetches') return standsAgainst.fetches(warning.title, byteWords(warning.bytes, language));
  if (warning.kind === 'combinations') {
    const { made, total } = warning;
    return sayRemark({ remark: 'combinations-left', data: { made, total } }, language);
  }
  return standsAgainst[warning.kind](warning.places);
}
