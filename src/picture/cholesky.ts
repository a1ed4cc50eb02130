// Symmetric positive definite systems, small and many: lower triangle, row by row, in place.

/** Least share of its diagonal that may be left of a pivot: below it, two effects say the same. */
const SINGULAR = 1e-11;

/** Replaces the lower triangle by its Cholesky factor; false where the matrix is singular. */
export function choleskyInPlace(matrix: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i += 1) {
    const diagonal = matrix[i * n + i]!;
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k += 1) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      if (i !== j) {
        matrix[i * n + j] = sum / matrix[j * n + j]!;
      } else {
        if (!(sum > SINGULAR * diagonal)) return false;
        matrix[i * n + i] = Math.sqrt(sum);
      }
    }
  }
  return true;
}

/** Replaces the right-hand side by the solution. */
export function solveInPlace(factor: Float64Array, side: Float64Array): void {
  const n = side.length;
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) side[i]! -= factor[i * n + k]! * side[k]!;
    side[i]! /= factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < n; k += 1) side[i]! -= factor[k * n + i]! * side[k]!;
    side[i]! /= factor[i * n + i]!;
  }
}

/** One diagonal element of the inverse. */
export function inverseDiagonal(factor: Float64Array, n: number, at: number): number {
  const unit = new Float64Array(n);
  unit[at] = 1;
  solveInPlace(factor, unit);
  return unit[at]!;
}
