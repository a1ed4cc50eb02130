import path from 'node:path';
import { type Instrument, parseInstrument, textIn } from '../assessment/index.ts';
import {
  composeReport,
  renderReport,
  scoreTable,
  type Validation,
  validateVersion,
} from '../evaluation/index.ts';
import { printPage } from '../shared/print/print-page.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { inUtf8, readFileNamed } from './read-file.ts';
import { writeFileNamed } from './write-file.ts';

type ReportCommand = {
  out: string;
  table?: string;
  outcome: string;
  positive?: string;
  weight?: string;
  group?: string;
  baseRate?: number[];
  encoding?: string;
  welsh?: boolean;
};

/**
 * `everydot instrument report`. Throws `assessment.invalid-instrument`, `evaluation.unreadable-table`,
 * `print.no-browser`.
 */
export async function reportCommand(file: string, options: ReportCommand): Promise<Result> {
  const format = path.extname(options.out).toLowerCase();
  if (format !== '.html' && format !== '.pdf')
    throw new Problem('command.unknown-value', { detail: 'a report is written as .html or .pdf' });
  const document = parseInstrument(await readFileNamed(file));
  const validation = options.table === undefined ? null : await validate(document, options.table, options);
  const language = options.welsh ? 'cy' : 'en';
  const report = composeReport(
    {
      title: textIn(document.title, language),
      version: document.version,
      document,
      day: new Date().toISOString().slice(0, 10),
      facts: validation && factsOf(validation, { document, language, options }),
    },
    language,
  );
  const html = renderReport(report);
  await writeFileNamed(options.out, format === '.pdf' ? await printPage(html) : html);
  const { id, version } = document;
  return {
    json: { instrument: id, version, file: options.out, validation },
    lines: [`${report.title}, ${report.subtitle}: written to ${path.basename(options.out)}`],
  };
}

async function validate(document: Instrument, table: string, options: ReportCommand): Promise<Validation> {
  const raw = inUtf8(await readFileNamed(table), options.encoding);
  const bands = document.bands.map(({ code }) => code);
  const stated = document.validation.figures?.fromBand;
  const flaggedFrom = stated ?? (bands.includes('high') ? 'high' : bands[Math.ceil(bands.length / 2)]!);
  return validateVersion(scoreTable(raw, document, options), {
    bands,
    flaggedFrom,
    baseRates: options.baseRate,
  });
}

function factsOf(
  validation: Validation,
  { document, language, options }: { document: Instrument; language: 'en' | 'cy'; options: ReportCommand },
) {
  return {
    validation,
    definition: null,
    outcomeName: `“${options.outcome}”${options.positive === undefined ? '' : `: ${options.positive}`}`,
    period: null,
    leftOut: null,
    localBaseRate: options.baseRate?.[0] ?? null,
    bandLabel: (code: string) => {
      const band = document.bands.find((one) => one.code === code);
      return band ? textIn(band.label, language) : code;
    },
  };
}
