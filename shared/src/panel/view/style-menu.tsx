import { useRef } from 'preact/hooks';
import { styleOfForm, withStyleOf } from '../../styles/apply.ts';
import { PRESETS, SANA_STYLES } from '../../styles/presets.ts';
import { joinedWords, type Style } from '../../styles/style.ts';
import { usePanel } from './context.tsx';
import { KeepStyle } from './keep-style.tsx';
import { StyleFiles } from './style-files.tsx';
import { StyleGroup } from './style-group.tsx';
import { useStyles } from './use-styles.ts';

/** Styles to choose from, and what can be done with the one that stands in the form. */
export function StyleMenu() {
  const { state, controller, texts } = usePanel();
  const { shelved, change } = useStyles();
  const menu = useRef<HTMLDetailsElement>(null);
  const place = controller.host.documentStyle?.label;
  const { form, defaults } = state;
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const choose = (style: Omit<Style, 'name'>) => {
    controller.form.edit(withStyleOf(form, style));
    close();
  };
  const hasLoras = (form.loras?.length ?? 0) > 0;
  const isStyled = form.style.trim() !== '' || form.negativePrompt.trim() !== '' || hasLoras;
  const here = () => styleOfForm(place ?? '', form, defaults);
  return (
    <details
      ref={menu}
      class="styles"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !menu.current?.open) return;
        event.preventDefault();
        close();
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary>{texts.styles.choose}</summary>
      <div class="styles-body">
        {shelved.document && (
          <StyleGroup label={texts.styles.ofDocument(place ?? '')} styles={[shelved.document]} onChoose={choose} />
        )}
        <StyleGroup
          label={texts.styles.presets}
          styles={PRESETS.map(({ id, ...style }) => ({ ...style, preset: id, name: texts.styleNames[id] }))}
          onChoose={choose}
        />
        <p class="hint">{texts.styles.pictures}</p>
        <StyleGroup
          label={texts.styles.own}
          styles={shelved.own}
          onChoose={choose}
          onRemove={name => void change(shelf => shelf.remove(name), texts.done(texts.styles.remove(name)))}
        />
        <StyleGroup label={texts.styles.ofSana} styles={SANA_STYLES} onChoose={choose} />
        {shelved.colours !== '' && (
          <button
            type="button"
            onClick={() => controller.form.edit({ style: joinedWords(form.style, shelved.colours) })}
          >
            {texts.styles.addColours(place ?? '')}
          </button>
        )}
        {isStyled && <KeepStyle onKeep={name => change(shelf => shelf.keep(styleOfForm(name, form, defaults)))} />}
        {place && isStyled && (
          <button
            type="button"
            onClick={() => void change(shelf => shelf.setDocument(here()), texts.styles.keptForDocument(place))}
          >
            {texts.styles.keepForDocument(place)}
          </button>
        )}
        {place && shelved.document && (
          <button
            type="button"
            onClick={() =>
              void change(shelf => shelf.setDocument(undefined), texts.done(texts.styles.forgetForDocument(place)))
            }
          >
            {texts.styles.forgetForDocument(place)}
          </button>
        )}
        <StyleFiles own={shelved.own} onOpen={file => change(shelf => shelf.open(file))} />
      </div>
    </details>
  );
}
