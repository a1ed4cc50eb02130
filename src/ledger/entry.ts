import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/canonical-json.ts';
import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';
import type { Purpose, Verb } from './verbs.ts';

/** What a use case says it did. No free text: `detail` holds codes and counts only, ids are opaque. */
export type NewEntry = {
  verb: Verb;
  /** The use case, as a code: `receive`, `decide`, `open-evidence` … */
  action: string;
  /** `person:<id>`, `source:<id>` or `system:<part>`. */
  actor: string;
  purpose: Purpose;
  /** Referral ids; one entry carries all that one page showed. */
  subjects: readonly string[];
  /** Opaque id of whoever it was disclosed to. */
  recipient?: string;
  /** Digest of the content concerned, salted by the record's key (shared/envelope.ts). */
  digest?: Buffer;
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
};

/** An entry as it stands in the table. `txid`: PostgreSQL's 64-bit transaction id, in decimal digits. */
export type Entry = {
  id: number;
  txid: string;
  at: string;
  verb: string;
  action: string;
  actor: string;
  purpose: string;
  subjects: string[];
  recipient: string | null;
  digest: string | null;
  detail: Record<string, unknown>;
};

/** Writes entries in the caller's own transaction: the act and its entry stand or fall together. */
export async function record(db: Db, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length > 0) await rows(db, insertEntries(entries));
}

/**
 * The same as a statement, to stand in the `with` clause of a larger one: one commit, one round trip. `only`: SQL that
 * gives ids; entries whose first subject is none of them are left out.
 */
export function insertEntries(entries: readonly NewEntry[], only?: RawBuilder<unknown>): RawBuilder<unknown> {
  const asRows = entries.map((entry) => ({
    ...entry,
    digest: entry.digest?.toString('hex') ?? null,
    recipient: entry.recipient ?? null,
    detail: entry.detail ?? {},
  }));
  return sql`insert into ledger_entry (verb, action, actor, purpose, subjects, recipient, digest, detail)
        select verb, action, actor, purpose, subjects, recipient, decode(digest, 'hex'), detail
        from jsonb_to_recordset(${JSON.stringify(asRows)}::jsonb)
          as new (verb text, action text, actor text, purpose text, subjects uuid[], recipient text, digest text, detail jsonb)
        ${only ? sql`where subjects[1] in (${only})` : sql``}`;
}

/** Columns of an entry in the form that is hashed; `at` to the microsecond, in UTC. */
export const ENTRY_COLUMNS = sql`id, txid::text as txid,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  verb, action, actor, purpose, subjects, recipient, encode(digest, 'hex') as digest, detail`;

/** Leaf hash of an entry (RFC 6962: a leaf begins with byte 0). */
export function hashEntry(entry: Entry): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(canonicalJson(entry)).digest();
}
