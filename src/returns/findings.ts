// The vocabulary of what the checks of whole returns find. A check proposes; the force answers.

/** `dimension`: of the Government Data Quality Framework. `label` is for people; pages say more. */
export const RETURN_FINDINGS = {
  misaligned: { label: 'Values stand beside the wrong names', dimension: 'accuracy' },
  unit: { label: 'In another unit', dimension: 'accuracy' },
  copied: { label: 'The same as last year', dimension: 'accuracy' },
  jump: { label: 'Far from last year', dimension: 'accuracy' },
  size: { label: 'Far from forces of its size', dimension: 'accuracy' },
  ratio: { label: 'More than what it is a part of', dimension: 'consistency' },
  sum: { label: 'The parts do not add up', dimension: 'consistency' },
  dropped: { label: 'Answered last year and not now', dimension: 'completeness' },
} as const satisfies Record<string, { label: string; dimension: string }>;
export type ReturnFindingKind = keyof typeof RETURN_FINDINGS;

/**
 * `question`: null where it bears on the whole return. `figures` by kind: misaligned rows, shift (rows further down);
 * unit factor; copied equal, of; jump value, before, usual (ratio of other forces), low, high (what fits);
 * size value, low, high; ratio value, limit; sum sum, whole; dropped before.
 */
export type ReturnFinding = {
  kind: ReturnFindingKind;
  force: string;
  question: string | null;
  cells: readonly string[];
  /** Where the cells are of several forces: whose each is; `force` is the first. */
  forces?: readonly string[];
  figures: Readonly<Record<string, number>>;
  /** The other question (ratio) or the code list (sum). */
  against?: string;
};

/** What was found about one force, with its own cells only. */
export function findingsAbout(force: string, findings: readonly ReturnFinding[]): ReturnFinding[] {
  return findings.flatMap(({ forces, ...finding }) => {
    if (!forces) return finding.force === force ? [finding] : [];
    const cells = finding.cells.filter((_, i) => forces[i] === force);
    return cells.length > 0 ? [{ ...finding, force, cells }] : [];
  });
}
