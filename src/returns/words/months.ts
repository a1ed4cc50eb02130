import { fold } from './fold.ts';

// Parts of a year as labels name them.

/** Part of a regular expression. */
export const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SPAN = new RegExp(`^(${MONTH})(?: (?:(?:20)?\\d\\d ?)?(?:to )?(${MONTH}))?(?: (?:20)?\\d\\d)?$`);
const NUMBERED = /^(?:(q|qtr|quarter|half|h) ?([1-4])|([1-4])(?:st|nd|rd|th) (quarter|half))(?: 20\d\d)?$/;

/** The months, from 0 on, that a label stands for ("Q2", "Jan-Jun"); of quarters of any year that begins in January. */
export function monthsIn(label: string): number[] | undefined {
  const folded = fold(label);
  const span = SPAN.exec(folded);
  if (span) {
    const [from, to] = [monthNamed(span[1]!), monthNamed(span[2] ?? span[1]!)];
    return Array.from({ length: ((to - from + 12) % 12) + 1 }, (_, i) => (from + i) % 12);
  }
  const numbered = NUMBERED.exec(folded);
  if (!numbered) return undefined;
  const length = (numbered[1] ?? numbered[4])!.startsWith('h') ? 6 : 3;
  const from = (Number(numbered[2] ?? numbered[3]) - 1) * length;
  return Array.from({ length }, (_, i) => from + i);
}

function monthNamed(name: string): number {
  return NAMES.indexOf(name.slice(0, 3));
}
