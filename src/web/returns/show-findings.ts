import type { ReturnFinding, Scheme, ToMend } from '../../returns/index.ts';
import type { Words } from '../words.ts';
import { titleOfList, titleOfQuestion } from './show-meaning.ts';
import { shown } from './shown.ts';

/** What a check found, in one sentence. */
function sayFinding(finding: ReturnFinding, scheme: Scheme, { returns: { findings: w } }: Words): string {
  const figure = (name: string) => shown(finding.figures[name] ?? 0);
  switch (finding.kind) {
    case 'misaligned': {
      const shift = finding.figures['shift'] ?? 0;
      const lines = shown(Math.abs(shift));
      return w.misaligned(figure('rows'), shift > 0 ? w.furtherDown(lines) : w.furtherUp(lines));
    }
    case 'unit':
      return w.unit(figure('factor'));
    case 'copied':
      return w.copied(figure('equal'), figure('of'));
    case 'jump':
      return w.jump(figure('value'), figure('before'), figure('low'), figure('high'));
    case 'size':
      return w.size(figure('value'), figure('low'), figure('high'));
    case 'ratio':
      return w.ratio(figure('value'), figure('limit'), titleOfQuestion(scheme, finding.against ?? ''));
    case 'sum':
      return w.sum(figure('sum'), figure('whole'), titleOfList(scheme, finding.against ?? ''));
    case 'dropped':
      return w.dropped(figure('before'));
  }
}

/** Cells that a line can name. */
const MOST_CELLS = 12;

function sayCells(cells: readonly string[]): string {
  const said = cells.filter((cell) => cell !== '').slice(0, MOST_CELLS);
  return [...said, ...(cells.length > MOST_CELLS ? ['…'] : [])].join(', ');
}

export function findingRow(finding: ReturnFinding, scheme: Scheme, words: Words) {
  const { findings: w } = words.returns;
  return {
    label: w.label[finding.kind],
    isGrave: GRAVE.has(finding.kind),
    force: finding.force,
    question: finding.question ? titleOfQuestion(scheme, finding.question) : w.wholeReturn,
    text: sayFinding(finding, scheme, words),
    cells: sayCells(finding.cells),
  };
}

/** What cannot be right, as against what may be. */
const GRAVE: ReadonlySet<ReturnFinding['kind']> = new Set(['misaligned', 'unit', 'ratio', 'sum', 'copied']);

/** One line of what to mend. */
export function mendRow(item: ToMend, scheme: Scheme, words: Words) {
  const { findings, mend, quality } = words.returns;
  return {
    force: item.force,
    question: item.question ? titleOfQuestion(scheme, item.question) : findings.wholeReturn,
    dimension: quality.label[item.dimension],
    text: item.finding
      ? sayFinding(item.finding, scheme, words)
      : mend.short[item.dimension](shown(item.short)),
    cells: item.finding ? sayCells(item.finding.cells) : '',
  };
}
