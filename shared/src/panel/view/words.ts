import { type ErrorCode, type ErrorData, type Progress, SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import type { FieldName } from '@sana-studio/core/request';
import type { FieldError } from '../../form/check.ts';
import type { Size } from '../../form/sizes.ts';
import type { MemoryShortage, PictureAction } from '../../host.ts';
import type { Texts } from '../../locales/en.ts';
import type { Locale } from '../../locales/locales.ts';

/** e.g. "1024 × 768 px" */
export function sizeWords({ width, height }: Size, texts: Texts): string {
  return `${width} × ${height} ${texts.pixels}`;
}

export function percentWords(value: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(value);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function byteWords(bytes: number, language: string): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: BYTE_UNITS[power]!,
    maximumSignificantDigits: 3,
  });
  return format.format(bytes / 1000 ** power);
}

export function errorWords(error: ErrorData, { language }: Pick<Locale, 'language'>): string {
  return sentence(SanaError.fromData(error), language);
}

export function fieldErrorWords(error: FieldError, { texts, language }: Locale): string {
  if (error.kind === 'refused') return errorWords(error.error, { language });
  if (!('min' in error)) return texts.fieldErrors[error.kind];
  const { format } = new Intl.NumberFormat(language);
  return texts.fieldErrors[error.kind](format(error.min), format(error.max));
}

/**
 * What is going on, e.g. "Denoising, step 3 of 20, picture 1 of 4".
 * @param server host of the one that draws
 */
export function progressWords(progress: Progress | undefined, texts: Texts, server?: string): string {
  if (!progress) return texts.starting;
  const { phase, step, steps, picture, pictures } = progress;
  // it tells of nothing but whole pictures
  if (server !== undefined) {
    return [texts.servers.drawing(server), pictures > 1 ? texts.pictureOf(picture + 1, pictures) : '']
      .filter(Boolean)
      .join(' · ');
  }
  return [
    texts.phases[phase],
    phase === 'denoise' ? texts.stepOf(Math.min(step + 1, steps), steps) : '',
    pictures > 1 && (phase === 'denoise' || phase === 'decode') ? texts.pictureOf(picture + 1, pictures) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** As rough as an estimate is, e.g. "16 minutes". */
export function roughTimeWords(seconds: number, language: string): string {
  const [unit, value] =
    seconds < 60 ? ['second', seconds] : seconds < 5400 ? ['minute', seconds / 60] : ['hour', seconds / 3600];
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  });
  return format.format(Math.max(1, Math.round(Number(value))));
}

export function timeLeftWords(seconds: number | undefined, texts: Texts): string {
  if (seconds === undefined) return '';
  if (seconds < 90) return texts.secondsLeft(Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? texts.minutesLeft(minutes) : texts.hoursLeft(Math.round(minutes / 60));
}

/** Seconds, or minutes where there are many. */
export function aboutWords(seconds: number, texts: Texts): string {
  if (seconds < 90) return texts.aboutSeconds(Math.max(1, Math.round(seconds)));
  return texts.aboutMinutes(Math.round(seconds / 60));
}

/** What people can do about a kind of error; the error's own message has the details. */
export function problemKind(code: ErrorCode): keyof Texts['problems'] {
  switch (code) {
    case 'worker-failed':
      return 'unreachable';
    case 'device-lost':
    case 'device-unavailable':
    case 'phase-not-finite':
    case 'runtime-failed':
      return 'device';
    case 'document-refused':
      return 'document';
    case 'out-of-memory':
      return 'memory';
    case 'licence-not-accepted':
      return 'licence';
    case 'network-failed':
      return 'network';
    case 'access-denied':
      return 'access';
    case 'storage-full':
    case 'storage-busy':
    case 'storage-failed':
      return 'storage';
  }
  if (/^(model|file|tensor|config|pickle|weights)-/.test(code)) return 'model';
  if (/-out-of-range$|^request-|^image-/.test(code)) return 'request';
  return 'other';
}

/** The host's own label first. */
export function actionLabel({ id, label }: PictureAction, texts: Texts): string {
  return label ?? (id in texts.actions ? texts.actions[id as keyof Texts['actions']] : id);
}

/** Why a model cannot be used here. */
export function shortageWords(reason: string | MemoryShortage, { texts, language }: Locale): string {
  if (typeof reason === 'string') return reason;
  return texts.modelNeedsMemory(byteWords(reason.needed, language), byteWords(reason.available, language));
}

/** What a server cannot be asked for, in words; what has none is told of once, at the end. */
export function lackWords(fields: readonly FieldName[], { servers }: Texts): readonly string[] {
  const named = fields.map(field =>
    field in servers.lacks ? servers.lacks[field as keyof typeof servers.lacks] : servers.andMore,
  );
  const isNamed = (words: string) => words !== servers.andMore;
  return [...new Set([...named.filter(isNamed), ...named.filter(words => !isNamed(words))])];
}

/** What went wrong: of a server, which one. */
export function problemWords({ code, data }: ErrorData, texts: Texts): string {
  const { server } = data ?? {};
  return typeof server === 'string' ? texts.servers.problem(server) : texts.problems[problemKind(code)];
}
