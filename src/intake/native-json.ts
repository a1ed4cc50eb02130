import { Compile } from 'typebox/compile';
import type { Adapter, Reading, ReadingContext } from './adapter.ts';
import { invalid, jsonArrayParts, readJson } from './json-text.ts';
import { startMaking } from './making.ts';
import { nativeContent } from './native-json-content.ts';
import { NativeReferral } from './native-json-schema.ts';
import { keepUnknown, schemaFaults, withLines } from './schema-faults.ts';

const validator = Compile(NativeReferral);

/** Codes of ours are in kebab case; those of CyberTipline JSON are words with blanks. */
const OUR_INCIDENT_TYPE = /"incidentType"\s*:\s*"[a-z]+(?:-[a-z]+)*"/;

export const nativeJson: Adapter = {
  name: 'native-json',
  label: 'Everydot JSON',
  mediaTypes: ['application/vnd.everydot.referral+json'],
  recognises: (raw) => {
    const text = raw.subarray(0, 4096).toString('utf8');
    return /^\uFEFF?\s*[[{]/.test(text) && OUR_INCIDENT_TYPE.test(text);
  },
  split: (raw) => jsonArrayParts(raw) ?? [raw],
  read,
};

function read(raw: Buffer, context: ReadingContext): Reading {
  const document = readJson(raw);
  const misfits = schemaFaults(validator, document);
  if (misfits.length > 0) throw invalid(misfits);
  const making = startMaking();
  const content = nativeContent(document.value as NativeReferral, making, context);
  if (making.faults.length > 0) throw invalid(withLines(making.faults, document));
  keepUnknown(NativeReferral, document.value, making.evidence);
  return { content, stripped: document.stripped, ...(document.raw && { raw: document.raw }) };
}
