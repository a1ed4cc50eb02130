import type { Fault } from '../../shared/problem.ts';

/** As much of typebox's error as is told to whoever wrote the document. */
type SchemaError = { instancePath: string; message: string; keyword: string; params: object };

const MOST_FAULTS = 50;

/** Where a document departs from its schema, in words. */
export function schemaFaults(errors: readonly SchemaError[]): Fault[] {
  return errors
    .filter(({ keyword }) => keyword !== 'boolean' && keyword !== 'anyOf')
    .slice(0, MOST_FAULTS)
    .map(({ instancePath, message, keyword, params }) => ({
      path: instancePath || '/',
      reason: NAMES_VALUES.has(keyword) ? `${message}: ${JSON.stringify(Object.values(params)[0])}` : message,
    }));
}

/** Faults that say more with the names that are meant. */
const NAMES_VALUES: ReadonlySet<string> = new Set(['additionalProperties', 'enum', 'required']);
