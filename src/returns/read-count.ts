import type { Mark } from '../shared/marks.ts';
import type { ReturnFaultCode } from './reading.ts';
import type { CellTrouble } from './sheet.ts';

/** What a cell counts. `value` is null where it says that there is no figure, or where `fault` says why it is not taken. */
export type ReadCount = { value: number | null; marks: readonly Mark[]; fault?: ReturnFaultCode };

/** More than there are people: no count of a force. Chosen. */
const MOST = 100_000_000;

/** Words for no figure, and what is said of it. Source: Government Analysis Function, symbols in tables; usage of forces. */
const NO_FIGURE: ReadonlyMap<string, ReadCount> = new Map(
  Object.entries({
    '': none('x'),
    'n/a': none('x'),
    na: none('x'),
    'n.a.': none('x'),
    'not available': none('x'),
    'not held': none('x'),
    'not known': none('x'),
    unknown: none('x'),
    'not collected': none('x'),
    'not recorded': none('x'),
    '..': none('x'),
    ':': none('x'),
    'not applicable': none('z'),
    '*': none('c'),
    suppressed: none('c'),
    '-': { ...none('x'), fault: 'dash-unclear' },
    '–': { ...none('x'), fault: 'dash-unclear' },
    '—': { ...none('x'), fault: 'dash-unclear' },
    nil: { value: 0, marks: [] },
    none: { value: 0, marks: [] },
    zero: { value: 0, marks: [] },
  }),
);

function none(mark: Mark): ReadCount {
  return { value: null, marks: [mark] };
}

/** Never guesses: what is not plainly a count is a fault. */
export function readCount(text: string, trouble?: CellTrouble): ReadCount {
  if (trouble !== undefined) return refused(trouble);
  const plain = text.replaceAll(/[\u00a0\u2007\u2009\u202f\s]+/g, ' ').trim();
  const known = NO_FIGURE.get(plain.toLowerCase());
  if (known) return known;
  if (/^[=@]/.test(plain)) return refused('formula-without-value');
  if (/^#[A-Z/0!?]+/.test(plain)) return refused('formula-error');
  // A small count that may not be told; the limit itself is no count.
  if (/^(?:<|less than|fewer than|under) ?\d{1,2}$/i.test(plain)) return none('c');
  const { rest, marks, fault } = withoutMarks(plain);
  if (rest === '' && marks.length > 0) return { value: null, marks };
  const read = numberFrom(rest);
  if (read.fault) return read;
  return { value: read.value, marks, ...(fault && { fault }) };
}

function refused(fault: ReturnFaultCode): ReadCount {
  return { value: null, marks: [], fault };
}

/** Letters in square brackets as official tables use them. */
const BRACKETED: Readonly<Record<string, Mark>> = {
  b: 'b',
  c: 'c',
  e: 'e',
  f: 'f',
  p: 'p',
  r: 'r',
  u: 'u',
  x: 'x',
  z: 'z',
  low: 'low',
  w: 'x',
};
const SAID: readonly (readonly [RegExp, Mark])[] = [
  [/\(?\b(?:est|estimated?|approx(?:imately)?|about|circa|c)\b\.?\)?\s?|^~\s?/i, 'e'],
  [/\(?\b(?:prov|provisional)\b\.?\)?/i, 'p'],
  [/\(?\b(?:rev|revised)\b\.?\)?/i, 'r'],
];

function withoutMarks(text: string): { rest: string; marks: Mark[]; fault?: ReturnFaultCode } {
  const marks: Mark[] = [];
  let rest = text.replaceAll(/\[(b|c|e|f|p|r|u|x|z|w|low)\]/gi, (_, letter: string) => {
    marks.push(BRACKETED[letter.toLowerCase()]!);
    return '';
  });
  for (const [pattern, mark] of SAID) {
    if (!pattern.test(rest)) continue;
    rest = rest.replace(pattern, '');
    marks.push(mark);
  }
  rest = rest.trim();
  const noted = /^(\d[\d, ]*)\s?(?:\*+|†|‡|\(note \d+\)|\[note \d+\]|¹|²|³)$/i.exec(rest);
  return noted ? { rest: noted[1]!.trim(), marks, fault: 'footnote' } : { rest, marks };
}

/** "20120301": no force counts twenty million of anything. */
const A_DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

function numberFrom(text: string): ReadCount {
  if (/^[-+(]?[\d,. ]+\)?\s?%$/.test(text) || /^[\d.]+ ?(?:per cent|percent)$/i.test(text))
    return refused('share');
  // "(12)" is how accountants write -12.
  if (/^(?:-|−)\s?\d[\d, ]*(?:\.\d+)?$/.test(text) || /^\(\d[\d, ]*\)$/.test(text))
    return refused('negative');
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(text)) return refused('separator-unclear');
  if (/^\d+\.\d*[1-9]\d*$/.test(text)) return refused('fraction');
  if (A_DAY.test(text)) return refused('date');
  const whole = text.replace(/\.0+$/, '');
  const isGrouped =
    /^\d{1,3}(?:,\d{3})+$/.test(whole) ||
    /^\d{1,3}(?: \d{3})+$/.test(whole) ||
    /^\d{1,3}(?:'\d{3})+$/.test(whole);
  if (!isGrouped && !/^\d+$/.test(whole)) return refused('not-a-count');
  const value = Number(whole.replaceAll(/[, ']/g, ''));
  return value <= MOST ? { value, marks: [] } : refused('too-large');
}

/** Whether a cell is meant as a value: a count, a mark that there is none, or a number that is no count. */
export function looksLikeValue(text: string, trouble?: CellTrouble): boolean {
  return text !== '' && readCount(text, trouble).fault !== 'not-a-count';
}
