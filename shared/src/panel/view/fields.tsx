import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type FieldName, parseNumber } from '../../form/check.ts';
import { formNow } from '../rows.ts';
import { usePanel } from './context.tsx';
import { fieldErrorWords } from './words.ts';

type NumberField = Exclude<FieldName, 'prompt' | 'controlnet'>;

interface NumberFieldProps {
  readonly field: NumberField;
  readonly label: string;
  /** What an arrow key adds or takes away. */
  readonly step: number;
  readonly decimal?: boolean;
  readonly onInput: (text: string) => void;
}

/** A number as text, so that half a number can stand there while it is typed; arrow keys count up and down. */
export function NumberField({ field, label, step, decimal = false, onInput }: NumberFieldProps) {
  const { state, controller, locale } = usePanel();
  const id = useId();
  const text = formNow(state, controller.host.largestSide)[field];
  const error = state.fieldErrors[field];
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const value = parseNumber(text);
    if (direction === 0 || Number.isNaN(value)) return;
    event.preventDefault();
    onInput(String(Math.max(0, Number((value + direction * step).toFixed(2)))));
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={field}
        type="text"
        inputMode={decimal ? 'decimal' : 'numeric'}
        autocomplete="off"
        value={text}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
        onInput={event => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {error && (
        <p class="error" id={`${id}-error`}>
          {fieldErrorWords(error, locale)}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly legend: string;
  readonly name: string;
  readonly value: Value | undefined;
  readonly options: readonly {
    readonly value: Value;
    readonly label: ComponentChildren;
    readonly title?: string | undefined;
  }[];
  /** In columns of the same width, for choices that take several lines. */
  readonly even?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side. Radio buttons: the arrow keys move, screen readers count. */
export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { legend, name, value, options, even = false, onChange } = props;
  const group = `${useId()}-${name}`;
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class={even ? 'options even' : 'options'}>
        {options.map(option => (
          <label key={option.value} class="option" title={option.title}>
            <input
              type="radio"
              name={group}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
