import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ReferralContent } from '../referral/index.ts';
import type { Adapter, ReadingContext } from './adapter.ts';
import { invalid, readJson } from './json-text.ts';
import { type Making, startMaking } from './making.ts';
import { keepUnknown, schemaFaults, withLines } from './schema-faults.ts';

/** Reads JSON of a schema of ours: what fits becomes a referral by `contentOf`, fields that nobody knows are kept. */
export function checkedJson<T>(
  schema: TSchema,
  contentOf: (document: T, making: Making, context: ReadingContext) => ReferralContent,
): Adapter['read'] {
  const validator = Compile(schema);
  return (raw, context) => {
    const document = readJson(raw);
    const misfits = schemaFaults(validator, document);
    if (misfits.length > 0) throw invalid(misfits);
    const making = startMaking();
    const content = contentOf(document.value as T, making, context);
    if (making.faults.length > 0) throw invalid(withLines(making.faults, document));
    keepUnknown(schema, document.value, making.evidence);
    return { content, stripped: document.stripped, ...(document.raw && { raw: document.raw }) };
  };
}
