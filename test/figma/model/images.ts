import { fail } from './errors.ts';

const LARGEST_SIDE = 4096;

/** As createImage does: PNG only here, which is what the plugin makes. */
export function checkImage(bytes: unknown): asserts bytes is Uint8Array {
  if (!(bytes instanceof Uint8Array)) fail('createImage', 'Expected "data" to have type Uint8Array');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 25 || view.getUint32(0) !== 0x89504e47) fail('createImage', 'Image type is unsupported');
  if (Math.max(view.getUint32(16), view.getUint32(20)) > LARGEST_SIDE) fail('createImage', 'Image is too large');
}
