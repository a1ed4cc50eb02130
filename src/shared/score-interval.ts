/** Standard deviations to each side that hold 95 % of a normal distribution. */
const SQUARE = 1.959963984540054 ** 2;

/** 95 % limits of a share seen in so many cases; 0 and 1 of none. Source: Wilson 1927, JASA 22(158) 209-212. */
export function scoreInterval(share: number, cases: number): [low: number, high: number] {
  if (cases === 0) return [0, 1];
  const middle = share + SQUARE / (2 * cases);
  const half = Math.sqrt(SQUARE * ((share * (1 - share)) / cases + SQUARE / (4 * cases * cases)));
  const whole = 1 + SQUARE / cases;
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}
