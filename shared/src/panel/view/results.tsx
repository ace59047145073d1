import { useEffect, useRef } from 'preact/hooks';
import type { PanelPicture } from '../../host.ts';
import { fileName } from '../../picture-name.ts';
import { finishedPictures, type Run, type Slot } from '../state.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { actionIcon, Icon } from './icons.tsx';
import { PreviewCanvas } from './preview-canvas.tsx';
import { RemarksNote } from './remarks-note.tsx';
import { ReplacedNote } from './replaced-note.tsx';
import { actionLabel, errorWords } from './words.ts';

interface ResultsProps {
  readonly onOpen: (picture: PanelPicture) => void;
}

export function Results({ onOpen }: ResultsProps) {
  const { state, texts, locale } = usePanel();
  const { run } = state;
  const grid = useRef<HTMLUListElement>(null);
  const { activity } = state;
  const generating = activity.kind === 'generating';
  // in one column the settings may push them out of sight
  useEffect(() => {
    if (generating) grid.current?.scrollIntoView({ block: 'nearest' });
  }, [generating]);
  if (!run) return <p class="empty">{texts.empty}</p>;
  const made = finishedPictures(run);
  const current = activity.kind === 'generating' ? activity.progress?.picture : undefined;
  return (
    <>
      {made[0] && <ReplacedNote replaced={made[0].replaced} />}
      {made[0] && <RemarksNote remarks={made[0].remarks} />}
      <ul ref={grid} class="grid" data-count={run.slots.length}>
        {run.slots.map((slot, index) => (
          <li key={index}>
            {slot.picture ? (
              <Finished picture={slot.picture} onOpen={onOpen} />
            ) : (
              <Unfinished run={run} slot={slot} active={run.outcome === undefined && index === current} />
            )}
            {slot.label && <p class="slot-label">{slot.label}</p>}
            {slot.failure && (
              <p class="error" role="alert">
                {errorWords(slot.failure, locale)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {run.outcome === 'cancelled' && (
        <p class="hint">
          {made.length === 0 ? texts.outcomes.cancelled : texts.outcomes.cancelledPartly(made.length, run.slots.length)}
        </p>
      )}
      {run.outcome === 'failed' && made.length > 0 && (
        <p class="hint">{texts.outcomes.failedPartly(made.length, run.slots.length)}</p>
      )}
    </>
  );
}

function Finished({ picture, onOpen }: { readonly picture: PanelPicture } & ResultsProps) {
  const { controller, texts } = usePanel();
  const { prompt, width, height, seed } = picture.request;
  return (
    <figure class="picture">
      <button type="button" class="open" aria-label={texts.openPicture(prompt)} onClick={() => onOpen(picture)}>
        <BlobImage
          blob={picture.png}
          alt={texts.pictureAlt(prompt)}
          width={width}
          height={height}
          fileName={controller.host.dragOut ? fileName(picture.request, picture.replaced) : undefined}
        />
      </button>
      <figcaption>
        <span class="seed-label">
          {texts.seed} {seed}
        </span>
        {controller.host.actions.map(action => {
          const label = actionLabel(action, texts);
          return (
            <button
              key={action.id}
              type="button"
              class="icon-button"
              aria-label={label}
              title={label}
              onClick={() => void controller.act(action, picture, texts.done(label))}
            >
              <Icon name={actionIcon(action.id)} />
            </button>
          );
        })}
      </figcaption>
    </figure>
  );
}

interface UnfinishedProps {
  readonly run: Run;
  readonly slot: Slot;
  /** It is the one being made. */
  readonly active: boolean;
}

function Unfinished({ run, slot, active }: UnfinishedProps) {
  const { texts } = usePanel();
  const running = run.outcome === undefined;
  const { width, height } = slot;
  return (
    <div class="unfinished" data-active={active} style={{ aspectRatio: `${width} / ${height}` }}>
      {slot.preview ? (
        <PreviewCanvas picture={slot.preview} label={texts.previewAlt} />
      ) : (
        <span>{running ? (active ? '' : texts.waiting) : texts.notMade}</span>
      )}
    </div>
  );
}
