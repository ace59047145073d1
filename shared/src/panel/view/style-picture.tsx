import type { PresetId } from '../../styles/presets.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { StyleSketch } from './style-sketch.tsx';

interface StylePictureProps {
  readonly words: string;
  /** Whose sketch stands here until there is a picture. */
  readonly preset?: PresetId | undefined;
}

/** What a style looks like: the latest picture that was made in it here, by whatever model, else a sketch. */
export function StylePicture({ words, preset }: StylePictureProps) {
  const { state } = usePanel();
  const made = state.history?.find(({ request }) => request.style === words.trim());
  if (!made && !preset) return null;
  return (
    <span class="style-picture">
      {made ? <BlobImage blob={made.thumbnail} alt="" lazy /> : preset && <StyleSketch id={preset} />}
    </span>
  );
}
