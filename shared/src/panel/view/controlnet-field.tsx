import { type ChosenControlNet, nameOfControlNet } from '@sana-studio/core/request';
import { useId, useRef, useState } from 'preact/hooks';
import { chosenControlNets } from '../../form/chosen-controlnets.ts';
import { AdditionPicker } from './addition-picker.tsx';
import { usePanel } from './context.tsx';
import { useObserved } from './use-observed.ts';
import { fieldErrorWords } from './words.ts';

/** Which ControlNet follows the lines. */
export function ControlNetField({ chosen }: { readonly chosen: string | ChosenControlNet | undefined }) {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isUnfit, setUnfit] = useState(false);
  const error = state.fieldErrors.controlnet;
  const name = chosen && nameOfControlNet(chosen);
  const known = chosenControlNets();
  const kept = useObserved(controller.additions.known).entries.filter(
    ({ kind, complete, id: own }) => kind === 'controlnet' && complete && !known.some(one => one.name === own),
  );
  const isGone = name && ![...known.map(one => one.name), ...kept.map(one => one.id)].includes(name);
  const take = (input: HTMLInputElement) => {
    const picked = [...(input.files ?? [])];
    input.value = '';
    if (picked.length > 0) setUnfit(!controller.form.chooseControlNet(picked));
  };
  return (
    <div class="field">
      <label for={id}>{texts.control.network}</label>
      <select
        id={id}
        name="controlnet"
        value={name ?? ''}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
        onChange={event => {
          const wanted = event.currentTarget.value;
          controller.form.edit({ controlnet: known.find(one => one.name === wanted) ?? (wanted || undefined) });
        }}
      >
        <option value="">{texts.control.networkNone}</option>
        {isGone && <option value={name}>{name}</option>}
        {known.map(one => (
          <option key={one.name} value={one.name}>
            {one.name}
          </option>
        ))}
        {kept.map(one => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
      {error && (
        <p class="error" id={`${id}-error`}>
          {fieldErrorWords(error, locale)}
        </p>
      )}
      <div class="buttons">
        <button type="button" onClick={() => files.current?.click()}>
          {texts.control.networkFiles}
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          {texts.control.networkFolder}
        </button>
        <input
          ref={files}
          type="file"
          name="controlnetFiles"
          accept=".safetensors,.pth,.json"
          multiple
          hidden
          aria-label={texts.control.networkFiles}
          onChange={event => take(event.currentTarget)}
        />
        <input
          ref={folder}
          type="file"
          name="controlnetFolder"
          {...{ webkitdirectory: true }}
          hidden
          aria-label={texts.control.networkFolder}
          onChange={event => take(event.currentTarget)}
        />
      </div>
      {controller.host.additions && (
        <AdditionPicker kind="controlnet" onTake={({ id: own }) => controller.form.edit({ controlnet: own })} />
      )}
      {isUnfit && (
        <p class="error" role="alert">
          {texts.control.networkUnfit}
        </p>
      )}
    </div>
  );
}
