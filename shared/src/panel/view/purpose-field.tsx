import { useId } from 'preact/hooks';
import { sizesByPurpose } from '../../form/purposes.ts';
import { formNow, sizeOf } from '../rows.ts';
import { usePanel } from './context.tsx';
import { sizeWords } from './words.ts';

/** The size by what the picture is for, as the model really draws it. */
export function PurposeField() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const { loaded } = state;
  if (!loaded) return null;
  const now = sizeOf(formNow(state, controller.host.largestSide));
  const purposes = sizesByPurpose(loaded.model);
  const chosen = purposes.find(({ size }) => size.width === now.width && size.height === now.height);
  return (
    <div class="field">
      <label for={id}>{texts.purpose}</label>
      <select
        id={id}
        name="purpose"
        value={chosen?.id ?? ''}
        onChange={event => {
          const purpose = purposes.find(({ id: known }) => known === event.currentTarget.value);
          if (purpose)
            controller.form.resize({ width: String(purpose.size.width), height: String(purpose.size.height) });
        }}
      >
        {!chosen && <option value="">{texts.customSize}</option>}
        {purposes.map(({ id: purpose, size }) => (
          <option key={purpose} value={purpose}>
            {texts.purposes[purpose]} · {sizeWords(size, texts)}
          </option>
        ))}
      </select>
    </div>
  );
}
