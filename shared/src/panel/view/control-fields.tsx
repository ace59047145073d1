import { useId } from 'preact/hooks';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { PictureSources } from './picture-sources.tsx';
import { useFetched } from './use-fetched.ts';

/** Ways to a picture whose lines are followed. */
export function ControlSources() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const source = controller.host.controlImages;
  if (state.form.control || !canAsk(state, 'control')) return null;
  return (
    <section class="field" aria-labelledby={id}>
      <span class="label" id={id}>
        {texts.control.title}
      </span>
      <p class="hint">{texts.control.hint}</p>
      <PictureSources
        name="control"
        fileLabel={texts.control.file}
        offered={source ? [{ label: source.label, onTake: () => void controller.follow(() => source.take()) }] : []}
        onFile={file => void controller.follow(async () => ({ file, label: file.name, from: 'sketch' }))}
      />
    </section>
  );
}

/** The picture whose lines are followed, and how, once there is one. It is fetched when somebody wants it. */
export function ControlChosen() {
  const { state, controller } = usePanel();
  const { control } = state.form;
  const View = useFetched(
    control !== undefined,
    async () => (await import('./control-chosen.tsx')).ControlForm,
    () => controller.form.forgetControl(),
  );
  return View && control ? <View control={control} /> : null;
}
