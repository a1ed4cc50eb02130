import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { storableJson } from '../../shared/storable-json.ts';
import { type ClaimAct, type ClaimVersion, type StandingClaim, standingOf } from './claim-version.ts';
import { SHIPPED_CLAIMS } from './shipped-claims.ts';

/** What is said of the matter now, in the order of the register; what was withdrawn is left out. */
export async function readClaims(db: Db): Promise<StandingClaim[]> {
  return (await readRegister(db)).map(standingOf).filter(({ isWithdrawn }) => !isWithdrawn);
}

/** Every claim with all its versions, first to last: those that came with the program, then in the order of their statement. */
export async function readRegister(db: Db): Promise<ClaimVersion[][]> {
  const stored = await rows(db, sql<ClaimVersion>`${VERSIONS} order by seq`);
  const byId = Map.groupBy([...SHIPPED, ...stored], ({ id }) => id);
  return [...byId.values()];
}

/** Versions of one claim, first to last; none where there is no such claim. */
export async function readClaimVersions(db: Db, id: string): Promise<ClaimVersion[]> {
  if (!NAME.test(id)) return [];
  const stored = await rows(db, sql<ClaimVersion>`${VERSIONS} where id = ${id} order by seq`);
  return [...SHIPPED.filter((one) => one.id === id), ...stored];
}

/** What ids are made of: whatever else comes in an address names nothing, and the database need not be asked. */
const NAME = /^[a-z0-9-]{1,80}$/;

const SHIPPED: readonly ClaimVersion[] = SHIPPED_CLAIMS.map((claim) => ({
  id: claim.id,
  version: 1,
  act: 'state',
  claim,
  reason: null,
  doneBy: null,
  doneAt: null,
}));

const VERSIONS = sql`select id, version, act, statement as claim, reason, done_by as "doneBy",
    to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "doneAt"
  from picture_claim`;

/** Whoever changes the register waits for whoever does so already: numbers of versions follow one another. */
export async function holdRegister(tx: Tx): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('picture_claim', 0))`);
}

export type NewClaimVersion = Omit<ClaimVersion, 'doneAt' | 'doneBy'> & { doneBy: string; doneAt: Date };

export async function addClaimVersion(tx: Tx, added: NewClaimVersion): Promise<void> {
  const { id, version, act, claim, reason, doneBy, doneAt } = added;
  await rows(
    tx,
    sql`insert into picture_claim (id, version, act, statement, reason, done_by, done_at)
        values (${id}, ${version}, ${act satisfies ClaimAct}, ${storableJson(claim)}::jsonb, ${reason}, ${doneBy}, ${doneAt})`,
  );
}
