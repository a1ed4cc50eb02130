const UNKNOWN = ['', 'na', 'n/a', '#n/a', '<na>', 'nan', 'null', 'none', 'unknown', '?', '.', '-'];
const YES = ['1', '1.0', 'yes', 'true', 'y', 't', 'positive'];
const NO = ['0', '0.0', 'no', 'false', 'n', 'f', 'negative'];

/** Yes, no, or null where nobody knows. `positive`: the one value that counts as yes; undefined for a plain yes. */
export function readAnswer(cell: string, positive: string | undefined, fault: () => void): boolean | null {
  if (isUnknown(cell)) return null;
  if (positive !== undefined) return cell === positive;
  const plain = cell.toLowerCase();
  if (YES.includes(plain)) return true;
  if (!NO.includes(plain)) fault();
  return false;
}

export function isUnknown(cell: string): boolean {
  return UNKNOWN.includes(cell.toLowerCase());
}
