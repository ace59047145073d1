import type { GenerateRequest } from '../request/index.ts';
import type { Picture } from './picture.ts';
import { type Chunk, writeChunks } from './png-chunks.ts';
import { requestChunks } from './png-request.ts';

const COLOUR_RGB = 2;
const COLOUR_RGBA = 6;
const FILTER_PAETH = 4;

/**
 * A PNG file with the request that made the picture inside it. Opaque pictures are stored without alpha.
 *
 * @param request one picture's (see requestOfPicture); its start image is left out, its presence recorded
 */
export async function encodePng(picture: Picture, request?: GenerateRequest): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = picture;
  const channels = isOpaque(data) ? 3 : 4;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, channels === 3 ? COLOUR_RGB : COLOUR_RGBA], 8);
  const chunks: Chunk[] = [
    { type: 'IHDR', data: header },
    ...(request ? requestChunks(request) : []),
    { type: 'IDAT', data: await zlib(paeth(picture, channels)) },
    { type: 'IEND', data: new Uint8Array(0) },
  ];
  return writeChunks(chunks);
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/** Rows of differences from the Paeth predictor: photographs compress to about half of what plain bytes do. */
function paeth({ width, height, data }: Picture, channels: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(height * (1 + width * channels));
  const stride = width * 4;
  let at = 0;
  for (let y = 0; y < height; y++) {
    out[at++] = FILTER_PAETH;
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        const here = y * stride + x * 4 + c;
        const left = x > 0 ? data[here - 4]! : 0;
        const above = y > 0 ? data[here - stride]! : 0;
        const corner = x > 0 && y > 0 ? data[here - stride - 4]! : 0;
        out[at++] = data[here]! - predict(left, above, corner);
      }
    }
  }
  return out;
}

function predict(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** The platform's own compressor: several times faster than one in JavaScript, and off this thread. */
async function zlib(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const compressed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}
