import { useRef, useState } from 'preact/hooks';
import { styleOfForm, withStyleOf } from '../../styles/apply.ts';
import { PRESETS, SANA_STYLES } from '../../styles/presets.ts';
import { joinedWords, type Style } from '../../styles/style.ts';
import { usePanel } from './context.tsx';
import { StyleFiles } from './style-files.tsx';
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
  const hasWords = form.style.trim() !== '' || form.negativePrompt.trim() !== '';
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
          <Group label={texts.styles.ofDocument(place ?? '')} styles={[shelved.document]} onChoose={choose} />
        )}
        <Group
          label={texts.styles.presets}
          styles={PRESETS.map(({ id, ...style }) => ({ ...style, name: texts.styleNames[id] }))}
          onChoose={choose}
        />
        <Group
          label={texts.styles.own}
          styles={shelved.own}
          onChoose={choose}
          onRemove={name => void change(shelf => shelf.remove(name), texts.done(texts.styles.remove(name)))}
        />
        <Group label={texts.styles.ofSana} styles={SANA_STYLES} onChoose={choose} />
        {shelved.colours !== '' && (
          <button
            type="button"
            onClick={() => controller.form.edit({ style: joinedWords(form.style, shelved.colours) })}
          >
            {texts.styles.addColours(place ?? '')}
          </button>
        )}
        {hasWords && <KeepStyle onKeep={name => change(shelf => shelf.keep(styleOfForm(name, form, defaults)))} />}
        {place && hasWords && (
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

interface GroupProps {
  readonly label: string;
  readonly styles: readonly Style[];
  readonly onChoose: (style: Style) => void;
  readonly onRemove?: (name: string) => void;
}

function Group({ label, styles, onChoose, onRemove }: GroupProps) {
  const { texts } = usePanel();
  if (styles.length === 0) return null;
  return (
    <fieldset class="style-group">
      <legend>{label}</legend>
      {styles.map(style => (
        <span key={style.name} class="style-choice">
          <button type="button" class="chip" title={style.words} onClick={() => onChoose(style)}>
            {style.name}
          </button>
          {onRemove && (
            <button
              type="button"
              class="chip"
              aria-label={texts.styles.remove(style.name)}
              title={texts.styles.remove(style.name)}
              onClick={() => onRemove(style.name)}
            >
              ×
            </button>
          )}
        </span>
      ))}
    </fieldset>
  );
}

/** Keeps the form's style among the person's own. */
function KeepStyle({ onKeep }: { readonly onKeep: (name: string) => Promise<void> }) {
  const { texts } = usePanel();
  const [name, setName] = useState('');
  const keep = async () => {
    if (name.trim() === '') return;
    await onKeep(name.trim());
    setName('');
  };
  return (
    <div class="row">
      <input
        type="text"
        value={name}
        maxLength={80}
        aria-label={texts.styles.name}
        placeholder={texts.styles.name}
        onInput={event => setName(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          void keep();
        }}
      />
      <button type="button" aria-disabled={name.trim() === ''} onClick={() => void keep()}>
        {texts.styles.keep}
      </button>
    </div>
  );
}
