import type { Uri } from 'vscode';
import type { PanelView } from './panel-view.ts';
import { type ImageFormat, readSettings } from './settings.ts';

/** A picture's file, not yet written. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
}

/** A picture in the format that the settings want at a place. @throws SanaError if the browser cannot encode it */
export async function inWantedFormat(png: Uint8Array, place: Uri, view: PanelView): Promise<EncodedPicture> {
  const format = readSettings(place).imageFormat;
  return { format, bytes: format === 'png' ? png : await view.toWebp(png) };
}
