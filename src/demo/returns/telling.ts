import type { Dice } from '../../shared/dice.ts';
import { type ForceTruth, truthKey } from './force-truth.ts';
import { CODE_WORDS, LATER_WORDS, LIST_WORDS, NOT_ASKED, NOTES, QUESTION_WORDS } from './force-words.ts';

export type DraftCell = string | number;
export type DraftSheet = {
  name: string;
  rows: DraftCell[][];
  /** 0-based, both ends included. */
  merged?: { top: number; left: number; bottom: number; right: number }[];
};

/** One answer that a file gives. */
export type ToldAnswer = { question: string; codes: Readonly<Record<string, string>>; value: number };

export type Habits = {
  /** Which words it uses: those that proposals were tried on, or those kept back. */
  words: 'usual' | 'unseen' | 'later';
  /** How it writes numbers. */
  numbers: 'plain' | 'commas' | 'spaces' | 'words';
};

/** Writes one force's numbers and labels in that force's way, and notes what the file says. */
export class Telling {
  readonly truth: ForceTruth;
  readonly dice: Dice;
  readonly told = new Map<string, ToldAnswer>();
  readonly #habits: Habits;
  readonly #chosen = new Map<string, string>();

  constructor(truth: ForceTruth, dice: Dice, habits: Habits) {
    this.truth = truth;
    this.dice = dice;
    this.#habits = habits;
  }

  has(question: string): boolean {
    return this.truth.questions.has(question);
  }

  count(question: string, codes: Readonly<Record<string, string>> = {}): number {
    return this.truth.counts.get(truthKey(question, codes)) ?? 0;
  }

  /** What stands in a cell for this count. */
  value(question: string, codes: Readonly<Record<string, string>> = {}): DraftCell {
    const value = this.count(question, codes);
    this.note(question, codes, value);
    return this.written(value);
  }

  note(question: string, codes: Readonly<Record<string, string>>, value: number): void {
    this.told.set(truthKey(question, codes), { question, codes, value });
  }

  written(value: number): DraftCell {
    const { numbers } = this.#habits;
    if (numbers === 'commas') return value.toLocaleString('en-GB');
    if (numbers === 'spaces') return value.toLocaleString('en-GB').replaceAll(',', '\u00a0');
    if (numbers !== 'words') return value;
    if (value === 0) return 'nil';
    return this.dice.chance(0.1) ? `${value} (est.)` : String(value);
  }

  question(id: string): string {
    if (this.#habits.words === 'later') return this.dice.fork(`question/${id}`).pick(LATER_WORDS[id]!);
    return this.#word(`question/${id}`, QUESTION_WORDS[id]!);
  }

  code(list: string, code: string): string {
    return this.#word(`code/${list}/${code}`, CODE_WORDS[list]![code]!);
  }

  list(id: string): string {
    return this.#word(`list/${id}`, LIST_WORDS[id]!);
  }

  notAsked(): string {
    return this.dice.pick(NOT_ASKED[this.#habits.words === 'usual' ? 'usual' : 'unseen']);
  }

  footnote(): string {
    return this.dice.pick(NOTES[this.#habits.words === 'usual' ? 'usual' : 'unseen']);
  }

  codesOf(list: string): string[] {
    return Object.keys(CODE_WORDS[list]!);
  }

  total(): string {
    return this.#word('total', {
      usual: ['Total', 'TOTAL', 'All'],
      unseen: ['Overall', 'Grand total', 'Total (all)'],
    });
  }

  /** A force calls one thing by one name, in every file and every year. */
  #word(key: string, { usual, unseen }: { usual: readonly string[]; unseen: readonly string[] }): string {
    const known =
      this.#chosen.get(key) ?? this.dice.fork(key).pick(this.#habits.words === 'usual' ? usual : unseen);
    this.#chosen.set(key, known);
    return known;
  }
}

/** What stands above most returns. */
export function titleRows(telling: Telling, title: string): DraftCell[][] {
  const { name, year } = telling.truth;
  const rows: DraftCell[][] = [[`${name} Police`], [`${title} ${year}`]];
  if (telling.dice.chance(0.5)) rows.push(['Completed by', 'Performance and Analysis']);
  if (telling.dice.chance(0.4)) rows.push(['Period', `1 January ${year} to 31 December ${year}`]);
  return [...rows, []];
}
