import type { PictureFact } from './picture-fact.ts';

/** The columns of picture_fact, and of its extract, in the types that PostgreSQL and DuckDB share. Who it is about is not in the extract. */
export const FACT_COLUMNS = {
  received_on: 'date',
  received_month: 'date',
  source: 'text',
  source_kind: 'text',
  channel: 'text',
  state: 'text',
  threat: 'text',
  incident_type: 'text',
  imminence: 'text',
  band: 'text',
  decided: 'boolean',
  novelty: 'text',
  unit: 'text',
  files: 'integer',
  files_level_4: 'integer',
  files_category_a: 'integer',
  girls_under_10: 'integer',
  children: 'integer',
  abuse_achieved: 'text',
  aims_to_meet: 'text',
  registered_offender: 'text',
  offender_abroad: 'text',
  abroad_country: 'text',
  abroad_risk: 'text',
  locatable: 'boolean',
  sent_minutes: 'integer',
  acknowledged_minutes: 'integer',
  outcome: 'text',
} as const satisfies Record<string, 'date' | 'text' | 'boolean' | 'integer'>;
export type FactColumn = keyof typeof FACT_COLUMNS;

/** What the extract holds of a fact: its columns, and a key by which a table's cell is told from every other set of records. */
export const EXTRACT_COLUMNS = { ...FACT_COLUMNS, record_key: 'bigint' } as const;
export type ExtractColumn = keyof typeof EXTRACT_COLUMNS;

/** A fact under the names of its columns. */
export function inColumns(fact: PictureFact): Record<string, unknown> {
  const snake = (name: string) => name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`);
  return Object.fromEntries(Object.entries(fact).map(([name, value]) => [snake(name), value]));
}
