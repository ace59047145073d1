import type { ServerReport } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { lackWords } from './words.ts';

/** What a test has shown, in words. */
export function factsOf(
  { engine, model, recognised, size, seed, seconds, format, likeHere, lacks }: ServerReport,
  { texts, language }: Locale,
): readonly (readonly [name: string, value: string])[] {
  const { servers } = texts;
  const { facts, sizes, seeds } = servers;
  const drawn = typeof size === 'string' ? { 'as-asked': sizes.asAsked, swapped: sizes.swapped }[size] : undefined;
  const time = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', maximumSignificantDigits: 2 });
  return [
    [facts.engine, engine],
    [facts.model, recognised ? (model ?? servers.unnamed) : servers.unknownModel(model ?? servers.unnamed)],
    [facts.size, drawn ?? (typeof size === 'string' ? '' : sizes.other(size.width, size.height))],
    [facts.seed, seed === 'same' && likeHere && recognised ? seeds.likeHere : seeds[seed]],
    [facts.time, servers.time(time.format(seconds))],
    [facts.format, format],
    [facts.missing, [servers.lacks.preview, ...lackWords(lacks, texts)].join(', ')],
  ];
}
