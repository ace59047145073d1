import { type ByteSource, openGguf, openSafetensors } from '@sana-studio/core';
import { type ByteRange, mergeRanges } from './ranges.ts';

/** What a model is to be used for; more needs more of its files. */
export interface Needs {
  /** Start images and inpainting: also the encoder half of the autoencoder. */
  readonly imageEncoder: boolean;
  /** Nothing is left to be fetched later: also the embedding table, whose rows otherwise come with the prompts. */
  readonly offline: boolean;
}

/** What two uses need together. */
export function allNeeds(a: Needs, b: Needs): Needs {
  return { imageEncoder: a.imageEncoder || b.imageEncoder, offline: a.offline || b.offline };
}

/** Holes smaller than this are cheaper to fetch than to ask around. */
const SMALLEST_HOLE = 64 * 2 ** 10;

const isGguf = (path: string) => path.endsWith('.gguf');

/** Tensors of a file that can stay away, by the directory they are in. */
function isLeftOut(path: string, { imageEncoder, offline }: Needs): ((tensor: string) => boolean) | undefined {
  if (path.startsWith('vae/') && !imageEncoder && !offline) return tensor => tensor.startsWith('encoder.');
  // wherever it lies, a GGUF with a table of tokens is a text encoder
  if (isGguf(path) && !offline) return tensor => tensor === 'token_embd.weight';
  if (path.startsWith('text_encoder/') && !offline) return tensor => /^(model\.)?embed_tokens\.weight$/.test(tensor);
  return undefined;
}

/** Whether only parts of a file may be needed. */
export function isPartial(path: string, needs: Needs): boolean {
  return (isGguf(path) || path.endsWith('.safetensors')) && isLeftOut(path, needs) !== undefined;
}

/**
 * The bytes of a weight file that are needed: its header, and every tensor but those that can stay away.
 * @param source reads through to where the file comes from
 * @throws SanaError what openSafetensors and openGguf throw
 */
export async function wantedRanges(path: string, source: ByteSource, needs: Needs): Promise<readonly ByteRange[]> {
  const leftOut = isLeftOut(path, needs);
  const { entries } = isGguf(path) ? (await openGguf(source)).reader : await openSafetensors(source);
  const tensors = [...entries].map(([name, { offset }]) => ({ name, offset })).toSorted((a, b) => a.offset - b.offset);
  // Tensors lie back to back, in a GGUF but for some padding (both readers made sure): each ends where the next begins.
  const ranges = tensors.map(({ name, offset }, index) => ({
    name,
    from: offset,
    to: tensors[index + 1]?.offset ?? source.size,
  }));
  const wanted = ranges.filter(({ name }) => !leftOut?.(name));
  const header = { from: 0, to: tensors[0]?.offset ?? source.size };
  return mergeRanges([header, ...wanted.map(({ from, to }) => ({ from, to }))], SMALLEST_HOLE);
}
