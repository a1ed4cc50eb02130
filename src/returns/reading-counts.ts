import type { ReadingCount } from './quality-records.ts';
import type { ForcePart } from './read-return.ts';
import { RETURN_FAULTS, type ReturnFault } from './reading.ts';

/** What reading one force's answers came to, by question; faults that bear on no question count for none. */
export function countReading({ force, reading }: ForcePart): ReadingCount[] {
  const { figures, faults } = reading;
  const asked = faults.filter((fault): fault is ReturnFault & { question: string } => !!fault.question);
  const questions = [...new Set([...figures, ...asked].map(({ question }) => question))].sort();
  return questions.map((question) => {
    const own = figures.filter((figure) => figure.question === question);
    const wrong = asked.filter((fault) => fault.question === question);
    const refused = wrong.filter(({ code }) => RETURN_FAULTS[code].refuses).length;
    const unclear = wrong.filter(({ code }) => UNCLEAR.has(code)).length;
    const twice = wrong.filter(({ code }) => TWICE.has(code)).length;
    const lossy = own.filter(({ isLossy }) => isLossy).length;
    const cellsRead = own.length + refused;
    return {
      force,
      question,
      cellsRead,
      cellsValid: Math.max(0, cellsRead - refused - lossy - unclear),
      cellsOnce: Math.max(0, cellsRead - twice),
    };
  });
}

const TWICE: ReadonlySet<string> = new Set(['double-answer', 'said-twice', 'row-twice']);
/** Values that stand, in a form that leaves a doubt. */
const UNCLEAR: ReadonlySet<string> = new Set(['dash-unclear', 'unknown-code']);
