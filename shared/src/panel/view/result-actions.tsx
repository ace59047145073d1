import { finishedSize } from '../../form/larger.ts';
import { destinationOf } from '../insertion.ts';
import type { Slot } from '../state.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { EnlargeMenu } from './enlarge-menu.tsx';
import { actionIcon, Icon, type IconName } from './icons.tsx';
import { VaryMenu } from './vary-menu.tsx';
import { actionLabel } from './words.ts';

interface ResultActionsProps {
  readonly slot: Slot;
  /** Shows it large, where a click on it does something else. */
  readonly onOpen?: (() => void) | undefined;
}

/** What can be done with a picture that was just made. */
export function ResultActions({ slot, onOpen }: ResultActionsProps) {
  const { state, controller, texts } = usePanel();
  const { picture } = slot;
  if (!picture) return null;
  const varies = canAsk(state, 'variation');
  const { label: place } = destinationOf(state, slot);
  const image = { file: picture.png, label: picture.request.prompt };
  const startFrom = () => void controller.form.startFrom(image);
  const follow = () => void controller.form.chooseControl(image, 'photo');
  const changePart = () => void controller.form.changePart(image, slot.target);
  return (
    <span class="picture-actions">
      {!picture.unusable && (
        <>
          <IconButton icon="reuse" label={texts.again} onClick={() => void controller.making.again(slot)} />
          {varies && <VaryMenu onVary={variation => void controller.making.again(slot, variation)} />}
          <EnlargeMenu
            size={finishedSize(picture.request)}
            onEnlarge={larger => void controller.making.enlarge(slot, larger)}
          />
        </>
      )}
      <IconButton icon="start" label={texts.startFromIt} onClick={startFrom} />
      {canAsk(state, 'control') && <IconButton icon="lines" label={texts.control.follow} onClick={follow} />}
      {canAsk(state, 'mask') && <IconButton icon="part" label={texts.part.change} onClick={changePart} />}
      {controller.host.actions.map(action => {
        const label = actionLabel(action, texts);
        const isInsert = action.id === 'insert';
        return (
          <IconButton
            key={action.id}
            icon={actionIcon(action.id)}
            label={label}
            title={isInsert && place ? texts.insertInto(place) : label}
            onClick={() =>
              void (isInsert
                ? controller.insertion.insert(action, slot, texts.done(label))
                : controller.insertion.act(action, picture, texts.done(label)))
            }
          />
        );
      })}
      {onOpen && <IconButton icon="enlarge" label={texts.openPicture(picture.request.prompt)} onClick={onOpen} />}
    </span>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly title?: string | undefined;
  readonly onClick: () => void;
}

function IconButton({ icon, label, title = label, onClick }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={title} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
