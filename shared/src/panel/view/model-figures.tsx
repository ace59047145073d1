import type { NeedsDownload } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { byteWords, roughTimeWords } from './words.ts';

/** Of a download; less is no more than what was read to know its size. */
const BEGUN = 0.1;

/** Whether a part of it has arrived. */
export function isBegun({ bytes, done = 0 }: NeedsDownload): boolean {
  return done > bytes * BEGUN;
}

/** e.g. "5.87 GB to fetch, 3.1 GB on this computer, about 16 minutes". */
export function figures(needs: NeedsDownload, { texts, language }: Locale): string {
  const { bytes, kept = bytes, done = 0, estimate } = needs;
  const { models } = texts;
  const time = estimate && roughTimeWords(estimate.seconds, language);
  return [
    isBegun(needs)
      ? models.partHere(byteWords(done, language), byteWords(bytes, language))
      : models.toFetch(byteWords(bytes, language)),
    models.onThisComputer(byteWords(kept, language)),
    time && (estimate.measured ? models.timeMeasured(time) : models.timeGuessed(time)),
  ]
    .filter(Boolean)
    .join(texts.models.comma);
}

/** Said before anything is fetched. */
export function Room({ needs: { bytes, kept = bytes, done = 0 } }: { readonly needs: NeedsDownload }) {
  const { state, texts, locale } = usePanel();
  const free = state.place?.freeBytes;
  if (free === undefined || free >= kept - done) return null;
  return (
    <p class="error">
      {texts.models.noRoom(byteWords(free, locale.language), byteWords(kept - done, locale.language))}
    </p>
  );
}
