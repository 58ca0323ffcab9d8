/** One example as a sparse row: parameter indexes and their values. */
export interface Row {
  indexes: readonly number[];
  values: readonly number[];
  /** Fixed part of the score: what is not trained. */
  offset: number;
  /** 1 or 0. */
  target: 0 | 1;
  weight: number;
}

export interface Parameter {
  /** Where regularisation pulls it: its value without any data. */
  start: number;
  /** Strength of that pull. */
  penalty: number;
  min: number;
  max: number;
}

const SWEEPS = 60;
const LONGEST_STEP = 1;
const CLOSE_ENOUGH = 1e-5;

/**
 * L2-regularised logistic regression by cyclic coordinate descent: minimises the weighted log loss plus penalty/2 x (value -
 * start)^2 for every parameter within its bounds. No randomness: the same rows give the same bytes.
 */
export function fitLogistic(rows: readonly Row[], parameters: readonly Parameter[], intercept: number): Float64Array {
  const values = Float64Array.from(parameters, ({ start }) => start);
  const columns = toColumns(rows, parameters.length);
  const scores = Float64Array.from(rows, (row) => intercept + scoreRow(row, values));
  const targets = Float64Array.from(rows, (row) => row.target);
  const weights = Float64Array.from(rows, (row) => row.weight);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let largest = 0;
    for (let j = 0; j < parameters.length; j++) {
      const parameter = parameters[j];
      const column = columns[j];
      if (!parameter || !column || column.rows.length === 0) continue;
      const value = values[j] ?? 0;
      const step = boundedStep(value, newtonStep(value, parameter, column, scores, targets, weights), parameter);
      if (step === 0) continue;
      values[j] = value + step;
      for (let k = 0; k < column.rows.length; k++) {
        const row = column.rows[k] ?? 0;
        scores[row] = (scores[row] ?? 0) + step * (column.values[k] ?? 0);
      }
      largest = Math.max(largest, Math.abs(step));
    }
    if (largest < CLOSE_ENOUGH) break;
  }
  return values;
}

export function scoreRow(row: Row, values: Float64Array): number {
  let score = row.offset;
  for (let k = 0; k < row.indexes.length; k++) score += (values[row.indexes[k] ?? 0] ?? 0) * (row.values[k] ?? 0);
  return score;
}

interface Column {
  rows: number[];
  values: number[];
}

function toColumns(rows: readonly Row[], count: number): Column[] {
  const columns: Column[] = Array.from({ length: count }, () => ({ rows: [], values: [] }));
  rows.forEach((row, i) => {
    row.indexes.forEach((index, k) => {
      columns[index]?.rows.push(i);
      columns[index]?.values.push(row.values[k] ?? 0);
    });
  });
  return columns;
}

function newtonStep(
  value: number,
  parameter: Parameter,
  column: Column,
  scores: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
): number {
  let gradient = parameter.penalty * (value - parameter.start);
  let curvature = parameter.penalty + 1e-9;
  for (let k = 0; k < column.rows.length; k++) {
    const row = column.rows[k] ?? 0;
    const x = column.values[k] ?? 0;
    const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
    const weight = weights[row] ?? 0;
    gradient += weight * x * (p - (targets[row] ?? 0));
    curvature += weight * x * x * Math.max(0.02, p * (1 - p));
  }
  return -gradient / curvature;
}

function boundedStep(value: number, step: number, { min, max }: Parameter): number {
  const limited = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
  return Math.max(min, Math.min(max, value + limited)) - value;
}
