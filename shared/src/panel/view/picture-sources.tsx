import { useRef, useState } from 'preact/hooks';
import { usePanel } from './context.tsx';

interface PictureSourcesProps {
  /** Of the field for files. */
  readonly name: string;
  readonly fileLabel: string;
  /** What the document has to offer. */
  readonly offered: readonly { readonly label: string; readonly onTake: () => void }[];
  readonly onFile: (file: File) => void;
}

const pictureIn = (data: DataTransfer | null): File | undefined =>
  [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));

/** Ways to a picture: from the document, as a file, dropped or pasted. */
export function PictureSources({ name, fileLabel, offered, onFile }: PictureSourcesProps) {
  const { texts } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (event: Event, data: DataTransfer | null) => {
    const file = pictureIn(data);
    if (!file) return;
    event.preventDefault();
    onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same by keyboard
    <div
      class="picture-sources"
      data-over={isOver}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false);
        take(event, event.dataTransfer);
      }}
      onPaste={event => take(event, event.clipboardData)}
    >
      <div class="buttons">
        {offered.map(({ label, onTake }) => (
          <button type="button" key={label} onClick={onTake}>
            {label}
          </button>
        ))}
        <button type="button" onClick={() => input.current?.click()}>
          {fileLabel}
        </button>
        <input
          ref={input}
          type="file"
          name={name}
          accept="image/*"
          aria-label={fileLabel}
          hidden
          onChange={event => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
      </div>
      <p class="hint">{texts.dropOrPaste}</p>
    </div>
  );
}
