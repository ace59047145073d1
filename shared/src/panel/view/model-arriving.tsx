import type { ModelDownload, ModelEntry } from '../../host.ts';
import { usePanel } from './context.tsx';
import { RemoveButton } from './remove-model.tsx';
import { byteWords, percentWords, timeLeftWords } from './words.ts';

interface ArrivingProps {
  readonly model: ModelEntry;
  readonly download: ModelDownload;
}

/** How far a download is. */
export function Arriving({ model, download }: ArrivingProps) {
  const { controller, texts, locale } = usePanel();
  const { language } = locale;
  const { bytes, comparing, bytesPerSecond, secondsLeft } = download;
  const done = Math.min(download.done, bytes);
  const words = comparing ? texts.modelComparing : texts.modelDownloading;
  // what there is to fetch is not known from the first moment on
  const details =
    bytes === 0
      ? [texts.models.looking]
      : [
          percentWords(Math.floor((100 * done) / bytes) / 100, language),
          words(byteWords(done, language), byteWords(bytes, language)),
          bytesPerSecond !== undefined && texts.perSecond(byteWords(bytesPerSecond, language)),
          timeLeftWords(secondsLeft, texts),
        ].filter(Boolean);
  return (
    <>
      <progress
        aria-label={texts.phases.download}
        aria-valuetext={details.join(', ')}
        max={1}
        {...(bytes > 0 && { value: done / bytes })}
      />
      <p class="hint">{details.join(' · ')}</p>
      <div class="buttons">
        <button type="button" onClick={() => controller.library.pause(model.id)}>
          {texts.modelPause}
        </button>
        <RemoveButton model={model} />
      </div>
    </>
  );
}
