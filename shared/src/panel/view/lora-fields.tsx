import type { LoraChoice } from '@sana-studio/core/request';
import { useId, useRef } from 'preact/hooks';
import { chosenLoras } from '../../form/chosen-loras.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { useFetched } from './use-fetched.ts';
import { useObserved } from './use-observed.ts';

/** Strengths that draw pictures; the core takes more. */
const STRENGTH = { min: -1, max: 2, step: 0.05 } as const;

/** Files that change the model, and how much each does. */
export function LoraFields() {
  const { state, controller, texts } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const chosen = state.form.loras ?? [];
  const Picker = useFetched(
    controller.host.additions !== undefined,
    async () => (await import('./addition-picker.tsx')).AdditionPicker,
  );
  if (!canAsk(state, 'loras')) return null;
  const change = (loras: readonly LoraChoice[]) => controller.form.edit({ loras });
  // one that is chosen again, as its file was not here, keeps its place and strength
  const take = (added: readonly LoraChoice[]) => {
    const again = (lora: LoraChoice) => {
      const file = added.find(({ name }) => name === lora.name)?.file;
      return file ? { name: lora.name, strength: lora.strength, file } : lora;
    };
    change([...chosen.map(again), ...added.filter(({ name }) => !chosen.some(one => one.name === name))]);
  };
  return (
    <section class="field loras" aria-labelledby={id}>
      <span class="label" id={id}>
        {texts.loras}
      </span>
      {chosen.map((lora, index) => (
        <Lora
          key={lora.name}
          lora={lora}
          onStrength={strength => change(chosen.with(index, { ...lora, strength }))}
          onRemove={() => change(chosen.toSpliced(index, 1))}
        />
      ))}
      <div class="buttons">
        <button type="button" onClick={() => input.current?.click()}>
          {texts.loraFile}
        </button>
        <input
          ref={input}
          type="file"
          name="lora"
          accept=".safetensors,.pth,image/*"
          multiple
          hidden
          aria-label={texts.loraFile}
          onChange={event => {
            take(chosenLoras([...(event.currentTarget.files ?? [])]));
            event.currentTarget.value = '';
          }}
        />
      </div>
      {Picker && <Picker kind="lora" onTake={({ id: name }) => take([{ name, strength: 1 }])} />}
      {chosen.length === 0 && <p class="hint">{texts.loraHint}</p>}
    </section>
  );
}

interface LoraProps {
  readonly lora: LoraChoice;
  readonly onStrength: (strength: number) => void;
  readonly onRemove: () => void;
}

function Lora({ lora, onStrength, onRemove }: LoraProps) {
  const { controller, texts, locale } = usePanel();
  const id = useId();
  const About = useFetched(true, async () => (await import('./lora-about.tsx')).LoraAbout);
  const { name, strength } = lora;
  const { entries } = useObserved(controller.additions.known);
  const isHere = lora.file !== undefined || entries.some(entry => entry.id === name && entry.complete);
  const words = strength.toLocaleString(locale.language, { minimumFractionDigits: 2 });
  return (
    <div class="lora">
      <label for={id}>
        {name} {words}
      </label>
      <input
        id={id}
        type="range"
        name="loraStrength"
        {...STRENGTH}
        value={strength}
        aria-valuetext={words}
        onInput={event => onStrength(Number(event.currentTarget.value))}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={texts.loraRemove(name)}
        title={texts.loraRemove(name)}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
      {!isHere && <p class="hint">{texts.loraGone}</p>}
      {About && <About lora={lora} />}
    </div>
  );
}
