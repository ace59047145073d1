import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A dialog that is open, with the focus in it, before the next key or click: an effect would come a frame later or
 * more, and what a quick person presses in between would go to what opened it.
 * @param focused A selector of what is to have the focus at first. The browser's own choice without it.
 */
export function useModal(focused?: string): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    if (focused) dialog.current?.querySelector<HTMLElement>(focused)?.focus();
  }, []);
  return dialog;
}
