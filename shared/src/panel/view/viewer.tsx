import { useEffect, useRef } from 'preact/hooks';
import type { Reuse } from '../../form/form.ts';
import type { PanelPicture } from '../../host.ts';
import { fileName } from '../../picture-name.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { actionIcon, Icon, type IconName } from './icons.tsx';
import { PictureFacts } from './picture-facts.tsx';
import { RemarksNote } from './remarks-note.tsx';
import { ReplacedNote } from './replaced-note.tsx';
import { actionLabel } from './words.ts';

interface ViewerProps {
  readonly picture: PanelPicture;
  /** Where it stands among others, e.g. "3 of 12". */
  readonly position?: string | undefined;
  /** To the one before and after it, if there is one. */
  readonly onBack?: (() => void) | undefined;
  readonly onForth?: (() => void) | undefined;
  /** Offers to delete the picture. */
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** What of a picture can be used again, and the word for it. */
const REUSES = [
  ['all', 'useAll'],
  ['prompt', 'usePromptAgain'],
  ['style', 'useStyle'],
  ['seed', 'useSeed'],
] as const satisfies readonly (readonly [Reuse, string])[];

/** CSS pixels: smaller pictures are enlarged to this width where there is room. */
const SMALLEST_VIEW = 512;

/** One picture large, with what made it and what can be done with it. */
export function Viewer({ picture, position, onBack, onForth, onRemove, onClose }: ViewerProps) {
  const { controller, texts } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { request } = picture;
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: onBack, ArrowRight: onForth }[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={texts.pictureAlt(request.prompt)}
      style={{ '--picture-width': `${Math.max(SMALLEST_VIEW, request.width || 0)}px` }}
      onKeyDown={onKeyDown}
      onClose={onClose}
      closedby="any"
    >
      <div class="viewer-content">
        <div class="viewer-head">
          {position && (
            <>
              <HeadButton icon="back" label={texts.before} onClick={onBack} />
              <span class="viewer-position">{position}</span>
              <HeadButton icon="forth" label={texts.after} onClick={onForth} />
            </>
          )}
          <HeadButton icon="close" label={texts.close} onClick={() => dialog.current?.close()} />
        </div>
        <div class="viewer-picture">
          <BlobImage
            blob={picture.png}
            alt={texts.pictureAlt(request.prompt)}
            width={request.width}
            height={request.height}
            fileName={controller.host.dragOut ? fileName(request, picture.replaced) : undefined}
          />
        </div>
        <ViewerSide picture={picture} onRemove={onRemove} onUsed={() => dialog.current?.close()} />
      </div>
    </dialog>
  );
}

interface HeadButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** Without it the button has nothing to do, but keeps the focus that it may have. */
  readonly onClick: (() => void) | undefined;
}

function HeadButton({ icon, label, onClick }: HeadButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-disabled={onClick === undefined}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

interface SideProps {
  readonly picture: PanelPicture;
  readonly onRemove: (() => void) | undefined;
  /** Something of it went into the form. */
  readonly onUsed: () => void;
}

/** What made the picture, and what can be done with it. */
function ViewerSide({ picture, onRemove, onUsed }: SideProps) {
  const { controller, texts } = usePanel();
  const { request, unusable } = picture;
  const reuse = (what: Reuse) => {
    void controller.useAgain(request, what);
    onUsed();
  };
  const startFrom = () => {
    void controller.form.startFrom({ file: picture.png, label: request.prompt });
    onUsed();
  };
  const reuses = unusable ? [] : REUSES.filter(([what]) => what !== 'style' || request.style);
  return (
    <div class="viewer-side">
      <div class="buttons">
        {controller.host.actions.map((action, index) => {
          const label = actionLabel(action, texts);
          return (
            <button
              key={action.id}
              type="button"
              class={index === 0 ? 'primary' : ''}
              onClick={() => void controller.act(action, picture, texts.done(label))}
            >
              <Icon name={actionIcon(action.id)} /> {label}
            </button>
          );
        })}
      </div>
      <p class="viewer-prompt">{request.prompt}</p>
      <ReplacedNote replaced={picture.replaced} />
      <RemarksNote remarks={picture.remarks} />
      {request.startedFromImage && <p class="hint">{texts.startImageMissing}</p>}
      {unusable ? <p class="hint">{texts.requestUnusable}</p> : <PictureFacts picture={picture} />}
      <fieldset class="reuse">
        <legend>{texts.useAgain}</legend>
        <div class="buttons">
          {reuses.map(([what, label]) => (
            <button key={what} type="button" onClick={() => reuse(what)}>
              {texts[label]}
            </button>
          ))}
          <button type="button" onClick={startFrom}>
            {texts.startFromIt}
          </button>
        </div>
      </fieldset>
      {onRemove && (
        <button type="button" class="danger" onClick={onRemove}>
          <Icon name="remove" /> {texts.remove}
        </button>
      )}
    </div>
  );
}
