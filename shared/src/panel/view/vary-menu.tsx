import { useRef } from 'preact/hooks';
import { VARIATIONS, type Variation } from '../asking.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

const AMOUNTS = Object.keys(VARIATIONS) as readonly Variation[];

interface VaryMenuProps {
  readonly onVary: (variation: Variation) => void;
  /** Beside other buttons with words. */
  readonly withWord?: boolean | undefined;
}

/** How far another picture may be from this one. */
export function VaryMenu({ onVary, withWord = false }: VaryMenuProps) {
  const { texts } = usePanel();
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
      <summary class={withWord ? 'with-word' : 'icon-button'} aria-label={texts.vary} title={texts.vary}>
        <Icon name="vary" /> {withWord && texts.vary}
      </summary>
      <fieldset aria-label={texts.vary}>
        {AMOUNTS.map(amount => (
          <button
            key={amount}
            type="button"
            onClick={() => {
              close();
              onVary(amount);
            }}
          >
            {texts.variations[amount]}
          </button>
        ))}
      </fieldset>
    </details>
  );
}
