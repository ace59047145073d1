import { useRef } from 'preact/hooks';
import type { Style } from '../../styles/style.ts';
import { stylesJson } from '../../styles/styles-file.ts';
import { usePanel } from './context.tsx';

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
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([stylesJson(own)], { type: 'application/json' }));
    link.download = FILE_NAME;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
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
        <button type="button" onClick={save}>
          {texts.styles.save}
        </button>
      )}
    </div>
  );
}
