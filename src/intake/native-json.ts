import type { Adapter } from './adapter.ts';
import { checkedJson } from './checked-json.ts';
import { jsonArrayParts } from './json-text.ts';
import { nativeContent } from './native-json-content.ts';
import { NativeReferral } from './native-json-schema.ts';

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
  read: checkedJson(NativeReferral, nativeContent),
};
