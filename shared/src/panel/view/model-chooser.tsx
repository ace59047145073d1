import { useId } from 'preact/hooks';
import type { ModelEntry } from '../../host.ts';
import { AllModels } from './all-models.tsx';
import { usePanel } from './context.tsx';
import { DemoNote } from './demo-note.tsx';
import { Icon } from './icons.tsx';
import { ModelCard } from './model-card.tsx';
import { ModelInUse } from './model-in-use.tsx';
import { isHere, modelFacts, modelName } from './model-names.ts';
import { inFront } from './models-in-front.ts';
import { ServerChooser } from './server-choice.tsx';
import { useObserved } from './use-observed.ts';

/** The model that pictures are made with, a better one to fetch, and all others. */
export function ModelChooser() {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const failures = useObserved(controller.library.failures);
  const { models = [], form, activity, place } = state;
  const chosen = models.find(model => model.id === form.model);
  const here = models.filter(model => isHere(model) || model === chosen);
  const { begun, offered } = inFront(models, form.model, failures);
  const busy = activity.kind !== 'idle';
  const servers = [...new Set(here.flatMap(({ server }) => server ?? []))];
  const option = (model: ModelEntry) => (
    <option key={model.id} value={model.id}>
      {[modelName(model, locale), ...modelFacts(model, locale)].join(' · ')}
    </option>
  );
  return (
    <div class="field model">
      <label for={id}>{texts.model}</label>
      <div class="model-row">
        <select
          id={id}
          name="model"
          value={form.model}
          disabled={busy || here.length === 0}
          aria-describedby={`${id}-state`}
          onChange={event => void controller.models.choose(event.currentTarget.value)}
        >
          {!chosen && (
            <option value={form.model}>{state.models?.length === 0 ? texts.noModels : texts.modelLoading}</option>
          )}
          {here.filter(({ server }) => server === undefined).map(option)}
          {servers.map(server => (
            <optgroup key={server} label={texts.servers.group(server)}>
              {here.filter(model => model.server === server).map(option)}
            </optgroup>
          ))}
        </select>
        {controller.host.models.addFolder && (
          <button
            type="button"
            class="icon-button"
            disabled={busy}
            aria-label={texts.modelAddFolder}
            title={texts.modelAddFolder}
            onClick={() => void controller.models.addFolder()}
          >
            <Icon name="folder" />
          </button>
        )}
      </div>
      <div id={`${id}-state`} class="hint model-state">
        {chosen && isHere(chosen) && <ModelInUse key={chosen.id} model={chosen} />}
      </div>
      {chosen?.demo && <DemoNote />}
      {place && !place.persistent && <p class="hint">{texts.modelsInMemory}</p>}
      {[...begun, ...offered].map(model => (
        <ModelCard key={model.id} model={model} />
      ))}
      <ServerChooser />
      <AllModels except={begun} />
    </div>
  );
}
