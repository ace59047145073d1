import { useId, useState } from 'preact/hooks';
import { formNow, onlyPlace, rowsOf } from '../rows.ts';
import { usePanel } from './context.tsx';
import { ControlSources } from './control-fields.tsx';
import { HostChoices } from './host-choices.tsx';
import { LoraFields } from './lora-fields.tsx';
import { SafetyField } from './safety-field.tsx';
import { SamplingFields } from './sampling-fields.tsx';
import { SizeFields } from './size-fields.tsx';
import { StartImageSources } from './start-image.tsx';

/** Everything that most pictures do without, folded, with how it stands in one line. */
export function Settings() {
  const { state, texts } = usePanel();
  const [open, setOpen] = useState(false);
  const wrong = Object.keys(state.fieldErrors).some(field => field !== 'prompt' && field !== 'controlnet');
  return (
    <details class="settings" open={open || wrong} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {texts.settings}
        {!open && <Summary />}
      </summary>
      <div class="settings-body">
        <HostChoices />
        <StartImageSources />
        <ControlSources />
        <SizeFields />
        <NegativePrompt />
        <LoraFields />
        <SamplingFields />
        <SafetyField />
      </div>
    </details>
  );
}

function Summary() {
  const { state, controller, texts } = usePanel();
  const { width, height, steps, quality, seedMode, negativePrompt, sizing } = formNow(
    state,
    controller.host.largestSide,
  );
  const isOfPlaces = sizing === 'place' && rowsOf(state).length > 1 && !onlyPlace(state);
  const values = [
    isOfPlaces ? texts.likePlaces : `${width} × ${height}`,
    `${texts.steps} ${steps}`,
    ...(quality ? [texts.qualities[quality]] : []),
    ...(seedMode === 'random' ? [] : [`${texts.seed}: ${texts.seedModes[seedMode]}`]),
    ...(negativePrompt.trim() ? [`${texts.negativePrompt}: ${negativePrompt.trim()}`] : []),
  ];
  return <span class="summary-words">{values.join(' · ')}</span>;
}

function NegativePrompt() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  if (state.loaded && !state.loaded.model.usesNegativePrompt) return null;
  return (
    <div class="field">
      <label for={id}>{texts.negativePrompt}</label>
      <textarea
        id={id}
        name="negativePrompt"
        rows={1}
        placeholder={texts.negativePromptPlaceholder}
        value={state.form.negativePrompt}
        onInput={event => controller.form.edit({ negativePrompt: event.currentTarget.value })}
      />
    </div>
  );
}
