/** A share as people read it, with one decimal. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A count as people read it: whole, with commas between thousands. */
export function whole(count: number): string {
  return Math.round(count).toLocaleString('en-GB');
}
