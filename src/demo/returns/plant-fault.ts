import { type ForceTruth, truthKey } from './force-truth.ts';
import type { DraftCell, DraftSheet, ToldAnswer } from './telling.ts';

/** What goes wrong in real returns. */
const PLANTED_FAULTS = ['slipped-rows', 'thousands', 'copy-of-last-year', 'impossible-ratio'] as const;
export type PlantedFault = (typeof PLANTED_FAULTS)[number];

type Known = { told: readonly ToldAnswer[]; lastYear: ForceTruth | undefined };

/** The sheets with one fault in their first table; labels stay as they are. */
export function plantFault(
  sheets: readonly DraftSheet[],
  fault: PlantedFault,
  { told, lastYear }: Known,
): DraftSheet[] {
  const [first, ...others] = sheets;
  const change = changeFor(fault, told, lastYear);
  return [
    {
      ...first!,
      rows: fault === 'slipped-rows' ? slipped(first!.rows) : first!.rows.map((row) => row.map(change)),
    },
    ...others,
  ];
}

/** Values of the last columns stand a row too low: the second stands where the third should, and so on. */
function slipped(rows: readonly DraftCell[][]): DraftCell[][] {
  const at = rows.flatMap((row, i) => (isNumber(row.at(-1)) ? [i] : []));
  return rows.map((row, i) => {
    const place = at.indexOf(i);
    return place > 0 ? [...row.slice(0, -1), rows[at[place - 1]!]!.at(-1)!] : row;
  });
}

function isNumber(cell: DraftCell | undefined): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^\d[\d, \u00a0]*$/.test(cell));
}

function changeFor(
  fault: PlantedFault,
  told: readonly ToldAnswer[],
  lastYear: ForceTruth | undefined,
): (cell: DraftCell) => DraftCell {
  const wholes = told.filter(({ codes }) => Object.keys(codes).length === 0);
  const values = new Map(wholes.map(({ question, value }) => [value, question]));
  const questionOf = (cell: DraftCell) =>
    isNumber(cell) ? values.get(Number(String(cell).replaceAll(/[, \u00a0]/g, ''))) : undefined;
  return (cell) => {
    const question = questionOf(cell);
    if (question === undefined) return cell;
    if (fault === 'thousands') return question === 'referrals-received' ? numberIn(cell) * 1_000 : cell;
    if (fault === 'copy-of-last-year') return lastYear?.counts.get(truthKey(question)) ?? cell;
    return question === 'image-reports' || question === 'exploitation-reports' ? numberIn(cell) * 50 : cell;
  };
}

function numberIn(cell: DraftCell): number {
  return Number(String(cell).replaceAll(/[, \u00a0]/g, ''));
}
