import { usePanel } from './context.tsx';

/** Of what is shown at a place to be decided about: it is in sight wherever the pictures are. */
export function Decisions() {
  const { state, controller, texts } = usePanel();
  if (state.activity.kind === 'generating') return null;
  const labelOf = (target: string) => state.run?.slots.find(slot => slot.target?.id === target)?.target?.label ?? '';
  return (
    <>
      {[...state.tried].map(target => (
        <fieldset key={target} class="decision" aria-label={labelOf(target)}>
          <span>{texts.undecided(labelOf(target))}</span>
          <button type="button" class="primary" onClick={() => void controller.insertion.keep(target)}>
            {texts.keep}
          </button>
          <button type="button" onClick={() => void controller.insertion.discard(target)}>
            {texts.discard}
          </button>
        </fieldset>
      ))}
    </>
  );
}
