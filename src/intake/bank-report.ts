import type { Adapter } from './adapter.ts';
import { bankContent } from './bank-report-content.ts';
import { BankReport } from './bank-report-schema.ts';
import { checkedJson } from './checked-json.ts';
import { jsonArrayParts } from './json-text.ts';

export const bankReport: Adapter = {
  name: 'bank-report',
  label: 'Bank report',
  mediaTypes: ['application/vnd.everydot.bank-report+json'],
  recognises: (raw) => /"reportingInstitution"\s*:/.test(raw.subarray(0, 4096).toString('utf8')),
  split: (raw) => jsonArrayParts(raw) ?? [raw],
  read: checkedJson(BankReport, bankContent),
};
