/** Shorthand of official statistics for a figure that is not there. Source: Government Statistical Service, symbols in tables. */
const NOT_THERE = new Set(['', '[x]', '[c]', 'na', 'n/a', '..', '-']);

/** What a cell of an official table counts; null where it says that there is no figure, which is not 0; NaN where it cannot be read. */
export function countInCell(cell: string): number | null {
  if (NOT_THERE.has(cell.toLowerCase())) return null;
  const count = numberInCell(cell);
  return count >= 0 && Number.isFinite(count) ? count : Number.NaN;
}

/** "1,234" is how official tables write 1234. */
export function numberInCell(cell: string): number {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell;
  return plain === '' ? Number.NaN : Number(plain);
}
