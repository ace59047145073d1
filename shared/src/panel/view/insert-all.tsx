import { chosenOptions } from '../choices.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

/** Pictures for several places that are inserted by hand: all at one click. */
export function InsertAll() {
  const { state, controller, texts } = usePanel();
  const { host, insertion } = controller;
  const insert = host.actions.find(({ id }) => id === 'insert');
  const waiting =
    state.run?.slots.filter(
      ({ id, picture, target, isVariant }) => picture && target && !isVariant && state.applied.get(target.id) !== id,
    ) ?? [];
  const places = new Set(waiting.map(({ target }) => target?.id));
  const isByHand = insert !== undefined && !insert.automatic?.(chosenOptions(host, state), places.size);
  // of several for one place somebody has to choose
  if (!isByHand || places.size < 2 || places.size !== waiting.length || state.activity.kind === 'generating')
    return null;
  const insertAll = async () => {
    for (const slot of waiting) await insertion.insert(insert, slot, texts.done(texts.insertAll));
  };
  return (
    <button type="button" class="insert-all" onClick={() => void insertAll()}>
      <Icon name="insert" /> {texts.insertAll}
    </button>
  );
}
