// Whether counts follow the year, and by how much each part of it lies above or below: classical decomposition.

/** By what each place in the year is multiplied. */
export type Season = Float64Array;

/** One-sided 5 % point of the normal distribution: the test of Assimakopoulos and Nikolopoulos 2000. */
const BEYOND_CHANCE = 1.645;

/** Null where the counts do not follow the year, are too few to tell, or are 0 at times, which no factor explains. */
export function seasonOf(counts: Float64Array, aYear: number): Season | null {
  if (aYear < 2 || counts.length <= 2 * aYear || counts.some((count) => count <= 0)) return null;
  const limit = BEYOND_CHANCE * Math.sqrt((1 + 2 * squares(counts, aYear)) / counts.length);
  if (Math.abs(correlation(counts, aYear)) <= limit) return null;
  return factorsOf(counts, aYear);
}

function squares(counts: Float64Array, aYear: number): number {
  return Array.from({ length: aYear - 1 }, (_, i) => correlation(counts, i + 1) ** 2).reduce(
    (a, b) => a + b,
    0,
  );
}

/** Of each count with the one `lag` periods before. */
function correlation(counts: Float64Array, lag: number): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  let [together, alone] = [0, 0];
  counts.forEach((count, i) => {
    alone += (count - mean) ** 2;
    if (i >= lag) together += (count - mean) * (counts[i - lag]! - mean);
  });
  return alone === 0 ? 0 : together / alone;
}

/** Each place's mean share of the moving average around it; the factors of a year average 1. */
function factorsOf(counts: Float64Array, aYear: number): Season {
  const [sums, seen] = [new Float64Array(aYear), new Float64Array(aYear)];
  const half = Math.floor(aYear / 2);
  for (let i = half; i < counts.length - half; i += 1) {
    sums[i % aYear]! += counts[i]! / movingAverage(counts, i, aYear);
    seen[i % aYear]! += 1;
  }
  const raw = sums.map((sum, place) => sum / seen[place]!);
  const mean = raw.reduce((sum, factor) => sum + factor, 0) / aYear;
  return raw.map((factor) => factor / mean);
}

/** Over a year around a place; where a year has an even number of periods the two at the ends count half. */
function movingAverage(counts: Float64Array, at: number, aYear: number): number {
  const half = Math.floor(aYear / 2);
  let sum = 0;
  for (let i = at - half; i <= at + half; i += 1) {
    const isEnd = Math.abs(i - at) === half && aYear % 2 === 0;
    sum += isEnd ? counts[i]! / 2 : counts[i]!;
  }
  return sum / aYear;
}
