import { useState } from 'preact/hooks';
import type { ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { ModelOffer } from './model-card.tsx';
import { ChooseEncoder } from './model-encoder.tsx';
import { ModelInUse } from './model-in-use.tsx';
import { isHere, modelFacts, modelName } from './model-names.ts';
import { ChooseParts } from './model-parts.tsx';
import { OtherModels } from './other-models.tsx';
import { byteWords } from './words.ts';

interface AllModelsProps {
  /** Models that are shown elsewhere. */
  readonly except: readonly ModelEntry[];
}

/** Every model there is, what is here first, and where others can be had. */
export function AllModels({ except }: AllModelsProps) {
  const { state, texts } = usePanel();
  const isOther = (model: ModelEntry) => !except.includes(model) && model.server === undefined;
  const models = state.models?.filter(isOther) ?? [];
  const groups = [
    [texts.modelsHere, models.filter(model => isHere(model) || model.folder)],
    [texts.modelsToFetch, models.filter(model => !(isHere(model) || model.folder || isTooLarge(model)))],
    [texts.modelUnsupported, models.filter(isTooLarge)],
  ] as const;
  return (
    <details class="all-models">
      <summary>{texts.models.all}</summary>
      <div class="settings-body">
        {groups.map(
          ([title, members]) =>
            members.length > 0 && (
              <section key={title}>
                <h2>{title}</h2>
                <ul>
                  {members.map(model => (
                    <li key={model.id}>
                      <ModelRow model={model} />
                    </li>
                  ))}
                </ul>
              </section>
            ),
        )}
        <OtherModels />
      </div>
    </details>
  );
}

const isTooLarge = ({ state }: ModelEntry) => state.kind === 'unsupported';

function ModelRow({ model }: { readonly model: ModelEntry }) {
  const [open, setOpen] = useState(false);
  const { state, controller, texts, locale } = usePanel();
  const isChosen = state.form.model === model.id;
  const facts = [...modelFacts(model, locale), stateWords(model, isChosen, locale)].filter(Boolean);
  return (
    <details class="model-entry" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="model-name">{modelName(model, locale)}</span>
        <span class="summary-words">{facts.join(' · ')}</span>
      </summary>
      {open && (
        <div class="model-card">
          {isHere(model) ? (
            <>
              <div class="hint">
                {!isChosen && (
                  <button
                    type="button"
                    disabled={state.activity.kind !== 'idle'}
                    onClick={() => void controller.models.choose(model.id)}
                  >
                    {texts.models.use}
                  </button>
                )}
                <ModelInUse model={model} />
              </div>
              <ChooseEncoder model={model} />
              <ChooseParts model={model} />
            </>
          ) : (
            <ModelOffer model={model} />
          )}
        </div>
      )}
    </details>
  );
}

function stateWords({ state, recommended, slow }: ModelEntry, isChosen: boolean, { texts, language }: Locale): string {
  if (isChosen && state.kind !== 'needs-permission') return texts.models.inUse;
  if (state.kind === 'downloading') return texts.phases.download;
  if (state.kind === 'needs-permission') return texts.models.needsPermission;
  if (state.kind === 'unsupported' && typeof state.reason !== 'string') {
    return texts.modelTooLarge(byteWords(state.reason.needed, language));
  }
  if (!recommended || state.kind !== 'needs-download') return '';
  return slow ? texts.models.lightest : texts.models.recommended;
}
