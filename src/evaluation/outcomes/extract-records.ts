import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import type { OutcomeDefinition } from './outcome-definitions.ts';
import type { Validation } from './validate-version.ts';

/** An extract that was made. `digest`: SHA-256 of its rows, hexadecimal; `handedOut`: whether the rows left as a file. */
export type Extract = {
  id: string;
  madeAt: Date;
  madeBy: string;
  purpose: string;
  instrument: string;
  version: string;
  definition: OutcomeDefinition;
  /** Days of assessment, both included. */
  from: string;
  to: string;
  cases: number;
  outcomeKnown: number;
  digest: string;
  handedOut: boolean;
  validation: Validation;
};

export async function addExtract(tx: Tx, extract: Extract): Promise<void> {
  await rows(
    tx,
    sql`insert into evaluation_extract (id, made_at, made_by, purpose, instrument, version, definition, cases_from,
          cases_to, cases, outcome_known, digest, handed_out, validation)
        values (${extract.id}, ${extract.madeAt}, ${extract.madeBy}, ${extract.purpose}, ${extract.instrument},
          ${extract.version}, ${extract.definition}, ${extract.from}::date, ${extract.to}::date, ${extract.cases},
          ${extract.outcomeKnown}, decode(${extract.digest}, 'hex'), ${extract.handedOut},
          ${JSON.stringify(extract.validation)}::jsonb)`,
  );
}

/** Extracts of one version, latest first. */
export async function extractsOf(
  db: Db,
  instrument: string,
  version: string,
  limit = 20,
): Promise<Extract[]> {
  return rows(
    db,
    sql<Extract>`select id, made_at as "madeAt", made_by as "madeBy", purpose, instrument, version, definition,
        to_char(cases_from, 'YYYY-MM-DD') as "from", to_char(cases_to, 'YYYY-MM-DD') as "to", cases,
        outcome_known as "outcomeKnown", encode(digest, 'hex') as digest, handed_out as "handedOut", validation
      from evaluation_extract where instrument = ${instrument} and version = ${version}
      order by made_at desc, id desc limit ${limit}`,
  );
}
