import { MOST_VARIANTS } from '../../form/form.ts';
import { usePanel } from './context.tsx';
import { Choice } from './fields.tsx';

const COUNTS = Array.from({ length: MOST_VARIANTS }, (_, i) => ({ value: i + 1, label: String(i + 1) }));

/** How many pictures of each are made. */
export function Variants() {
  const { state, controller, texts } = usePanel();
  return (
    <Choice
      legend={texts.variants}
      name="count"
      value={state.form.count}
      options={COUNTS}
      onChange={count => controller.form.edit({ count })}
    />
  );
}
