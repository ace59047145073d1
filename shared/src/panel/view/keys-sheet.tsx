import { usePanel } from './context.tsx';
import { useModal } from './use-modal.ts';

/** What the keys do: opened by `?`, closed by Escape. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const { texts } = usePanel();
  const dialog = useModal();
  return (
    <dialog ref={dialog} class="keys" aria-label={texts.keys.title} onClose={onClose}>
      <h2>{texts.keys.title}</h2>
      <dl>
        {texts.keys.list.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.split(' + ').map((key, index) => (
                <>
                  {index > 0 && ' + '}
                  <kbd key={key}>{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        {texts.close}
      </button>
    </dialog>
  );
}

/** Whether a key asks for the sheet: `?` where no text is written. */
export function asksForKeys(event: KeyboardEvent): boolean {
  if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target as Element).matches('input:not([type="radio"]), textarea, select');
}
