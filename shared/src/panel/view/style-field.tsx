import { useId } from 'preact/hooks';
import { usePanel } from './context.tsx';
import { StyleMenu } from './style-menu.tsx';

/** How everything is drawn: its words are added to every prompt. */
export function StyleField() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  return (
    <div class="field style">
      <label for={id}>{texts.style}</label>
      <textarea
        id={id}
        name="style"
        rows={1}
        placeholder={texts.stylePlaceholder}
        value={state.form.style}
        onInput={event => controller.form.edit({ style: event.currentTarget.value })}
      />
      <StyleMenu />
    </div>
  );
}
