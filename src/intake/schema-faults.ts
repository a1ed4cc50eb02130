import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import type { Fault } from '../shared/problem.ts';
import type { EvidenceList } from './evidence-list.ts';
import type { JsonDocument } from './json-text.ts';

/** More faults than this help nobody. */
const MOST_FAULTS = 50;

/** What is wrong with a document: pointers to known fields, the reason, the line; never a value. */
export function schemaFaults(validator: Validator, document: JsonDocument): Fault[] {
  if (validator.Check(document.value)) return [];
  const byPath = new Map<string, string>();
  for (const { instancePath, message, keyword } of validator.Errors(document.value)) {
    // A choice that fails is told by its last error; what its branches miss is noise.
    if (keyword === 'anyOf' || !byPath.has(instancePath)) byPath.set(instancePath, message);
    if (byPath.size >= MOST_FAULTS) break;
  }
  return withLines(
    [...byPath].map(([path, reason]) => ({ path: path || '/', reason })),
    document,
  );
}

export function withLines(faults: readonly Fault[], document: JsonDocument): Fault[] {
  return faults.slice(0, MOST_FAULTS).map((fault) => {
    const line = fault.path === undefined ? undefined : document.lineOf(fault.path === '/' ? '' : fault.path);
    return line === undefined ? fault : { ...fault, line };
  });
}

type AnySchema = { properties?: Record<string, AnySchema>; items?: AnySchema; anyOf?: AnySchema[] };

/** Keeps every field that the schema does not name, at any depth. */
export function keepUnknown(schema: TSchema, value: unknown, evidence: EvidenceList): void {
  if (isNested(value)) walk(schema as AnySchema, value, '', evidence);
}

function walk(schema: AnySchema, value: object, pointer: string, evidence: EvidenceList): void {
  const shape = schema.anyOf?.find((choice) => choice.properties) ?? schema;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      if (isNested(value[i])) walk(shape.items ?? {}, value[i], `${pointer}/${i}`, evidence);
    }
  } else if (shape.properties) {
    for (const [key, field] of Object.entries(value)) {
      const known = Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
      if (!known) evidence.keep(`${pointer}/${key}`, field);
      else if (isNested(field)) walk(known, field, `${pointer}/${key}`, evidence);
    }
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
