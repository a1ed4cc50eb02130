import { Compile } from 'typebox/compile';
import type { Adapter, Reading, ReadingContext } from './adapter.ts';
import { bankContent } from './bank-report-content.ts';
import { BankReport } from './bank-report-schema.ts';
import { invalid, jsonArrayParts, readJson } from './json-text.ts';
import { startMaking } from './making.ts';
import { keepUnknown, schemaFaults, withLines } from './schema-faults.ts';

const validator = Compile(BankReport);

export const bankReport: Adapter = {
  name: 'bank-report',
  label: 'Bank report',
  mediaTypes: ['application/vnd.everydot.bank-report+json'],
  recognises: (raw) => /"reportingInstitution"\s*:/.test(raw.subarray(0, 4096).toString('utf8')),
  split: (raw) => jsonArrayParts(raw) ?? [raw],
  read,
};

function read(raw: Buffer, context: ReadingContext): Reading {
  const document = readJson(raw);
  const misfits = schemaFaults(validator, document);
  if (misfits.length > 0) throw invalid(misfits);
  const making = startMaking();
  const content = bankContent(document.value as BankReport, making, context);
  if (making.faults.length > 0) throw invalid(withLines(making.faults, document));
  keepUnknown(BankReport, document.value, making.evidence);
  return { content, stripped: document.stripped, ...(document.raw && { raw: document.raw }) };
}
