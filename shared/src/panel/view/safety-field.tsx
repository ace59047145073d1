import { SAFETY_ACTIONS, SAFETY_CATEGORIES, SAFETY_PRESETS, type SafetyPolicy } from '@sana-studio/core';
import { useId } from 'preact/hooks';
import { usePanel } from './context.tsx';
import { SafetyFiles } from './safety-files.tsx';
import { useObserved } from './use-observed.ts';

/** What is done about inappropriate words: shown in one line, changed where the person may. */
export function SafetyField() {
  const { controller, texts } = usePanel();
  const { safety } = controller;
  const now = useObserved(safety.now);
  if (!now) return null;
  const { preset = 'designer', action = 'replace' } = now.policy;
  const own = texts.safety;
  return (
    <details class="safety">
      <summary>
        {own.title}
        <span class="summary-words">{`${own.presets[preset]} · ${own.actions[action]}`}</span>
      </summary>
      <div class="settings-body">
        {now.fixedBy && (
          <p class="hint" role="note">
            {own.fixed[now.fixedBy]}
          </p>
        )}
        <SafetyForm policy={now.policy} />
        {safety.openElsewhere && (
          <div class="row">
            <button type="button" onClick={() => void safety.openElsewhere?.()}>
              {own.openSettings}
            </button>
          </div>
        )}
        <SafetyFiles policy={now.policy} />
      </div>
    </details>
  );
}

function SafetyForm({ policy }: { readonly policy: SafetyPolicy }) {
  const { controller, texts } = usePanel();
  const { safety } = controller;
  const { preset = 'designer', action = 'replace', categories = {}, allow = [], deny = [] } = policy;
  const own = texts.safety;
  const change = (changes: SafetyPolicy) => void safety.change({ ...policy, ...changes });
  const labels = { ...own.actions, '': own.asAbove };
  return (
    // a fieldset disables all of it at once
    <fieldset class="settings-body" disabled={!safety.isOpen} aria-label={own.title}>
      <Choice
        name="safetyPreset"
        label={own.preset}
        value={preset}
        options={SAFETY_PRESETS}
        labels={own.presets}
        onChange={chosen => change({ preset: chosen })}
      />
      <Choice
        name="safetyAction"
        label={own.action}
        value={action}
        options={SAFETY_ACTIONS}
        labels={own.actions}
        onChange={chosen => change({ action: chosen })}
      />
      <details>
        <summary>{own.byKind}</summary>
        <div class="settings-body">
          {SAFETY_CATEGORIES.map(category => (
            <Choice
              key={category}
              name={`safety-${category}`}
              label={own.categories[category]}
              value={categories[category] ?? ''}
              options={['', ...SAFETY_ACTIONS]}
              labels={labels}
              onChange={chosen => {
                const { [category]: _, ...others } = categories;
                change({ categories: chosen === '' ? others : { ...others, [category]: chosen } });
              }}
            />
          ))}
        </div>
      </details>
      <Words name="safetyAllow" label={own.allow} words={allow} onChange={words => change({ allow: words })} />
      <Words name="safetyDeny" label={own.deny} words={deny} onChange={words => change({ deny: words })} />
    </fieldset>
  );
}

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Value[];
  readonly labels: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ name, label, value, options, labels, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} value={value} onChange={event => onChange(event.currentTarget.value as Value)}>
        {options.map(option => (
          <option key={option} value={option}>
            {labels[option]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface WordsProps {
  readonly name: string;
  readonly label: string;
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}

function Words({ name, label, words, onChange }: WordsProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={Math.min(6, Math.max(2, words.length + 1))}
        value={words.join('\n')}
        onChange={event => onChange(linesOf(event.currentTarget.value))}
      />
    </div>
  );
}

const linesOf = (text: string): readonly string[] => [
  ...new Set(text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]))),
];
