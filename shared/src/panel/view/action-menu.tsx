import { useRef } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';

interface ActionMenuProps {
  readonly icon: IconName;
  readonly label: string;
  readonly actions: readonly { readonly label: string; readonly onChoose: () => void }[];
  /** Beside other buttons with words. */
  readonly withWord?: boolean | undefined;
}

/** A few things that can be done, behind one button. */
export function ActionMenu({ icon, label, actions, withWord = false }: ActionMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    event.preventDefault();
    close();
    menu.current.querySelector('summary')?.focus();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node) || !menu.current?.contains(relatedTarget)) close();
  };
  return (
    <details ref={menu} class="menu" onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <summary class={withWord ? 'with-word' : 'icon-button'} aria-label={label} title={label}>
        <Icon name={icon} /> {withWord && label}
      </summary>
      <fieldset aria-label={label}>
        {actions.map(action => (
          <button
            key={action.label}
            type="button"
            onClick={() => {
              close();
              action.onChoose();
            }}
          >
            {action.label}
          </button>
        ))}
      </fieldset>
    </details>
  );
}
