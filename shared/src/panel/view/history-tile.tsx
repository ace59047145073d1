import type { HistoryEntry } from '../../host.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { actionIcon, Icon, type IconName } from './icons.tsx';
import { useReuse } from './use-again.ts';
import { actionLabel } from './words.ts';

interface HistoryTileProps {
  readonly entry: HistoryEntry;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

/** An earlier picture, with what can be done with it at one click. */
export function HistoryTile({ entry, onOpen, onRemove }: HistoryTileProps) {
  const { controller, texts } = usePanel();
  const useAgain = useReuse();
  const { request, unusable } = entry;
  const [action] = controller.host.actions;
  const insert = async () => {
    const picture = await controller.pictures.open(entry);
    if (!picture || !action) controller.tell(texts.historyGone);
    else if (action.id === 'insert')
      await controller.insertion.insertHere(action, picture, texts.done(texts.insertHere));
    else await controller.insertion.act(action, picture, texts.done(actionLabel(action, texts)));
  };
  const again = () => {
    void controller.making.againHere(entry);
    if (request.startedFromImage) controller.tell(texts.startImageMissing);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    onRemove();
  };
  return (
    <li>
      <button
        type="button"
        class="open"
        title={request.prompt}
        aria-label={texts.openPicture(request.prompt)}
        aria-keyshortcuts="Delete"
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        <BlobImage blob={entry.thumbnail} alt="" lazy />
      </button>
      <div class="tile-actions">
        {action && (
          <TileButton
            icon={actionIcon(action.id)}
            label={action.id === 'insert' ? texts.insertHere : actionLabel(action, texts)}
            onClick={() => void insert()}
          />
        )}
        {!unusable && <TileButton icon="reuse" label={texts.again} onClick={again} />}
        {!unusable && (
          <TileButton icon="prompt" label={texts.usePromptOf} onClick={() => useAgain(request, 'prompt')} />
        )}
        {!unusable && request.style && (
          <TileButton icon="style" label={texts.useStyleOf} onClick={() => useAgain(request, 'style')} />
        )}
        <TileButton icon="remove" label={texts.remove} onClick={onRemove} />
      </div>
    </li>
  );
}

interface TileButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}

function TileButton({ icon, label, onClick }: TileButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
