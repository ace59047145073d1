import webp from '@jsquash/webp/codec/dec/webp_dec.wasm';
import decode, { init } from '@jsquash/webp/decode.js';
import { BUDGETS, overBudget, type Picture, SanaError } from '@sana-studio/core';
import { imageDimensionsFromData } from 'image-dimensions';

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Reads a WebP file where there is no browser to do it.
 * @param name what to call it in messages
 * @throws SanaError `server-failed`, `over-budget` before anything is unpacked
 */
export async function decodeWebp(file: Uint8Array<ArrayBuffer>, name: string): Promise<Picture> {
  const said = imageDimensionsFromData(file);
  if (said && said.width * said.height > BUDGETS.picturePixels.most) throw overBudget('picturePixels', name);
  compiled ??= WebAssembly.compile(webp);
  const module = await compiled;
  try {
    // in a memory of its own: whatever a file does to it ends with its picture
    void init(module);
    const { width, height, data } = await decode(file.slice().buffer);
    return { width, height, data };
  } catch (cause) {
    throw new SanaError('server-failed:unreadable', { server: name }, cause);
  }
}
