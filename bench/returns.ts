import type { BenchResult, RunOptions } from '../checks/named-runs.ts';
import { numberOption } from '../checks/named-runs.ts';
import { type ExampleReturn, truthKey, writeReturns } from '../src/demo/index.ts';
import { applyMapping, type Mapping, proposeMapping, readWorkbook, schemeOn } from '../src/returns/index.ts';

export const title = 'Returns of every force, in its own layout, words and format, mapped without a person';

/** Of the answers that stand in the files so many are to be read right with nobody's help. Chosen. */
const PROMISED = 0.9;
const YEAR = 2012;
const PERIOD = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` };
/** `tried`: words and layouts that the proposals were built on; the others were not, or only measured with. */
const KINDS = {
  tried: { words: 'usual', layouts: 'usual' },
  'words kept back': { words: 'unseen', layouts: 'usual' },
  'layouts kept back': { words: 'usual', layouts: 'kept-back' },
  'words written last, all layouts kept back': { words: 'later', layouts: 'kept-back' },
  'words written last': { words: 'later', layouts: 'usual' },
} as const;

/** What is known of the forces when a return comes: nothing, their own returns of the year before, those of others. */
const KNOWN = ['nothing', 'its own last year', 'others last year', 'all last year'] as const;
type Known = (typeof KNOWN)[number];
const LAST_YEAR = 2011;

type Tally = {
  files: number;
  whole: number;
  cells: number;
  right: number;
  wrongUnsaid: number;
  wrong: number;
};

/** `--seeds=2`: years of returns of each kind. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const seeds = numberOption(options, 'seeds', 2);
  const facts: Record<string, string> = {};
  const shares: number[] = [];
  for (const [name, kind] of Object.entries(KINDS)) {
    const tally = emptyTally();
    // Seeds that nothing was built on.
    for (let seed = 101; seed < 101 + seeds; seed += 1)
      for (const one of writeReturns({ seed, year: YEAR, ...kind })) await judge(one, {}, tally);
    if (name !== 'tried') shares.push(tally.right / tally.cells);
    facts[name] = inWords(tally);
    if (tally.wrongUnsaid > 0) shares.push(0);
  }
  for (const kind of [KINDS.tried, KINDS['words kept back'], KINDS['layouts kept back']])
    for (const known of KNOWN.slice(1)) {
      const tally = await judgeNextYear(kind, known, seeds);
      facts[`${kind.words} words, ${kind.layouts} layouts, knowing ${known}`] = inWords(tally);
      shares.push(tally.wrongUnsaid > 0 ? 0 : tally.right / tally.cells);
    }
  return {
    ratio: Math.min(...shares) / PROMISED,
    ratioOf: `share of answers read right, the least of the kinds kept back (0 if any is wrong and unmarked) / ${PROMISED}`,
    facts,
  };
}

function emptyTally(): Tally {
  return { files: 0, whole: 0, cells: 0, right: 0, wrongUnsaid: 0, wrong: 0 };
}

function inWords({ right, cells, whole, files, wrong, wrongUnsaid }: Tally): string {
  return (
    `${right} of ${cells} answers right; ${whole} of ${files} files wholly; ` +
    `wrong ${wrong}, wrong and unmarked ${wrongUnsaid}`
  );
}

type Kind = (typeof KINDS)[keyof typeof KINDS];

/** The year after one that was proposed and confirmed as it was. */
async function judgeNextYear(kind: Kind, known: Known, seeds: number): Promise<Tally> {
  const tally = emptyTally();
  for (let seed = 101; seed < 101 + seeds; seed += 1) {
    const before = await confirmedBefore(kind, seed);
    for (const one of writeReturns({ seed, year: YEAR, ...kind })) {
      const own = before.get(one.force);
      const others = [...before.values()].filter((mapping) => mapping !== own);
      await judge(
        one,
        {
          ...(own && known !== 'others last year' && { own }),
          examples: known === 'its own last year' ? [] : others,
        },
        tally,
      );
    }
  }
  return tally;
}

async function confirmedBefore(kind: Kind, seed: number): Promise<Map<string, Mapping>> {
  const period = { from: `${LAST_YEAR}-01-01`, to: `${LAST_YEAR}-12-31` };
  const before = new Map<string, Mapping>();
  for (const { force, raw } of writeReturns({ seed, year: LAST_YEAR, ...kind }))
    before.set(force, proposeMapping(await readWorkbook(raw), schemeOn(period.from), [], { period }).mapping);
  return before;
}

type Confirmed = { own?: Mapping; examples?: readonly Mapping[] };

async function judge(
  { raw, told }: ExampleReturn,
  { own, examples = [] }: Confirmed,
  tally: Tally,
): Promise<void> {
  const scheme = schemeOn(PERIOD.from);
  const sheets = await readWorkbook(raw);
  const { mapping } = proposeMapping(sheets, scheme, examples, { period: PERIOD, ...(own && { own }) });
  const { figures, faults } = applyMapping(sheets, mapping, scheme, { period: PERIOD });
  const truth = new Map(told.map(({ question, codes, value }) => [truthKey(question, codes), value]));
  const read = new Map(figures.map((one) => [truthKey(one.question, one.codes), one]));
  const right = [...truth].filter(([key, value]) => read.get(key)?.value === value).length;
  const wrong = [...read].filter(([key, { value }]) => value !== null && truth.get(key) !== value);
  const doubted = new Set(faults.map(({ question }) => question));
  tally.files += 1;
  tally.cells += truth.size;
  tally.right += right;
  tally.wrong += wrong.length;
  tally.wrongUnsaid += wrong.filter(
    ([, one]) => one.marks.length === 0 && !one.isLossy && !doubted.has(one.question),
  ).length;
  if (right === truth.size && wrong.length === 0) tally.whole += 1;
}
