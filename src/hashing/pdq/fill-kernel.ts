import { KERNEL_SIDE, type OpenedKernel } from './kernel.ts';

/** Pixels in rows from the top, without gaps: one channel of grey, or red, green and blue. */
export type Pixels = { values: Uint8Array; width: number; height: number; channels: 1 | 3 };

/**
 * Writes what the kernel hashes, and gives its sides: every pixel, or, if a side is longer than 512, the nearest ones of
 * 512 x 512, by which the shape is lost. The reference does so, and any finer way would give other hashes.
 */
export function fillKernel(kernel: OpenedKernel, pixels: Pixels): { width: number; height: number } {
  const { width, height, channels, values } = pixels;
  const into = channels === 1 ? kernel.bytes : kernel.colours;
  if (width <= KERNEL_SIDE && height <= KERNEL_SIDE) {
    into.set(values);
    return { width, height };
  }
  pickNearest(into, pixels);
  return { width: KERNEL_SIDE, height: KERNEL_SIDE };
}

function pickNearest(into: Uint8Array, { values, width, height, channels }: Pixels): void {
  const columns = nearestPlaces(width).map((column) => column * channels);
  let at = 0;
  for (const row of nearestPlaces(height)) {
    const start = row * width * channels;
    for (let j = 0; j < KERNEL_SIDE; j += 1) {
      const pixel = start + columns[j]!;
      for (let channel = 0; channel < channels; channel += 1, at += 1) into[at] = values[pixel + channel]!;
    }
  }
}

function nearestPlaces(length: number): Uint32Array {
  return Uint32Array.from({ length: KERNEL_SIDE }, (_, at) => Math.floor((at * length) / KERNEL_SIDE));
}
