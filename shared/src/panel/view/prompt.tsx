import { useId } from 'preact/hooks';
import { linesOf, rowsOf } from '../rows.ts';
import { usePanel } from './context.tsx';
import { PromptCount } from './prompt-count.tsx';
import { UnknownWords } from './unknown-words.tsx';
import { fieldErrorWords } from './words.ts';

/** The words for what is selected, or for a picture that is for no place. */
export function PromptField() {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const error = state.fieldErrors.prompt;
  const [row] = rowsOf(state);
  const words = row ? row.words : state.form.prompt;
  return (
    <div class="field">
      <label for={id}>{texts.prompt}</label>
      <textarea
        id={id}
        name="prompt"
        rows={3}
        placeholder={texts.promptPlaceholder}
        value={words}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
        onInput={event => controller.form.write(event.currentTarget.value)}
      />
      {error && (
        <p class="error" id={`${id}-error`}>
          {fieldErrorWords(error, locale)}
        </p>
      )}
      {row?.offer.outdated && <p class="hint">{texts.outdatedHere}</p>}
      {!row && <EachLine />}
      <PromptCount words={words} />
      <UnknownWords words={words} />
    </div>
  );
}

/** Of words in several lines: whether each of these is a picture. */
function EachLine() {
  const { state, controller, texts } = usePanel();
  const { prompt, eachLine } = state.form;
  const { length } = linesOf(prompt);
  if (length < 2) return null;
  return (
    <p class="each-line">
      <button
        type="button"
        class="chip"
        aria-pressed={eachLine}
        onClick={() => controller.form.edit({ eachLine: !eachLine })}
      >
        {texts.eachLine(length)}
      </button>
    </p>
  );
}
