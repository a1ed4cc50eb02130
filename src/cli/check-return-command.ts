import {
  forceAnswers,
  type Mapping,
  proposeReturn,
  type ReadReturn,
  type ReturnReport,
  readWorkbook,
  reportReturn,
  type Scheme,
  schemeOn,
} from '../returns/index.ts';
import { EXIT, type Result } from './command.ts';
import { mappingFrom } from './mapping-file.ts';
import { readFileNamed } from './read-file.ts';
import { forceIn, periodIn } from './returns-input.ts';
import { qualityOf, reportLines } from './returns-lines.ts';

type CheckOptions = { period: string; force?: string; mapping?: string; before?: string };

/** `force` null: a table of many forces. */
type Asked = { scheme: Scheme; period: { from: string; to: string }; force: string | null; own?: Mapping };

/** `everydot returns check FILE`: how a return would be read, and what is amiss; no database. */
export async function checkReturnCommand(file: string, options: CheckOptions): Promise<Result> {
  const period = periodIn(options.period);
  const force = options.force === undefined ? null : forceIn(options.force);
  const asked: Asked = { scheme: schemeOn(period.from), period, force };
  if (options.mapping !== undefined) asked.own = mappingFrom(await readFileNamed(options.mapping));
  const read = await readOne(file, asked);
  const before =
    options.before === undefined
      ? []
      : forceAnswers(await readOne(options.before, { ...asked, period: aYearEarlier(period) }), 'before');
  const today = new Date().toISOString().slice(0, 10);
  const report = reportReturn({
    returnId: 'this',
    scheme: asked.scheme,
    read,
    others: [],
    before,
    receivedOn: today,
    dueOn: today,
    today,
  });
  return {
    json: jsonOf(read, report),
    lines: reportLines(read, report, asked.scheme),
    exitCode: report.figures.length > 0 ? EXIT.done : EXIT.refused,
  };
}

async function readOne(file: string, asked: Asked): Promise<ReadReturn> {
  return proposeReturn(await readWorkbook(await readFileNamed(file)), asked);
}

function aYearEarlier({ from, to }: Asked['period']): Asked['period'] {
  const shift = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`;
  return { from: shift(from), to: shift(to) };
}

function jsonOf(read: ReadReturn, report: ReturnReport) {
  const { mapping, items, sheetsWithout, changes, unknownForces, parts } = read;
  return {
    mapping,
    items,
    sheetsWithout,
    changes,
    unknownForces,
    figures: report.figures.map(({ returnId: _, ...figure }) => figure),
    unmapped: parts.flatMap(({ force, reading }) => reading.unmapped.map((one) => ({ force, ...one }))),
    faults: parts.flatMap(({ force, reading }) => reading.faults.map((one) => ({ force, ...one }))),
    findings: report.findings,
    quality: qualityOf(report.scores),
  };
}
