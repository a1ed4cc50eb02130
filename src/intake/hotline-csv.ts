import { INCIDENT_TYPES, type ReferralContent, SCHEME_VERSION } from '../referral/index.ts';
import type { Adapter, Reading, ReadingContext } from './adapter.ts';
import { columnOf } from './hotline-csv-columns.ts';
import { fileOf } from './hotline-csv-file.ts';
import { partiesOf, placesOf, timesOf } from './hotline-csv-people.ts';
import { type RowReader, rowReader } from './hotline-csv-reader.ts';
import { cutRows, headerNames, readRow } from './hotline-csv-rows.ts';
import { invalid } from './json-text.ts';
import { present } from './making.ts';

/** A header is this format's if it names at least so many of its columns. */
const ENOUGH_COLUMNS = 3;

const INCIDENT_TYPE = 'csam-possession-or-distribution';

export const hotlineCsv: Adapter = {
  name: 'hotline-csv',
  label: 'Hotline CSV',
  mediaTypes: ['text/csv'],
  recognises: (raw) => headerNames(raw.subarray(0, 4096)).filter(columnOf).length >= ENOUGH_COLUMNS,
  split: cutRows,
  read,
};

function read(raw: Buffer, context: ReadingContext): Reading {
  const row = readRow(raw);
  const reader = rowReader(row);
  const content = contentOf(reader, context);
  if (reader.making.faults.length > 0) {
    throw invalid(reader.making.faults.map((fault) => ({ ...fault, line: row.line })));
  }
  return { content, stripped: row.stripped, ...(row.raw && { raw: row.raw }) };
}

function contentOf(reader: RowReader, context: ReadingContext): ReferralContent {
  const { evidence, faults } = reader.making;
  const file = fileOf(reader);
  if (file.hashes.length === 0 && !file.locations)
    faults.push({ reason: 'the row holds neither a hash nor a web address' });
  const reportId = reader.text('reportId', 200);
  const isNew = reader.answer('newMaterial');
  const notes = reader.text('notes');
  if (notes !== undefined) evidence.add('text', 'Notes', notes);
  const platform = reader.text('siteName', 300);
  const parties = partiesOf(reader);
  const places = placesOf(reader);
  const times = timesOf(reader);
  reader.keepRest();
  return present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: INCIDENT_TYPES[INCIDENT_TYPE].threat,
    incidentType: INCIDENT_TYPE,
    references: reportId === undefined ? [] : [{ scheme: 'hotline', value: reportId }],
    flags: [],
    facts: isNew === undefined ? {} : { newMaterial: isNew },
    times,
    platform,
    parties,
    files: [file],
    places,
    // An assessor has seen the content: known directly; otherwise nobody has.
    sourceGrading: { source: context.reliability, information: file.grades ? 'A' : 'D', handling: 'P' },
    evidence: evidence.evidence,
    kept: evidence.kept,
  });
}
