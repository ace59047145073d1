import { useEffect, useRef } from 'preact/hooks';
import type { Reuse } from '../../form/form.ts';
import type { PanelPicture } from '../../host.ts';
import { fileName } from '../../picture-name.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { actionIcon, Icon } from './icons.tsx';
import { RemarksNote } from './remarks-note.tsx';
import { ReplacedNote } from './replaced-note.tsx';
import { actionLabel, percentWords, sizeWords } from './words.ts';

interface ViewerProps {
  readonly picture: PanelPicture;
  /** Offers to delete the picture. */
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** What of a picture can be used again, and the word for it. */
const REUSES = [
  ['all', 'useAll'],
  ['prompt', 'usePromptAgain'],
  ['seed', 'useSeed'],
] as const satisfies readonly (readonly [Reuse, string])[];

/** CSS pixels: smaller pictures are enlarged to this width. */
const SMALLEST_VIEW = 512;

/** One picture large, with what made it and what can be done with it. */
export function Viewer({ picture, onRemove, onClose }: ViewerProps) {
  const { controller, texts } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { request } = picture;
  const reuse = (what: Reuse) => {
    void controller.useAgain(request, what);
    onClose();
  };
  const startFrom = () => {
    void controller.form.startFrom({ file: picture.png, label: request.prompt });
    onClose();
  };
  return (
    <dialog ref={dialog} class="viewer" aria-label={texts.pictureAlt(request.prompt)} onClose={onClose} closedby="any">
      <div class="viewer-content">
        <button
          type="button"
          class="icon-button viewer-close"
          aria-label={texts.close}
          title={texts.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
        <div class="viewer-picture" style={{ width: `${Math.max(SMALLEST_VIEW, request.width)}px`, maxWidth: '100%' }}>
          <BlobImage
            blob={picture.png}
            alt={texts.pictureAlt(request.prompt)}
            width={request.width}
            height={request.height}
            fileName={controller.host.dragOut ? fileName(request, picture.replaced) : undefined}
          />
        </div>
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
          {picture.unusable ? <p class="hint">{texts.requestUnusable}</p> : <Facts picture={picture} />}
          <fieldset class="reuse">
            <legend>{texts.useAgain}</legend>
            <div class="buttons">
              {!picture.unusable &&
                REUSES.map(([what, label]) => (
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
      </div>
    </dialog>
  );
}

function Facts({ picture }: { readonly picture: PanelPicture }) {
  const { texts, locale } = usePanel();
  const { language } = locale;
  const { request } = picture;
  const facts: readonly (readonly [string, string])[] = [
    [texts.negativePrompt, request.negativePrompt],
    [texts.size, sizeWords(request, texts)],
    [texts.steps, String(request.steps)],
    [texts.guidance, String(request.guidanceScale)],
    [texts.seed, String(request.seed)],
    [texts.strength, request.startedFromImage && request.strength ? percentWords(request.strength, language) : ''],
    [texts.model, request.model],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
