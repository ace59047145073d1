import { useState } from 'preact/hooks';
import type { PanelPicture } from '../../host.ts';
import { chosenOptions } from '../choices.ts';
import type { Slot } from '../state.ts';
import { usePanel } from './context.tsx';
import { Result } from './result.tsx';

interface StripProps {
  readonly slots: readonly [Slot, ...Slot[]];
  readonly onOpen: (picture: PanelPicture) => void;
}

/** Variants for one place: a click or an arrow key shows one there, Enter keeps it. */
export function Strip({ slots, onOpen }: StripProps) {
  const { state, controller, texts } = usePanel();
  const { host, insertion } = controller;
  const [chosen, setChosen] = useState<number>();
  const target = slots[0].target!;
  const choices = chosenOptions(host, state);
  const isShownThere = host.trial?.suits(target.id, choices) ?? false;
  const shown = state.applied.get(target.id);
  const current = isShownThere ? shown : (chosen ?? shown);
  const insert = host.actions.find(({ id, automatic }) => id === 'insert' && !automatic?.(choices, 0));
  // of what is shown there the footer asks
  const isOpen = !isShownThere && chosen !== undefined && chosen !== shown;
  // what is put there by itself, beside each other, is not chosen from
  const canChoose = isShownThere || insert !== undefined;

  const choose = async (slot: Slot) => {
    setChosen(slot.id);
    if (isShownThere && slot.id !== shown) await insertion.show(slot);
  };
  const keep = async (slot: Slot | undefined) => {
    if (!slot) return;
    if (isShownThere) {
      if (slot.id !== shown) await insertion.show(slot);
      await insertion.keep(target.id);
    } else if (insert) {
      await insertion.insert(insert, slot, texts.done(texts.keep));
    }
    setChosen(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement;
    if (!at.matches('.open') || event.ctrlKey || event.metaKey) return;
    const made = slots.filter(({ picture }) => picture);
    const tiles = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.open')];
    const index = tiles.indexOf(at);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      void keep(made[index]);
    } else if (step !== undefined) {
      event.preventDefault();
      const next = (index + step + tiles.length) % tiles.length;
      tiles[next]?.focus();
      void choose(made[next]!);
    }
  };
  return (
    <fieldset class="strip" aria-label={target.label} onKeyDown={canChoose ? onKeyDown : undefined}>
      <ul class="grid">
        {slots.map(slot => (
          <li key={slot.id} data-slot={slot.id}>
            <Result
              slot={slot}
              onOpen={onOpen}
              onChoose={canChoose ? () => void choose(slot) : undefined}
              isChosen={slot.id === current}
            />
          </li>
        ))}
      </ul>
      {isOpen && (
        <div class="decision">
          <button type="button" class="primary" onClick={() => void keep(slots.find(({ id }) => id === current))}>
            {texts.keep}
          </button>
          <button type="button" onClick={() => setChosen(undefined)}>
            {texts.discard}
          </button>
        </div>
      )}
    </fieldset>
  );
}
