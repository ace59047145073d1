import { type Larger, waysToEnlarge } from '../../form/larger.ts';
import type { Size } from '../../form/sizes.ts';
import { canAsk } from '../steps.ts';
import { ActionMenu } from './action-menu.tsx';
import { usePanel } from './context.tsx';
import { sizeWords } from './words.ts';

interface EnlargeMenuProps {
  /** Pixels of the picture. */
  readonly size: Size;
  readonly onEnlarge: (larger: Larger) => void;
  /** Beside other buttons with words. */
  readonly withWord?: boolean | undefined;
}

/** How a picture can become larger: drawn over with more detail, or with more around it. */
export function EnlargeMenu({ size, onEnlarge, withWord }: EnlargeMenuProps) {
  const { state, controller, texts } = usePanel();
  const { refine, around } = waysToEnlarge(size, controller.host.largestSide);
  const actions = [
    ...(refine && canAsk(state, 'refine')
      ? [{ label: texts.larger.refine(sizeWords(refine, texts)), onChoose: () => onEnlarge({ kind: 'refine' }) }]
      : []),
    ...(canAsk(state, 'outpaint')
      ? around.map(({ label, ratio }) => ({
          label: texts.larger.around(label),
          onChoose: () => onEnlarge({ kind: 'around', ratio }),
        }))
      : []),
  ];
  if (actions.length === 0) return null;
  return <ActionMenu icon="larger" label={texts.larger.title} actions={actions} withWord={withWord} />;
}
