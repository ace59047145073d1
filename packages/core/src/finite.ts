import type { TensorReader } from './checkpoint/tensors/tensors.ts';
import type { ModelPart } from './errors/en/run.ts';
import { SanaError } from './errors.ts';

/** Elements looked at at once when weights are searched. */
const SEARCH_ELEMENTS = 2 ** 24;

/**
 * Makes sure that a phase gave real numbers, and not the same one everywhere. If it did not, its weights are searched for
 * the cause.
 * @param phase whose result it is @param weights of all networks that had a part in it
 * @throws SanaError `weights-not-finite` naming the tensor, or `phase-not-finite`
 */
export async function assertSane(
  values: Float32Array,
  phase: ModelPart,
  ...weights: readonly TensorReader[]
): Promise<void> {
  const finite = values.every(Number.isFinite);
  const varied = values.length < 2 || values.some(value => value !== values[0]);
  if (finite && varied) return;
  if (!finite) for (const network of weights) await assertFiniteWeights(network);
  throw new SanaError(finite ? 'phase-not-finite:constant' : 'phase-not-finite:not-finite', { phase });
}

async function assertFiniteWeights(weights: TensorReader): Promise<void> {
  for (const [name, { shape }] of weights.entries) {
    const rows = shape[0] ?? 1;
    const columns = shape.slice(1).reduce((product, dim) => product * dim, 1);
    const stride = Math.max(1, Math.floor(SEARCH_ELEMENTS / Math.max(1, columns)));
    for (let from = 0; from < rows; from += stride) {
      const range = shape.length > 0 ? ([from, Math.min(rows, from + stride)] as const) : undefined;
      const values = await weights.readFloat32(name, range);
      if (values.every(Number.isFinite)) continue;
      throw new SanaError('weights-not-finite', { tensor: name, file: weights.label });
    }
  }
}
