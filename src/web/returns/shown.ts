const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 });

/** A count as people read it: 12,500. */
export function shown(count: number): string {
  return COUNT.format(count);
}
