/** Milliseconds of arithmetic after which others have their turn. */
const TURN = 30;

/**
 * weight += factor · up · down, summed in float64.
 * @param weight [out, in] @param up [out, rank] @param down [rank, in]
 */
export async function addProduct(
  weight: Float32Array,
  up: Float32Array,
  down: Float32Array,
  rank: number,
  factor: number,
): Promise<void> {
  const inputs = down.length / rank;
  const sum = new Float64Array(inputs);
  let turn = performance.now();
  for (let row = 0; row < weight.length / inputs; row++) {
    sum.fill(0);
    for (let k = 0; k < rank; k++) {
      const times = factor * up[row * rank + k]!;
      const at = k * inputs;
      for (let i = 0; i < inputs; i++) sum[i]! += times * down[at + i]!;
    }
    const at = row * inputs;
    for (let i = 0; i < inputs; i++) weight[at + i]! += sum[i]!;
    if (performance.now() - turn < TURN) continue;
    await new Promise(resolve => setTimeout(resolve));
    turn = performance.now();
  }
}
