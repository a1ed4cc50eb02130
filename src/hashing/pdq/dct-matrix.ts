/** Sides of what the picture is narrowed to, and of the block of its lowest frequencies without the constant one. */
export const PICKED = 64;
export const FREQUENCIES = 16;

/** 16 x 64 weights of the cosine transform, rounded to float32 once: product in float64 of a float32 scale and a cosine. */
export function dctMatrix(): Float32Array {
  const scale = Math.fround(Math.sqrt(2 / PICKED));
  const step = Math.PI / 2 / PICKED;
  return Float32Array.from(
    { length: FREQUENCIES * PICKED },
    (_, at) => scale * Math.cos(step * (Math.floor(at / PICKED) + 1) * (2 * (at % PICKED) + 1)),
  );
}
