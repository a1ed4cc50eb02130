import {
  type Answers,
  answersOfRow,
  bandDistribution,
  bandOf,
  checkInstrument,
  type Instrument,
  InstrumentDocument,
  parseInstrument,
  predictiveValues,
  textIn,
  totalOfAnswers,
  UNKNOWN,
  valueOfInformation,
} from '../assessment/index.ts';
import { readCsvTable } from '../shared/csv-table.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { percent } from './shown-figures.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

/** `everydot instrument schema`: the JSON Schema of instruments. */
export function schemaCommand(): Result {
  return { json: InstrumentDocument, lines: [JSON.stringify(InstrumentDocument, null, 2)] };
}

/** `everydot instrument check`: what is wrong with a document, and where. Exit code 1 where it is refused. */
export async function checkCommand(file: string): Promise<Result> {
  const instrument = parseInstrument(await readFileNamed(file));
  const findings = checkInstrument(instrument);
  const refused = findings.filter(({ refuses }) => refuses).length;
  const { id, version, items, bands, validation } = instrument;
  return {
    exitCode: refused > 0 ? EXIT.refused : EXIT.done,
    json: { id, version, refused: refused > 0, findings },
    lines: [
      `${id} ${version}: ${items.length} items, ${bands.length} bands, ${validation.status.replace('-', ' ')}`,
      ...findings.map(
        ({ refuses, path, message }) => `  ${refuses ? 'refused' : 'note'}  ${path}  ${message}`,
      ),
      refused > 0 ? `Refused: ${refused} faults.` : 'It passes.',
    ],
  };
}

type AnswerOptions = {
  answers?: string;
  baseRate?: number[];
  table?: string;
  write?: string;
  demo?: boolean;
};

/** `everydot instrument answer`: what answers come to; of a table, each row. Throws `assessment.demo-only`. */
export async function answerCommand(
  file: string,
  given: readonly string[],
  options: AnswerOptions,
): Promise<Result> {
  const instrument = parseInstrument(await readFileNamed(file));
  if (instrument.demoOnly && !options.demo)
    throw new Problem('assessment.demo-only', { detail: 'say --demo' });
  if (options.table !== undefined) return answerTable(instrument, options.table, options.write);
  const answers = { ...(await fromFile(options.answers)), ...Object.fromEntries(given.map(pairOf)) };
  const range = bandOf(instrument, answers);
  const shares = bandDistribution(instrument, answers);
  const worth = valueOfInformation(instrument, answers);
  const total = totalOfAnswers(instrument, answers);
  const predictive = (options.baseRate ?? []).map((rate) => predictiveValues(instrument, rate));
  const known = predictive.filter((one) => one !== null);
  return {
    json: {
      instrument: instrument.id,
      version: instrument.version,
      ...range,
      total,
      shares,
      worth,
      predictive: known,
    },
    lines: [
      `${textIn(instrument.title)}, version ${instrument.version}`,
      textIn(instrument.validation.statement),
      '',
      range.lowest === range.highest
        ? `Band: ${range.band}. No open answer can change it.`
        : `Band: not below ${range.lowest}; open answers could make it ${range.highest}. Proposed: ${range.band}.`,
      ...(total === null ? [] : [`Points: ${total}`]),
      ...driverLines(instrument, answers, range.drivers),
      '',
      ...tableLines(
        ['band', 'if open answers come out as assumed'],
        shares.map(({ band, share }) => [band, percent(share)]),
      ),
      ...worthLines(worth),
      ...known.map(
        ({ fromBand, baseRate, positive, negative }) =>
          `At a base rate of ${percent(baseRate)}: ${fromBand} or worse is right in ${percent(positive)}, lower in ${percent(negative)}.`,
      ),
      ...(options.baseRate && known.length === 0
        ? ['How often a band is right is not known: it has no figures of its own.']
        : []),
    ],
  };
}

function driverLines(
  instrument: Instrument,
  answers: Answers,
  { raises, limits }: ReturnType<typeof bandOf>['drivers'],
): string[] {
  const said = (codes: readonly string[]) => codes.map((code) => `${code}=${answers[code]}`).join(', ');
  const { bands } = instrument;
  return bands.length === 0
    ? []
    : [
        ...(raises.length > 0 ? [`Held up by: ${said(raises)}`] : []),
        ...(limits.length > 0 ? [`Held down by: ${said(limits)}`] : []),
      ];
}

const ENQUIRIES_SHOWN = 8;

function worthLines(worth: ReturnType<typeof valueOfInformation>): string[] {
  if (worth.length === 0) return [];
  const lines = worth
    .slice(0, ENQUIRIES_SHOWN)
    .map(({ item, changes, settles, bits }) => [item, percent(changes), percent(settles), bits.toFixed(3)]);
  return ['', ...tableLines(['next enquiry', 'changes the band', 'makes it certain', 'bits'], lines)];
}

async function fromFile(file: string | undefined): Promise<Record<string, string>> {
  if (file === undefined) return {};
  try {
    const read = JSON.parse((await readFileNamed(file)).toString('utf8')) as unknown;
    return Object.fromEntries(Object.entries(read as object).map(([item, value]) => [item, String(value)]));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('assessment.unknown-answer', {
      detail: 'the file of answers is no JSON object',
      cause,
    });
  }
}

function pairOf(given: string): [string, string] {
  const place = given.indexOf('=');
  if (place < 1) throw new Problem('command.unknown-value', { detail: 'an answer reads item=value' });
  return [given.slice(0, place), given.slice(place + 1)];
}

/** Each row of a table, by the columns that the items name. */
async function answerTable(instrument: Instrument, file: string, write: string | undefined): Promise<Result> {
  const rows = readCsvTable(await readFileNamed(file), 'evaluation.unreadable-table');
  const done = rows.map(({ cells, line }) => {
    const answers = answersOfRow(instrument, cells);
    const { band, lowest, highest } = bandOf(instrument, answers);
    const unknown = Object.values(answers).filter((value) => value === UNKNOWN).length;
    return { line, band, lowest, highest, points: totalOfAnswers(instrument, answers), unknown };
  });
  if (write !== undefined) {
    const header = 'line,band,lowest,highest,points,unknown';
    const text = done.map((row) =>
      [row.line, row.band, row.lowest, row.highest, row.points ?? '', row.unknown].join(','),
    );
    await writeFileNamed(write, `${[header, ...text].join('\n')}\n`);
  }
  const bands = instrument.bands.map(({ code }) => {
    const own = done.filter(({ band }) => band === code);
    return [code, own.length, own.filter(({ lowest, highest }) => lowest === highest).length] as const;
  });
  return {
    json: { instrument: instrument.id, version: instrument.version, rows: done },
    lines: [`${done.length} rows`, '', ...tableLines(['band', 'rows', 'certain'], bands)],
  };
}
