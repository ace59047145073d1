import { SanaError } from '../errors.ts';

/** Perturbed attention guidance of a run. */
export interface Perturbation {
  readonly scale: number;
  /** How much less of it there is for each of the 1000 times that have gone by; never less than nothing. */
  readonly adaptive: number;
  /** In which blocks; not empty. */
  readonly blocks: readonly number[];
}

export function scaleAt(perturbation: Perturbation | undefined, timestep: number): number {
  if (!perturbation) return 0;
  return Math.max(0, perturbation.scale - perturbation.adaptive * (1000 - timestep));
}

/** The one in the middle, but of the 20 blocks of the models with 1.6 billion weights the one that was published. */
const usualBlock = (blocks: number): number => (blocks === 20 ? 8 : Math.floor(blocks / 2));

/** What a layer is called: by its number, or as in diffusers or in the original repository. */
const BLOCK = /^(?:(?:transformer_)?blocks\.)?(\d{1,4})(?:\.attn1?)?$/;

/**
 * @param layers names of blocks, with commas between them; absent: the usual one @param model how it is called
 * @throws SanaError `request-invalid` naming a layer that there is not
 */
export function blocksOf(layers: string | undefined, count: number, model: string): readonly number[] {
  if (layers === undefined || layers.trim() === '') return [usualBlock(count)];
  const blocks = layers.split(',').map(name => {
    const block = Number(BLOCK.exec(name.trim())?.[1] ?? Number.NaN);
    if (block < count) return block;
    throw new SanaError('request-invalid:pag-layers', { given: name.trim(), model, last: count - 1 });
  });
  return [...new Set(blocks)].toSorted((a, b) => a - b);
}
