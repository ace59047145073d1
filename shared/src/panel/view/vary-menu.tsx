import { VARIATIONS, type Variation } from '../asking.ts';
import { ActionMenu } from './action-menu.tsx';
import { usePanel } from './context.tsx';

const AMOUNTS = Object.keys(VARIATIONS) as readonly Variation[];

interface VaryMenuProps {
  readonly onVary: (variation: Variation) => void;
  /** Beside other buttons with words. */
  readonly withWord?: boolean | undefined;
}

/** How far another picture may be from this one. */
export function VaryMenu({ onVary, withWord }: VaryMenuProps) {
  const { texts } = usePanel();
  const actions = AMOUNTS.map(amount => ({ label: texts.variations[amount], onChoose: () => onVary(amount) }));
  return <ActionMenu icon="vary" label={texts.vary} actions={actions} withWord={withWord} />;
}
