import type { Range } from './parse.ts';
import type { PictureSettings } from './sana-block.ts';

/**
 * Where a picture goes. Offsets only: what is there is looked up when the picture has come.
 * - `after`: behind the block that is at the end of the range, or at an empty line
 * - `link`: the range is an image, in markdown or HTML, of which the target is written
 * - `block`: the range is a sana block, which the picture stands in for or follows
 */
export interface Place extends Range {
  readonly kind: 'after' | 'link' | 'block';
}

export interface FoundPrompt {
  readonly kind: 'selection' | 'paragraph' | 'section' | 'image' | 'block' | 'cover';
  readonly prompt: string;
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  readonly settings: PictureSettings;
  readonly place: Place;
}
