import type { ExternalData, Parameter } from './parameters.ts';

interface Rounded {
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}

/**
 * Rounds a matrix to eight bits, each output by a scale of its own.
 * @param values [outputs, inputs] @returns codes −127…127 [outputs, inputs], and scales [outputs]
 */
export function roundRows(values: Float32Array, outputs: number, inputs: number): Rounded {
  const codes = new Int8Array(outputs * inputs);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const [start, end] = [output * inputs, (output + 1) * inputs];
    let most = 0;
    for (let at = start; at < end; at++) {
      const magnitude = Math.abs(values[at]!);
      if (magnitude > most) most = magnitude;
    }
    const factor = most === 0 ? 0 : 127 / most;
    scales[output] = most / 127;
    // to the nearest: what is cut off is above zero
    for (let at = start; at < end; at++) codes[at] = ((values[at]! * factor + 128.5) | 0) - 128;
  }
  return { codes, scales };
}

/** Codes and scales of a matrix as pieces of external data, which is read once for both. */
export function roundedData(parameter: Parameter): {
  readonly codes: ExternalData & { readonly shape: readonly number[] };
  readonly scales: ExternalData & { readonly shape: readonly number[] };
} {
  const [outputs = 0, inputs = 0] = parameter.shape;
  let rounding: Promise<Rounded> | undefined;
  const make = async () => roundRows(await parameter.read(), outputs, inputs);
  return {
    codes: {
      shape: [outputs, inputs],
      bytes: inputs * outputs,
      read: async () => {
        rounding = make();
        return (await rounding).codes;
      },
    },
    scales: {
      shape: [outputs],
      bytes: 4 * outputs,
      read: async () => {
        const { scales } = await (rounding ?? make());
        rounding = undefined;
        return scales;
      },
    },
  };
}
