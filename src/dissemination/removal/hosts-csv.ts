import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../shared/problem.ts';
import type { HostChannel, HostInput, HostKind } from './host.ts';

/** Columns of a list of hosts, in any order; `domains` are separated by blanks. The first three are needed. */
const COLUMNS = [
  'id',
  'name',
  'channel',
  'kind',
  'domains',
  'country',
  'contact',
  'flagger_note',
  'answer_within_hours',
  'valid_from',
] as const;
const NEEDED = COLUMNS.slice(0, 3);

/** Bytes of a list: a registry of ten thousand hosts is smaller. Chosen. */
const LARGEST_BYTES = 2_000_000;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Reads a list of hosts; what each line says is checked when it is put into the registry. Throws `dissemination.host-invalid`. */
export function readHostsCsv(text: string): HostInput[] {
  if (text.length > LARGEST_BYTES) throw invalid('the list is too large');
  const rows = readRows(text);
  const missing = NEEDED.filter((column) => rows.length === 0 || !(column in rows[0]!));
  if (missing.length > 0) throw invalid(`columns are missing: ${missing.join(', ')}`);
  return rows.map(hostFrom);
}

function readRows(text: string): Row[] {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Row[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw invalid('it is no table of comma-separated values', cause);
  }
}

function invalid(reason: string, cause?: unknown): Problem {
  return new Problem('dissemination.host-invalid', { faults: [{ reason }], cause });
}

function hostFrom(row: Row): HostInput {
  const hours = row.answer_within_hours ?? '';
  return {
    id: row.id ?? '',
    name: row.name ?? '',
    kind: (row.kind || 'host') as HostKind,
    domains: (row.domains ?? '').split(/\s+/).filter(Boolean),
    country: row.country?.toUpperCase() || null,
    channel: (row.channel ?? '') as HostChannel,
    contact: row.contact || null,
    flaggerNote: row.flagger_note || null,
    answerWithinHours: hours === '' ? null : /^\d{1,4}$/.test(hours) ? Number(hours) : Number.NaN,
    ...(row.valid_from ? { validFrom: row.valid_from } : {}),
  };
}
