import { hostOf, readServerReference } from '@sana-studio/serving';
import type { ComponentChildren } from 'preact';
import type { PanelPicture } from '../../host.ts';
import { fileName } from '../../picture-name.ts';
import type { Slot } from '../state.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { KeepWords, refusedWords } from './keep-words.tsx';
import { PreviewCanvas } from './preview-canvas.tsx';
import { ResultActions } from './result-actions.tsx';
import { errorWords } from './words.ts';

interface ResultProps {
  readonly slot: Slot;
  readonly onOpen: (picture: PanelPicture) => void;
  /** What a click does instead of showing it large. */
  readonly onChoose?: (() => void) | undefined;
  readonly isChosen?: boolean | undefined;
}

/** One picture of a run, or what there is of it by now. */
export function Result({ slot, onOpen, onChoose, isChosen }: ResultProps) {
  const { state, controller, texts, locale } = usePanel();
  const { picture, failure, target, id, match } = slot;
  const isApplied = target !== undefined && state.applied.get(target.id) === id;
  const name = target?.label ?? slot.words;
  const label = name && (
    <p class="slot-label" title={name}>
      {name}
    </p>
  );
  return (
    <>
      {picture ? (
        <figure class="picture" data-chosen={isChosen ?? false}>
          <button
            type="button"
            class="open"
            aria-label={onChoose ? texts.pictureAlt(picture.request.prompt) : texts.openPicture(picture.request.prompt)}
            aria-pressed={onChoose && (isChosen ?? false)}
            aria-describedby={match?.isBest ? `match-${id}` : undefined}
            title={match && texts.match(match.score, match.by)}
            onClick={onChoose ?? (() => onOpen(picture))}
          >
            <BlobImage
              blob={picture.png}
              alt={texts.pictureAlt(picture.request.prompt)}
              width={picture.request.width}
              height={picture.request.height}
              fileName={controller.host.dragOut ? fileName(picture.request, picture.replaced) : undefined}
            />
          </button>
          {isApplied && (
            <span class="applied">
              <Icon name="check" /> {texts.applied}
            </span>
          )}
          <figcaption>
            {label}
            {match?.isBest && (
              <span class="best-match" id={`match-${id}`} title={texts.match(match.score, match.by)}>
                {texts.bestMatch}
              </span>
            )}
            <span class="seed-label">
              {texts.seed} {picture.request.seed}
            </span>
            <MadeOn model={picture.request.model} />
            <ResultActions slot={slot} onOpen={onChoose && (() => onOpen(picture))} />
          </figcaption>
        </figure>
      ) : (
        <>
          <Unfinished slot={slot} />
          {label}
        </>
      )}
      {failure && (
        <p class="error" role="alert">
          {errorWords(failure, locale)} <KeepWords words={refusedWords(failure)} />
        </p>
      )}
    </>
  );
}

/** The server that has drawn it, if one has. */
function MadeOn({ model }: { readonly model: string }) {
  const { texts } = usePanel();
  const served = readServerReference(model);
  if (!served) return null;
  const host = hostOf(served.server);
  return (
    <span class="made-on" title={`${texts.servers.madeOn}: ${host}`}>
      {host}
    </span>
  );
}

function Unfinished({ slot }: { readonly slot: Slot }) {
  const { state, texts } = usePanel();
  const { run, activity } = state;
  const { width, height, preview } = slot;
  const isRunning = run?.outcome === undefined;
  const next = run?.slots.find(({ picture, failure }) => !picture && !failure);
  const isActive = isRunning && activity.kind === 'generating' && next?.id === slot.id;
  let words: ComponentChildren = isRunning ? texts.waiting : texts.notMade;
  if (isActive) words = '';
  return (
    <div class="unfinished" data-active={isActive} style={{ aspectRatio: `${width} / ${height}` }}>
      {preview ? <PreviewCanvas picture={preview} label={texts.previewAlt} /> : <span>{words}</span>}
    </div>
  );
}
