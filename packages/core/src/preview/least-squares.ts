/** Of the inputs' mean square, added to each: what was seen too seldom stays small. */
const RIDGE = 1e-3;

/** Linear least squares with a ridge, row by row: keeps sums, never the rows. */
export class LeastSquares {
  readonly #inputs: number;
  readonly #outputs: number;
  /** The lower half of Σ xxᵀ, [inputs, inputs] */
  readonly #squares: Float64Array;
  /** Σ xyᵀ, [inputs, outputs] */
  readonly #products: Float64Array;
  #solution: Float64Array | undefined;
  #rows = 0;

  constructor(inputs: number, outputs: number) {
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#squares = new Float64Array(inputs * inputs);
    this.#products = new Float64Array(inputs * outputs);
  }

  get rows(): number {
    return this.#rows;
  }

  add(inputs: Float64Array, outputs: Float64Array): void {
    for (let row = 0; row < this.#inputs; row++) {
      const input = inputs[row]!;
      for (let column = 0; column <= row; column++)
        this.#squares[row * this.#inputs + column]! += input * inputs[column]!;
      for (let column = 0; column < this.#outputs; column++) {
        this.#products[row * this.#outputs + column]! += input * outputs[column]!;
      }
    }
    this.#rows++;
    this.#solution = undefined;
  }

  /** @returns weights [inputs, outputs] */
  solution(): Float64Array {
    this.#solution ??= this.#solve();
    return this.#solution;
  }

  /** By Cholesky's decomposition: the matrix is symmetric, and positive definite by its ridge. */
  #solve(): Float64Array {
    const [size, outputs] = [this.#inputs, this.#outputs];
    const lower = this.#squares.slice();
    let trace = 0;
    for (let i = 0; i < size; i++) trace += lower[i * size + i]!;
    const ridge = Math.max((RIDGE * trace) / size, Number.MIN_VALUE);
    for (let i = 0; i < size; i++) {
      lower[i * size + i]! += ridge;
      for (let j = 0; j <= i; j++) {
        let sum = lower[i * size + j]!;
        for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
        lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / lower[j * size + j]!;
      }
    }
    const weights = this.#products.slice();
    for (let output = 0; output < outputs; output++) {
      for (let i = 0; i < size; i++) {
        let sum = weights[i * outputs + output]!;
        for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * weights[k * outputs + output]!;
        weights[i * outputs + output] = sum / lower[i * size + i]!;
      }
      for (let i = size - 1; i >= 0; i--) {
        let sum = weights[i * outputs + output]!;
        for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * weights[k * outputs + output]!;
        weights[i * outputs + output] = sum / lower[i * size + i]!;
      }
    }
    return weights;
  }
}
