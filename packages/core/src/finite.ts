import type { TensorReader } from './checkpoint/tensors.ts';
import { SanaError } from './errors.ts';

/** Elements looked at at once when weights are searched. */
const SEARCH_ELEMENTS = 2 ** 24;

/**
 * Makes sure that a phase gave real numbers, and not the same one everywhere. If it did not, its weights are searched for
 * the cause.
 * @param phase for the message, e.g. "the text encoder"
 * @throws SanaError `weights-not-finite` naming the tensor, or `phase-not-finite`
 */
export async function assertSane(values: Float32Array, phase: string, weights: TensorReader): Promise<void> {
  const finite = values.every(Number.isFinite);
  const varied = values.length < 2 || values.some(value => value !== values[0]);
  if (finite && varied) return;
  if (!finite) await assertFiniteWeights(weights);
  throw new SanaError(
    'phase-not-finite',
    finite
      ? `The result of ${phase} is the same number everywhere. The model or the graphics driver is faulty; try another device, or download the model again.`
      : `The result of ${phase} contains numbers that are not finite. The graphics driver may be faulty; try another device.`,
    { phase },
  );
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
      throw new SanaError(
        'weights-not-finite',
        `The tensor ${name} in ${weights.label} contains numbers that are not finite. The file is damaged; download it again.`,
        { tensor: name, file: weights.label },
      );
    }
  }
}
