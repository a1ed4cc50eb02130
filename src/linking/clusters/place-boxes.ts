/** A box by its centre. */
export type Box = { x: number; y: number; width: number; height: number };

/** Between two boxes, in the units of the picture. */
export const GAP = { x: 28, y: 30 } as const;
const STEP = 12;

/** Every box as near as can be to where it wants to be, from the middle outwards, so that no two touch. */
export function placeBoxes(wanted: readonly Box[]): Box[] {
  const middle = { x: mean(wanted.map(({ x }) => x)), y: mean(wanted.map(({ y }) => y)) };
  const order = [...wanted.keys()].sort(
    (a, b) => distance(wanted[a]!, middle) - distance(wanted[b]!, middle) || a - b,
  );
  const placed: Box[] = [];
  const result = new Array<Box>(wanted.length);
  for (const at of order) {
    const box = nearestFreePlace(wanted[at]!, placed);
    placed.push(box);
    result[at] = box;
  }
  return result;
}

export function touches(a: Box, b: Box, gap: { x: number; y: number } = GAP): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap.x &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap.y
  );
}

function nearestFreePlace(box: Box, placed: readonly Box[]): Box {
  for (let ring = 0; ; ring += 1) {
    const free = placesOnRing(box, ring).filter((place) => !placed.some((other) => touches(place, other)));
    const nearest = free.sort((a, b) => distance(a, box) - distance(b, box))[0];
    if (nearest) return nearest;
  }
}

/** The rim of a square around the wanted place. */
function placesOnRing(box: Box, ring: number): Box[] {
  if (ring === 0) return [box];
  const places: Box[] = [];
  for (let along = -ring; along <= ring; along += 1)
    for (const [x, y] of [
      [along, -ring],
      [along, ring],
      [-ring, along],
      [ring, along],
    ] as const)
      places.push({ ...box, x: box.x + x * STEP, y: box.y + y * STEP });
  return places;
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
