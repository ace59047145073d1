import { FIELDS, solverFits } from '@sana-studio/core/request';
import { SEED_MODES } from '../../form/form.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { Choice, NumberField } from './fields.tsx';

/** How the picture is drawn, and from which noise. */
export function SamplingFields() {
  const { state, controller, texts } = usePanel();
  const { form, loaded } = state;
  const { names } = FIELDS.sampler.kind;
  const fitting =
    loaded && canAsk(state, 'sampler') ? names.filter(name => solverFits(name, loaded.model.defaults.sampler)) : [];
  return (
    <>
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
        <Choice
          legend={texts.sampler}
          name="sampler"
          value={form.sampler ?? ''}
          options={[
            { value: '' as const, label: texts.samplerOfModel },
            ...fitting.map(value => ({ value, label: texts.samplers[value] })),
          ]}
          onChange={value => controller.form.edit({ sampler: value === '' ? undefined : value })}
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
