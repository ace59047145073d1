import { useRef } from 'preact/hooks';
import type { Style } from '../../styles/style.ts';
import { stylesJson } from '../../styles/styles-file.ts';
import { usePanel } from './context.tsx';
import { saveText } from './save-text.ts';

const FILE_NAME = 'styles.json';

/** Styles come from a file, and go into one. */
export function StyleFiles({
  own,
  onOpen,
}: {
  readonly own: readonly Style[];
  readonly onOpen: (file: File) => Promise<void>;
}) {
  const { texts } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="row">
      <button type="button" onClick={() => input.current?.click()}>
        {texts.styles.open}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        name="stylesFile"
        accept=".json,application/json"
        aria-label={texts.styles.open}
        onChange={event => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void onOpen(file);
        }}
      />
      {own.length > 0 && (
        <button type="button" onClick={() => saveText(FILE_NAME, stylesJson(own))}>
          {texts.styles.save}
        </button>
      )}
    </div>
  );
}
