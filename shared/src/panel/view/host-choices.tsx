import { useId } from 'preact/hooks';
import type { HostChoice } from '../../host.ts';
import { usePanel } from './context.tsx';

/** The settings that the shell brings along. */
export function HostChoices() {
  const { controller } = usePanel();
  const { choices = [] } = controller.host;
  if (choices.length === 0) return null;
  return (
    <div class="row">
      {choices.map(choice => (
        <HostChoiceField key={choice.id} choice={choice} />
      ))}
    </div>
  );
}

function HostChoiceField({ choice: { id, label, options } }: { readonly choice: HostChoice }) {
  const { state, controller } = usePanel();
  const field = useId();
  const { choices } = state.form;
  return (
    <div class="field">
      <label for={field}>{label}</label>
      <select
        id={field}
        name={id}
        value={choices[id] ?? options[0]?.value}
        onChange={event => controller.form.edit({ choices: { ...choices, [id]: event.currentTarget.value } })}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
