import { finishedSize, type Larger } from '../../form/larger.ts';
import type { Reuse } from '../../form/reuse.ts';
import type { PanelPicture } from '../../host.ts';
import type { Variation } from '../asking.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { EnlargeMenu } from './enlarge-menu.tsx';
import { actionIcon, Icon } from './icons.tsx';
import { PictureFacts } from './picture-facts.tsx';
import { RemarksNote } from './remarks-note.tsx';
import { ReplacedNote } from './replaced-note.tsx';
import { Notice, ProblemNote } from './status.tsx';
import { useReuse } from './use-again.ts';
import { VaryMenu } from './vary-menu.tsx';
import { actionLabel } from './words.ts';

/** What of a picture can be used again, and the word for it. */
const REUSES = [
  ['all', 'useAll'],
  ['prompt', 'usePromptAgain'],
  ['style', 'useStyle'],
  ['seed', 'useSeed'],
] as const satisfies readonly (readonly [Reuse, string])[];

interface SideProps {
  readonly picture: PanelPicture;
  readonly onRemove: (() => void) | undefined;
  /** Something of it went into the form. */
  readonly onUsed: () => void;
}

/** What made the picture, and what can be done with it. */
export function ViewerSide({ picture, onRemove, onUsed }: SideProps) {
  const { state, controller, texts } = usePanel();
  const varies = canAsk(state, 'variation');
  const { request, unusable } = picture;
  const useAgain = useReuse();
  const reuse = (what: Reuse) => {
    useAgain(request, what);
    onUsed();
  };
  const again = (variation?: Variation) => {
    void controller.making.againHere(picture, variation);
    if (request.startedFromImage || request.controlledByImage) controller.tell(texts.startImageMissing);
    onUsed();
  };
  const enlarge = (larger: Larger) => {
    void controller.making.enlargeHere(picture, larger);
    onUsed();
  };
  const image = { file: picture.png, label: request.prompt };
  const startFrom = () => {
    void controller.form.startFrom(image);
    onUsed();
  };
  const follow = () => {
    void controller.form.chooseControl(image, 'photo');
    onUsed();
  };
  const changePart = () => {
    void controller.form.changePart(image, undefined);
    onUsed();
  };
  const reuses = unusable ? [] : REUSES.filter(([what]) => what !== 'style' || request.style);
  return (
    <div class="viewer-side">
      <div class="buttons">
        {controller.host.actions.map((action, index) => {
          const isInsert = action.id === 'insert';
          const label = isInsert ? texts.insertHere : actionLabel(action, texts);
          const done = texts.done(label);
          return (
            <button
              key={action.id}
              type="button"
              class={index === 0 ? 'primary' : ''}
              onClick={() =>
                void (isInsert
                  ? controller.insertion.insertHere(action, picture, done)
                  : controller.insertion.act(action, picture, done))
              }
            >
              <Icon name={actionIcon(action.id)} /> {label}
            </button>
          );
        })}
        {!unusable && (
          <>
            <button type="button" onClick={() => again()}>
              <Icon name="reuse" /> {texts.again}
            </button>
            {varies && <VaryMenu withWord onVary={again} />}
            <EnlargeMenu withWord size={finishedSize(request)} onEnlarge={enlarge} />
          </>
        )}
      </div>
      {/* the panel behind, which says it too, is not to be seen */}
      <Notice />
      <ProblemNote />
      <p class="viewer-prompt">{request.prompt}</p>
      <ReplacedNote pictures={[picture]} />
      <RemarksNote remarks={picture.remarks} />
      {(request.startedFromImage || request.controlledByImage) && <p class="hint">{texts.startImageMissing}</p>}
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
          {canAsk(state, 'control') && (
            <button type="button" onClick={follow}>
              {texts.control.follow}
            </button>
          )}
          {canAsk(state, 'mask') && (
            <button type="button" onClick={changePart}>
              {texts.part.change}
            </button>
          )}
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
