import { type TensorSlice, viewTensors } from '../tensors/tensor-view.ts';
import type { TensorReader } from '../tensors/tensors.ts';

/**
 * What a file puts before every name: files that hold one network of several, or a wrapped one, do (`model.`,
 * `model.diffusion_model.`, `vae.`, `module.`).
 * @param anchors names of which the network has one
 * @returns undefined where there is none of them, with any prefix
 */
export function prefixOf(reader: TensorReader, anchors: readonly string[]): string | undefined {
  const { entries } = reader;
  if (anchors.some(anchor => entries.has(anchor))) return '';
  const found = [...entries.keys()].flatMap(name =>
    anchors.filter(anchor => name.endsWith(`.${anchor}`)).map(anchor => name.slice(0, -anchor.length)),
  );
  return found.toSorted((a, b) => a.length - b.length)[0];
}

/**
 * The tensors whose names begin with `prefix`, without it. What else the file holds keeps its name, so that an
 * inspection shows it, unless that is taken.
 */
export function withoutPrefix(reader: TensorReader, prefix: string): TensorReader {
  if (prefix === '') return reader;
  const slices = new Map<string, TensorSlice>();
  const [own, other] = [[], []] as [string[], string[]];
  for (const name of reader.entries.keys()) (name.startsWith(prefix) ? own : other).push(name);
  for (const stored of other) slices.set(stored, { stored });
  for (const stored of own) slices.set(stored.slice(prefix.length), { stored });
  return viewTensors(reader, slices);
}
