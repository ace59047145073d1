import { sayRemark } from '@sana-studio/core/errors';
import { useState } from 'preact/hooks';
import type { LoadedModel, MemoryShortage, ModelDownload, ModelEntry, NeedsDownload } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { byteWords, timeLeftWords } from './words.ts';

/** Of a download; less is no more than what was read to know its size. */
const BEGUN = 0.1;

/** How the chosen model stands, and what can be done about it. */
export function ModelStateLine({ model }: { readonly model: ModelEntry }) {
  const { state, locale } = usePanel();
  if (model.state.kind === 'unsupported') return <span>{shortageWords(model.state.reason, locale)}</span>;
  if (model.state.kind === 'downloading') return <Downloading model={model} download={model.state} />;
  if (model.state.kind === 'needs-download') return <ToDownload model={model} needs={model.state} />;
  const loaded = state.loaded?.id === model.id ? state.loaded.model : undefined;
  return (
    <>
      {loaded && <span>{deviceWords(loaded, locale)}</span>}
      <Compared model={model} />
      <RemoveButton model={model} />
    </>
  );
}

/** What is verified of it, and against whom. */
function Compared({ model: { compared } }: { readonly model: ModelEntry }) {
  const { locale } = usePanel();
  return compared ? <span class="compared">{sayRemark(compared, locale.language)}</span> : null;
}

interface ToDownloadProps {
  readonly model: ModelEntry;
  readonly needs: NeedsDownload;
}

function ToDownload({ model, needs }: ToDownloadProps) {
  const { state, controller, texts, locale } = usePanel();
  const { language } = locale;
  const { bytes, kept = bytes, done = 0, licences = [] } = needs;
  const [checked, setChecked] = useState(false);
  const accepted = checked || licences.length === 0;
  const { library, host } = controller;
  // without a way to fetch it beforehand, loading fetches
  const start = () => void (host.models.download ? library.download(model.id, licences) : controller.load());
  const left = byteWords(bytes - done, language);
  return (
    <>
      {licences.length > 0 && (
        <label class="licence">
          <input
            type="checkbox"
            name="licence"
            checked={checked}
            onChange={event => setChecked(event.currentTarget.checked)}
          />
          <span>
            {texts.licence}{' '}
            {licences.map(link => (
              <a key={link} href={link} target="_blank" rel="noreferrer">
                {link.replace(/^https:\/\/(www\.)?/, '')}
              </a>
            ))}
          </span>
        </label>
      )}
      <button type="button" disabled={!accepted || state.activity.kind !== 'idle'} onClick={start}>
        <Icon name="download" /> {done > bytes * BEGUN ? texts.modelGoOn(left) : texts.modelDownload(left)}
      </button>
      {kept < bytes && <span>{texts.modelKept(byteWords(kept, language))}</span>}
      <Compared model={model} />
      <RemoveButton model={model} />
    </>
  );
}

interface DownloadingProps {
  readonly model: ModelEntry;
  readonly download: ModelDownload;
}

function Downloading({ model, download }: DownloadingProps) {
  const { controller, texts, locale } = usePanel();
  const { language } = locale;
  const { bytes, done, comparing, bytesPerSecond, secondsLeft } = download;
  const words = comparing ? texts.modelComparing : texts.modelDownloading;
  const details = [
    words(byteWords(done, language), byteWords(bytes, language)),
    bytesPerSecond !== undefined && texts.perSecond(byteWords(bytesPerSecond, language)),
    timeLeftWords(secondsLeft, texts),
  ].filter(Boolean);
  return (
    <>
      <progress aria-label={texts.phases.download} aria-valuetext={details.join(', ')} max={bytes || 1} value={done} />
      <span class="download-words">{details.join(' · ')}</span>
      <button type="button" onClick={() => controller.library.pause(model.id)}>
        {texts.modelPause}
      </button>
      <RemoveButton model={model} />
    </>
  );
}

function RemoveButton({ model }: { readonly model: ModelEntry }) {
  const { state, controller, texts } = usePanel();
  if (!model.removable) return null;
  const busy = state.activity.kind !== 'idle';
  return (
    <button type="button" class="link" disabled={busy} onClick={() => void controller.library.remove(model.id)}>
      {texts.modelRemove}
    </button>
  );
}

function deviceWords({ note, device }: LoadedModel, { texts, language }: Locale): string {
  return note === undefined ? texts.device[device] : sayRemark(note, language);
}

function shortageWords(reason: string | MemoryShortage, { texts, language }: Locale): string {
  if (typeof reason === 'string') return reason;
  return texts.modelNeedsMemory(byteWords(reason.needed, language), byteWords(reason.available, language));
}
