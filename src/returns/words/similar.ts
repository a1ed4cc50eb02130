/** How much a word tells: rare ones more. */
export type Weights = (word: string) => number;

/** From the names among which one is looked for. */
export function weightsAmong(names: readonly (readonly string[])[]): Weights {
  const seen = new Map<string, number>();
  for (const words of names) for (const word of new Set(words)) seen.set(word, (seen.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + names.length / (seen.get(word) ?? 1));
}

/** From 0 to 1: what two names share of what both say. Dice's coefficient, weighted. */
export function similarity(a: readonly string[], b: readonly string[], weigh: Weights): number {
  const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + weigh(word), 0);
  const shared = b.filter((word) => a.some((other) => isSameWord(word, other)));
  const total =
    weight(b) + a.reduce((sum, word) => sum + weigh(b.find((other) => isSameWord(word, other)) ?? word), 0);
  return total === 0 ? 0 : (2 * weight(shared)) / total;
}

/** From this length on, one letter may be wrong, or two. Chosen: shorter words become others by one letter. */
const ONE_WRONG = 6;
const TWO_WRONG = 10;

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter >= TWO_WRONG ? 2 : shorter >= ONE_WRONG ? 1 : 0;
  if (allowed === 0 || Math.abs(a.length - b.length) > allowed || a[0] !== b[0]) return false;
  return editDistance(a, b) <= allowed;
}

/** Insertions, deletions, replacements. Source: Levenshtein, 1966. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const line = [i + 1];
    for (const [j, other] of [...b].entries())
      line.push(Math.min(line[j]! + 1, above[j + 1]! + 1, above[j]! + (letter === other ? 0 : 1)));
    above = line;
  }
  return above[b.length]!;
}
