// Logistic regression with a ridge penalty, by Newton's method in the space of the examples, of which there are fewer than
// features. No random numbers: the same examples give the same weights.

/** One vector for each example, all of one length. */
export type Rows = readonly Float32Array[];

export interface Linear {
  readonly weights: Float32Array;
  readonly bias: number;
}

const ITERATIONS = 100;
const CONVERGED = 1e-9;
/** Below it an example is so certain that Newton's step would divide by nothing. */
const LEAST_VARIANCE = 1e-9;

export function scoreOf({ weights, bias }: Linear, row: Float32Array): number {
  let sum = bias;
  for (const [index, weight] of weights.entries()) sum += weight * row[index]!;
  return sum;
}

/**
 * @param labels whether each example is to have a positive score
 * @param penalty of the squared weights, of features that have variance 1 and are divided by the root of their number
 */
export function fitLogistic(rows: Rows, labels: readonly boolean[], penalty: number): Linear {
  const scaled = standardised(rows);
  const kernel = scaled.rows.map(row => Float64Array.from(scaled.rows, other => dot(row, other)));
  const count = rows.length;
  let scores = new Float64Array(count);
  let shares = new Float64Array(count);
  let bias = 0;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const chances = scores.map(score => 1 / (1 + Math.exp(-score)));
    const variances = chances.map(chance => Math.max(LEAST_VARIANCE, chance * (1 - chance)));
    const targets = scores.map((score, i) => score + ((labels[i] ? 1 : 0) - chances[i]!) / variances[i]!);
    const factor = cholesky(kernel.map((line, i) => line.with(i, line[i]! + penalty / variances[i]!)));
    const towards = solve(factor, targets);
    const ones = solve(factor, new Float64Array(count).fill(1));
    bias = sum(towards) / sum(ones);
    shares = towards.map((value, i) => value - bias * ones[i]!);
    const next = Float64Array.from(kernel, line => dot(line, shares) + bias);
    const change = Math.max(...next.map((score, i) => Math.abs(score - scores[i]!)));
    scores = next;
    if (change < CONVERGED) break;
  }
  return scaled.unscaled(shares, bias);
}

/** Features with mean 0 and variance 1, divided by the root of their number, and the way back. */
function standardised(rows: Rows) {
  const width = rows[0]!.length;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (const row of rows) for (const [column, value] of row.entries()) means[column]! += value / rows.length;
  for (const row of rows) {
    for (const [column, value] of row.entries()) deviations[column]! += (value - means[column]!) ** 2 / rows.length;
  }
  // a feature that never varies, but for rounding, says nothing
  const scales = deviations.map((variance, column) =>
    variance > 1e-12 * means[column]! ** 2 ? 1 / Math.sqrt(variance * width) : 0,
  );
  const own = rows.map(row => Float64Array.from(row, (value, column) => (value - means[column]!) * scales[column]!));
  return {
    rows: own,
    unscaled(shares: Float64Array, bias: number): Linear {
      const weights = new Float64Array(width);
      for (const [index, row] of own.entries()) {
        for (const [column, value] of row.entries()) weights[column]! += shares[index]! * value * scales[column]!;
      }
      return { weights: Float32Array.from(weights), bias: bias - dot(weights, means) };
    },
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += a[index]! * b[index]!;
  return total;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** The lower triangle whose product with its transpose is the symmetric, positive definite matrix. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const lower: Float64Array[] = [];
  for (const [i, line] of matrix.entries()) {
    const row = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) {
      let value = line[j]!;
      const other = j === i ? row : lower[j]!;
      for (let k = 0; k < j; k++) value -= row[k]! * other[k]!;
      row[j] = j === i ? Math.sqrt(value) : value / other[j]!;
    }
    lower.push(row);
  }
  return lower;
}

function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const values = Float64Array.from(right);
  for (const [i, row] of lower.entries()) {
    for (let j = 0; j < i; j++) values[i]! -= row[j]! * values[j]!;
    values[i]! /= row[i]!;
  }
  for (let i = lower.length - 1; i >= 0; i--) {
    values[i]! /= lower[i]![i]!;
    for (let j = 0; j < i; j++) values[j]! -= lower[i]![j]! * values[i]!;
  }
  return values;
}
