/** Rows of a sparse matrix one after the other: row i has the entries from starts[i] up to starts[i + 1]. */
export interface SparseRows {
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  /** How many columns there are; the last one is the intercept and is not held to zero. */
  width: number;
}

const NEWTON_STEPS = 30;
const INNER_STEPS = 60;
const CLOSE_ENOUGH = 1e-4;

/**
 * L2-regularised logistic regression by Newton's method, each step solved by conjugate gradients (the way LIBLINEAR does it).
 * Targets are 1 or 0; returns a value for each column.
 */
export function fitRidge(rows: SparseRows, targets: Float64Array, penalty: number): Float64Array {
  const values = new Float64Array(rows.width);
  const penalties = new Float64Array(rows.width).fill(penalty);
  penalties[rows.width - 1] = 0;
  let state = evaluateAt(values, rows, targets, penalties);
  const goal = CLOSE_ENOUGH * Math.sqrt(dot(state.gradient, state.gradient));
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const steepness = Math.sqrt(dot(state.gradient, state.gradient));
    if (steepness <= goal) break;
    const direction = solveStep(state, rows, penalties, Math.min(0.1, Math.sqrt(steepness)) * steepness);
    const slope = dot(state.gradient, direction);
    let length = 1;
    let next = evaluateAt(moved(values, direction, length), rows, targets, penalties);
    while (next.loss > state.loss + 1e-4 * length * slope && length > 1e-6) {
      length /= 2;
      next = evaluateAt(moved(values, direction, length), rows, targets, penalties);
    }
    if (next.loss >= state.loss) break;
    for (let j = 0; j < values.length; j++) values[j] = (values[j] ?? 0) + length * (direction[j] ?? 0);
    state = next;
  }
  return values;
}

/** Scores of all rows under some values. */
export function scoreRows({ starts, columns, values: entries }: SparseRows, values: Float64Array): Float64Array {
  const scores = new Float64Array(starts.length - 1);
  for (let i = 0; i < scores.length; i++) {
    let score = 0;
    for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k++)
      score += (values[columns[k] ?? 0] ?? 0) * (entries[k] ?? 0);
    scores[i] = score;
  }
  return scores;
}

interface State {
  loss: number;
  gradient: Float64Array;
  /** Curvature of the loss at each row: p (1 - p). */
  curvature: Float64Array;
}

function evaluateAt(values: Float64Array, rows: SparseRows, targets: Float64Array, penalties: Float64Array): State {
  const scores = scoreRows(rows, values);
  const residuals = new Float64Array(scores.length);
  const curvature = new Float64Array(scores.length);
  let loss = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0;
    const target = targets[i] ?? 0;
    const probability = 1 / (1 + Math.exp(-score));
    residuals[i] = probability - target;
    curvature[i] = probability * (1 - probability);
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score;
  }
  const gradient = spread(rows, residuals);
  for (let j = 0; j < values.length; j++) {
    const pull = (penalties[j] ?? 0) * (values[j] ?? 0);
    gradient[j] = (gradient[j] ?? 0) + pull;
    loss += (pull * (values[j] ?? 0)) / 2;
  }
  return { loss, gradient, curvature };
}

/** Approximately minus the inverse Hessian times the gradient. */
function solveStep(
  { gradient, curvature }: State,
  rows: SparseRows,
  penalties: Float64Array,
  enough: number,
): Float64Array {
  const direction = new Float64Array(gradient.length);
  const residual = gradient.map((value) => -value);
  const search = residual.slice();
  let squared = dot(residual, residual);
  for (let step = 0; step < INNER_STEPS && Math.sqrt(squared) > enough; step++) {
    const bent = scoreRows(rows, search);
    for (let i = 0; i < bent.length; i++) bent[i] = (bent[i] ?? 0) * (curvature[i] ?? 0);
    const product = spread(rows, bent);
    for (let j = 0; j < product.length; j++) product[j] = (product[j] ?? 0) + (penalties[j] ?? 0) * (search[j] ?? 0);
    const length = squared / dot(search, product);
    for (let j = 0; j < direction.length; j++) {
      direction[j] = (direction[j] ?? 0) + length * (search[j] ?? 0);
      residual[j] = (residual[j] ?? 0) - length * (product[j] ?? 0);
    }
    const before = squared;
    squared = dot(residual, residual);
    for (let j = 0; j < search.length; j++) search[j] = (residual[j] ?? 0) + (squared / before) * (search[j] ?? 0);
  }
  return direction;
}

/** The transposed matrix times a value for each row. */
function spread({ starts, columns, values, width }: SparseRows, perRow: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < perRow.length; i++) {
    const factor = perRow[i] ?? 0;
    for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k++) {
      const column = columns[k] ?? 0;
      sums[column] = (sums[column] ?? 0) + factor * (values[k] ?? 0);
    }
  }
  return sums;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}

const moved = (values: Float64Array, direction: Float64Array, length: number): Float64Array =>
  values.map((value, j) => value + length * (direction[j] ?? 0));
