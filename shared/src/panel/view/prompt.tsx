import { useId } from 'preact/hooks';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { PromptOffers } from './offers.tsx';
import { PromptCount } from './prompt-count.tsx';
import { fieldErrorWords } from './words.ts';

export function PromptFields() {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const { form, fieldErrors, loaded } = state;
  const error = fieldErrors.prompt;
  return (
    <>
      <PromptOffers />
      <div class="field">
        <label for={`${id}-prompt`}>{texts.prompt}</label>
        <textarea
          id={`${id}-prompt`}
          name="prompt"
          rows={4}
          placeholder={texts.promptPlaceholder}
          value={form.prompt}
          aria-invalid={error !== undefined}
          aria-describedby={error && `${id}-error`}
          onInput={event => controller.form.edit({ prompt: event.currentTarget.value })}
        />
        {error && (
          <p class="error" id={`${id}-error`}>
            {fieldErrorWords(error, locale)}
          </p>
        )}
        <PromptCount />
        {form.target && (
          <p class="target">
            <span>{texts.madeFor(form.target.label)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={texts.forgetPlace}
              title={texts.forgetPlace}
              onClick={() => controller.form.edit({ target: undefined })}
            >
              <Icon name="close" />
            </button>
          </p>
        )}
      </div>
      {(loaded?.model.usesNegativePrompt ?? true) && (
        <div class="field">
          <label for={`${id}-negative`}>{texts.negativePrompt}</label>
          <textarea
            id={`${id}-negative`}
            name="negativePrompt"
            rows={1}
            placeholder={texts.negativePromptPlaceholder}
            value={form.negativePrompt}
            onInput={event => controller.form.edit({ negativePrompt: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
