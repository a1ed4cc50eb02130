import { type CsvRow, readCsvTable } from '../../shared/csv-table.ts';
import { Problem } from '../../shared/problem.ts';
import type { OutsidePoint } from './outside-series.ts';
import { MOST_POINTS, pointsOf, withoutComments } from './read-points.ts';
import type { SeriesProvenance } from './series-file.ts';

// Estimated daily users as Tor Metrics publishes them: comments that open with "#", then date, country, users, lower, upper,
// frac. Source: Tor Metrics, statistics, "users" tables (CC0), as notes of this project restate it. `lower` and `upper` are
// what earlier days let expect, by which blocking is noticed (from memory); users often lie outside, and they are no
// limits of the estimate, so that they are not taken as such.

const HEADER = ['date', 'country', 'users'] as const;
/** Of all countries together. Chosen: a file of the largest size that is taken has about as many. */
const MOST_ROWS = 20 * MOST_POINTS;
const COLUMNS = { period: 'date', value: 'users', low: '', high: '' } as const;

export function isTorUsers(table: Buffer): boolean {
  const first = table
    .toString('latin1')
    .split(/\r?\n/)
    .find((line) => line.trim() !== '');
  const names = (first ?? '').replace('ï»¿', '').split(',');
  return HEADER.every((name) => names.includes(name));
}

/** Countries of the file, as it codes them; "" stands for the whole world. */
export function torCountries(raw: Buffer): string[] {
  return [...new Set(rowsOf(raw).map(({ cells }) => cells['country'] ?? ''))].sort();
}

/** The points of one country. Throws `picture.unreadable-table`. */
export function readTorUsers(raw: Buffer, country: string): OutsidePoint[] {
  const rows = rowsOf(raw).filter(({ cells }) => cells['country'] === country);
  if (rows.length === 0)
    throw new Problem('picture.unreadable-table', {
      faults: [{ path: 'country', reason: 'the file has no row of this country' }],
    });
  return pointsOf(rows, COLUMNS);
}

function rowsOf(raw: Buffer): CsvRow[] {
  const rows = readCsvTable(withoutComments(raw).table, 'picture.unreadable-table', MOST_ROWS);
  if (rows.length <= MOST_ROWS) return rows;
  throw new Problem('picture.unreadable-table', {
    faults: [{ reason: `there are more than ${MOST_ROWS} rows: take out those of other countries` }],
  });
}

/** What is known of every such file. `retrievedOn` and `source` are whoever took it to say. */
export function torProvenance(country: string): Omit<SeriesProvenance, 'source' | 'retrievedOn'> {
  const about = country === '' ? 'World' : nameOf(country);
  return {
    id: country === '' ? 'tor-users-world' : `tor-users-${country.replace(/[^a-z0-9]/g, '') || 'unknown'}`,
    title: `Daily users of the Tor network: ${about}`,
    publisher: 'The Tor Project, Tor Metrics',
    licence: 'CC0 1.0',
    unit: 'users a day',
    definition:
      'Clients that connect to the network in a day, estimated from directory requests that relays report. The publisher gives no limits of the estimate; the range of the file is what earlier days let expect. Nothing in it says what anybody uses the network for.',
    about,
    breaks: [],
  };
}

/** Codes of ISO 3166, written small; "??" where the country is not known. */
function nameOf(country: string): string {
  if (!/^[a-z]{2}$/.test(country)) return 'country not known';
  return new Intl.DisplayNames('en-GB', { type: 'region' }).of(country.toUpperCase()) ?? country;
}
