import { drawSeed } from '@sana-studio/core/request';
import { packStartImage, readStartImage } from '../form/start-image.ts';
import { makeThumbnail } from '../history/thumbnail.ts';

/** What the controller takes from the platform; tests bring their own. */
export interface ControllerTools {
  readonly makeThumbnail: (png: Blob) => Promise<Blob>;
  readonly readStartImage: typeof readStartImage;
  readonly packStartImage: typeof packStartImage;
  readonly drawSeed: () => number;
}

export const PLATFORM: ControllerTools = { makeThumbnail, readStartImage, packStartImage, drawSeed };
