import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface SliderProps {
  readonly name: string;
  readonly label: string;
  /** The value for people. */
  readonly words: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onInput: (value: number) => void;
  readonly children?: ComponentChildren;
}

/** A number that is chosen by pulling. */
export function Slider({ label, words, onInput, children, ...range }: SliderProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {words}
      </label>
      <input
        id={id}
        type="range"
        aria-valuetext={words}
        {...range}
        onInput={event => onInput(Number(event.currentTarget.value))}
      />
      {children}
    </div>
  );
}
