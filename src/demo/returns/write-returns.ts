import { Dice } from '../../shared/dice.ts';
import { type ForceTruth, planTruth } from './force-truth.ts';
import { caseLists } from './layouts/cases.ts';
import { groupedLines, oneLine, sectionedForm } from './layouts/kept-back.ts';
import { questionRows, questionsWithBreakdowns } from './layouts/questions.ts';
import { sheetEach, stackedTables } from './layouts/sheets.ts';
import { longTable, wideColumns } from './layouts/wide.ts';
import type { ReturnYear } from './national-shape.ts';
import { type PlantedFault, plantFault } from './plant-fault.ts';
import { type DraftSheet, type Habits, Telling, type ToldAnswer } from './telling.ts';
import { formatFor, type ReturnFormat, writeFile } from './write-file.ts';

const USUAL_LAYOUTS = {
  questionRows,
  questionsWithBreakdowns,
  sheetEach,
  stackedTables,
  wideColumns,
  longTable,
  caseLists,
};
const KEPT_BACK_LAYOUTS = { sectionedForm, oneLine, groupedLines };

/** One force's return as it would send it, and what it says in national terms. */
export type ExampleReturn = {
  /** Key in the registry of forces. */
  force: string;
  year: number;
  fileName: string;
  format: ReturnFormat;
  layout: string;
  raw: Buffer;
  /** Every answer that stands in the file, by the truth; a planted fault makes the file say otherwise. */
  told: readonly ToldAnswer[];
  planted: PlantedFault | undefined;
};

export type ReturnsAsked = {
  seed: number;
  year: ReturnYear;
  /** The year that the files speak of, where the shape of another is told of it. */
  saidYear?: number;
  /** Words and layouts that proposals were tried on while they were built ("usual", the default), or those kept back. */
  words?: Habits['words'];
  layouts?: 'usual' | 'kept-back';
  /** Which force slips where: by key of force. */
  faults?: Readonly<Record<string, PlantedFault>>;
  /** What forces counted the year before, where it was planned already. */
  before?: readonly ForceTruth[];
  /** Only the first so many of forces that counted something the year before; else every force. */
  most?: number;
};

/** The returns of every force that sends one for a year: 2,120 lone perpetrators and 65 groups in 2012. Same seed, same bytes. */
export function writeReturns({
  seed,
  year,
  saidYear = year,
  words = 'usual',
  layouts = 'usual',
  faults = {},
  before = truthBefore(seed, year),
  most,
}: ReturnsAsked): ExampleReturn[] {
  const dice = new Dice(seed).fork('returns');
  const all = planTruth(dice.fork(`truth-${year}`), year);
  const known = new Set(before.map(({ force }) => force));
  const wanted = most === undefined ? all : all.filter(({ force }) => known.has(force)).slice(0, most);
  return wanted.map((planned) => {
    const truth = { ...planned, year: saidYear };
    // A force keeps its words, its layout and its program from year to year.
    const own = dice.fork(truth.force);
    const [layout, write] = own.pick(Object.entries(layouts === 'usual' ? USUAL_LAYOUTS : KEPT_BACK_LAYOUTS));
    const habits: Habits = {
      words,
      numbers: own.weighted([
        ['plain', 6],
        ['commas', 2],
        ['spaces', 1],
        ['words', 1],
      ]),
    };
    const planted = faults[truth.force];
    const drafted = draft(write, { truth, dice: own, habits });
    const last = before.find(({ force }) => force === truth.force);
    const sheets = planted
      ? plantFault(drafted.sheets, planted, { told: drafted.told, lastYear: last })
      : drafted.sheets;
    const format = formatFor(own, sheets);
    return {
      force: truth.force,
      year: saidYear,
      fileName: `return-${saidYear}.${format.startsWith('csv') ? 'csv' : format.startsWith('tsv') ? 'txt' : format}`,
      format,
      layout,
      raw: writeFile(sheets, format),
      told: drafted.told,
      planted,
    };
  });
}

/** What forces counted in the year before the returns of a seed. */
export function truthBefore(seed: number, year: ReturnYear): ForceTruth[] {
  return planTruth(new Dice(seed).fork('returns').fork(`truth-${year - 1}`), 2011);
}

type Writer = (telling: Telling) => DraftSheet[];

function draft(write: Writer, { truth, dice, habits }: { truth: ForceTruth; dice: Dice; habits: Habits }) {
  const telling = new Telling(truth, dice, habits);
  const sheets = write(telling);
  return { sheets, told: [...telling.told.values()] };
}
