import type { PanelPicture } from '../../host.ts';
import { fileName } from '../../picture-name.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { Icon, type IconName } from './icons.tsx';
import { useModal } from './use-modal.ts';
import { ViewerSide } from './viewer-side.tsx';

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

/** CSS pixels: smaller pictures are enlarged to this width where there is room. */
const SMALLEST_VIEW = 512;

/** One picture large, with what made it and what can be done with it. */
export function Viewer({ picture, position, onBack, onForth, onRemove, onClose }: ViewerProps) {
  const { controller, texts } = usePanel();
  // a click and Enter are all that it takes
  const dialog = useModal('.viewer-side .primary');
  const { request } = picture;
  const onKeyDown = (event: KeyboardEvent) => {
    const isRightToLeft = dialog.current && getComputedStyle(dialog.current).direction === 'rtl';
    const [left, right] = isRightToLeft ? [onForth, onBack] : [onBack, onForth];
    const move = { ArrowLeft: left, ArrowRight: right }[event.key];
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
