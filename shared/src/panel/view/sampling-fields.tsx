import { FIELDS, QUALITIES, solverFits } from '@sana-studio/core/request';
import { useId } from 'preact/hooks';
import { SEED_MODES } from '../../form/form.ts';
import { secondsFor } from '../pace.ts';
import { formNow } from '../rows.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { Choice, NumberField } from './fields.tsx';
import { aboutWords } from './words.ts';

/** Of perturbed attention guidance, from none to what draws pictures. */
const PAG_SCALES = [0, 1, 2, 3, 4];

/** How the picture is drawn, and from which noise. */
export function SamplingFields() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const { form, loaded } = state;
  const { names } = FIELDS.sampler.kind;
  const fitting =
    loaded && canAsk(state, 'sampler') ? names.filter(name => solverFits(name, loaded.model.defaults.sampler)) : [];
  return (
    <>
      <QualityField />
      <div class="row">
        <NumberField field="steps" label={texts.steps} step={1} onInput={steps => controller.form.edit({ steps })} />
        <NumberField
          field="guidanceScale"
          label={texts.guidance}
          step={0.5}
          decimal
          onInput={guidanceScale => controller.form.edit({ guidanceScale })}
        />
      </div>
      {fitting.length > 1 && (
        <div class="field">
          <label for={id}>{texts.sampler}</label>
          <select
            id={id}
            name="sampler"
            value={form.sampler ?? ''}
            onChange={event => {
              const chosen = event.currentTarget.value;
              controller.form.edit({ sampler: fitting.find(name => name === chosen) });
            }}
          >
            <option value="">{texts.samplerOfModel}</option>
            {fitting.map(name => (
              <option key={name} value={name}>
                {texts.samplers[name]}
              </option>
            ))}
          </select>
        </div>
      )}
      {loaded?.model.usesNegativePrompt && canAsk(state, 'pagScale') && (
        <Choice
          legend={texts.pag}
          name="pag"
          value={form.pagScale ?? 0}
          options={PAG_SCALES.map(value => ({ value, label: value === 0 ? texts.pagNone : String(value) }))}
          onChange={value => controller.form.edit({ pagScale: value === 0 ? undefined : value })}
        />
      )}
      <div class="seed-row">
        <NumberField
          field="seed"
          label={texts.seed}
          step={1}
          onInput={seed =>
            controller.form.edit({ seed, seedMode: form.seedMode === 'random' ? 'fixed' : form.seedMode })
          }
        />
        <Choice
          legend={texts.seedMode}
          name="seedMode"
          value={form.seedMode}
          options={SEED_MODES.map(value => ({ value, label: texts.seedModes[value] }))}
          onChange={seedMode => controller.form.edit({ seedMode })}
        />
      </div>
    </>
  );
}

/** How exact the picture is, and how long that takes, as soon as anybody can know. */
function QualityField() {
  const { state, controller, texts } = usePanel();
  if (!canAsk(state, 'quality')) return null;
  const form = formNow(state, controller.host.largestSide);
  const label = (quality: (typeof QUALITIES)[number]) => {
    const seconds = secondsFor(state.pace, form, quality);
    return [texts.qualities[quality], ...(seconds === undefined ? [] : [aboutWords(seconds, texts)])].join(' · ');
  };
  return (
    <Choice
      legend={texts.quality}
      name="quality"
      value={form.quality ?? 'exact'}
      options={QUALITIES.map(value => ({ value, label: label(value), title: texts.qualityNotes[value] }))}
      onChange={value => controller.form.edit({ quality: value === 'exact' ? undefined : value })}
    />
  );
}
