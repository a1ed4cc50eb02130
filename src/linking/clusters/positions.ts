/** The numbers below `count` for which it holds, in their order. */
export function positionsWhere(count: number, holds: (position: number) => boolean): Uint32Array {
  const found = new Uint32Array(count);
  let held = 0;
  for (let position = 0; position < count; position += 1)
    if (holds(position)) {
      found[held] = position;
      held += 1;
    }
  return found.slice(0, held);
}

/** By label: how many rows have it. A label is the number of a row. */
export function groupSizes(labels: Int32Array): Uint32Array {
  const sizes = new Uint32Array(labels.length);
  for (let row = 0; row < labels.length; row += 1) sizes[labels[row]!]! += 1;
  return sizes;
}
