import {
  DIMENSIONS,
  EVERY_DIMENSION,
  RETURN_FAULTS,
  RETURN_FINDINGS,
  type ReadReturn,
  type ReturnFinding,
  type ReturnReport,
  type Scheme,
  type Score,
  type ToMend,
  totalOf,
  UNMAPPED,
} from '../returns/index.ts';
import { tableLines } from './table.ts';

/** Each dimension of some scores, with its rule: for --json. */
export function qualityOf(scores: readonly Score[]) {
  return EVERY_DIMENSION.map((dimension) => ({
    dimension,
    ruleVersion: DIMENSIONS[dimension].version,
    ...totalOf(scores, dimension),
    numeratorIs: DIMENSIONS[dimension].numerator,
    denominatorIs: DIMENSIONS[dimension].denominator,
  }));
}

/** Lines of one kind that are printed; --json prints all. */
const MOST_LINES = 40;

/** A return in words: what was recognised, what was not, what is amiss, how good it is. */
export function reportLines(
  read: ReadReturn,
  { figures, findings, scores }: ReturnReport,
  scheme: Scheme,
): string[] {
  const { items, parts } = read;
  const open = items.filter(({ means }) => means.is === 'open');
  const unmapped = parts.flatMap(({ reading }) => reading.unmapped);
  const faults = parts.flatMap(({ reading }) => reading.faults);
  return [
    `${figures.length} figures of ${parts.length === 1 ? 'one force' : `${parts.length} forces`}, by ${scheme.title}.`,
    `${items.length} labels: ${items.length - open.length} recognised, ${open.length} for a person to say.`,
    ...few(open.map(({ sheet, cell, label }) => `  ${sheet}!${cell} ${label}`)),
    ...read.sheetsWithout.map((name) => `No table in ${name}.`),
    ...read.unknownForces.map(({ sheet, cell }) => `No force's name: ${sheet}!${cell}.`),
    `${unmapped.length} places with counts were not read.`,
    ...few(unmapped.map(({ sheet, cell, label, why }) => `  ${sheet}!${cell} ${label}: ${UNMAPPED[why]}`)),
    `${faults.length} faults.`,
    ...few(
      faults.map(
        ({ sheet, cell, code }) =>
          `  ${sheet}!${cell} ${RETURN_FAULTS[code].title}${RETURN_FAULTS[code].refuses ? ': not counted' : ''}`,
      ),
    ),
    `${findings.length} findings of the checks.`,
    ...few(findings.map(findingLine)),
    ...scoreLines(scores),
  ];
}

function few(lines: readonly string[]): string[] {
  const left = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), ...(left > 0 ? [`  and ${left} more`] : [])];
}

function findingLine({ kind, force, question, cells, figures }: ReturnFinding): string {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  const where = cells.length > 0 ? ` (${cells.slice(0, 6).join(', ')}${cells.length > 6 ? ', …' : ''})` : '';
  return `  ${RETURN_FINDINGS[kind].label}: ${force}, ${question ?? 'the whole return'}: ${said.join(', ')}${where}`;
}

function scoreLines(scores: readonly Score[]): string[] {
  return tableLines(
    ['quality', 'held', 'of', 'rule'],
    EVERY_DIMENSION.map((id) => {
      const { numerator, denominator } = totalOf(scores, id);
      return [DIMENSIONS[id].label, numerator, denominator, DIMENSIONS[id].version];
    }),
  );
}

export function mendLine({ force, question, dimension, finding, short }: ToMend): string {
  return finding
    ? findingLine(finding)
    : `  ${DIMENSIONS[dimension].label}: ${force}, ${question ?? 'the whole return'}: ${short} short`;
}
