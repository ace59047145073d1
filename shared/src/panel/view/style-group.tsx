import type { PresetId } from '../../styles/presets.ts';
import type { Style } from '../../styles/style.ts';
import { usePanel } from './context.tsx';
import { StylePicture } from './style-picture.tsx';

interface GroupProps {
  readonly label: string;
  readonly styles: readonly (Style & { readonly preset?: PresetId | undefined })[];
  readonly onChoose: (style: Style) => void;
  readonly onRemove?: (name: string) => void;
}

/** Styles to choose from, each with its picture if there is one. */
export function StyleGroup({ label, styles, onChoose, onRemove }: GroupProps) {
  const { texts } = usePanel();
  if (styles.length === 0) return null;
  return (
    <fieldset class="style-group">
      <legend>{label}</legend>
      {styles.map(({ preset, ...style }) => (
        <span key={style.name} class="style-choice">
          <button type="button" class="chip" title={style.words} onClick={() => onChoose(style)}>
            <StylePicture words={style.words} preset={preset} />
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
