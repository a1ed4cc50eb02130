import { randomInt } from 'node:crypto';
import { type Actor, actorRef, ensureMay, listSources } from '../../access/index.ts';
import { membersInLine, placesOf } from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type Audit,
  type AuditState,
  addAudit,
  addDrawing,
  auditFacts,
  auditStanding,
  auditsOf,
  drawMore,
  groupFacts,
  lockJoining,
  toleratedShare,
} from '../../matching/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';

const LARGEST_SEED = 2 ** 31;
const RUNNING: readonly AuditState[] = ['sampling', 'needs-more', 'passed'];

/**
 * A supervisor has the line of a group audited: everybody who stands in it now is a member, and a sample is drawn by
 * lot, by kind of sender. `seed`: for tests. Throws `circulation.unknown-group`, `circulation.nothing-open`,
 * `circulation.audit-running`.
 */
export async function startAudit(
  store: Store,
  actor: Actor,
  { group, seed = randomInt(LARGEST_SEED) }: { group: number; seed?: number },
): Promise<string> {
  ensureMay(actor, 'close-circulation');
  return inTransaction(store, async (tx) => {
    await lockJoining(tx);
    await ensureGroup(tx, group);
    const before = await auditsBefore(tx, group);
    if (before.running > 0) throw new Problem('circulation.audit-running');
    const members = await auditedMembers(tx, group);
    if (members.length === 0) throw new Problem('circulation.nothing-open');
    const at = store.clock.now();
    const tolerated = toleratedShare(before);
    const audit: Audit = {
      id: newId(at.getTime()),
      group,
      seed,
      tolerated,
      startedBy: actor.id,
      startedAt: at,
    };
    await addAudit(tx, audit, members);
    const undrawn = members.map((member) => ({ ...member, draw: null, finding: null }));
    await drawFor(tx, actor, { audit, ids: drawMore({ tolerated, members: undrawn }, seed) });
    return audit.id;
  });
}

async function ensureGroup(db: Db, group: number): Promise<void> {
  const facts = Number.isSafeInteger(group) ? await groupFacts(db, group) : undefined;
  if (!facts) throw new Problem('circulation.unknown-group');
}

/** How the audits of this group ended so far; a failed one makes the next one larger. */
async function auditsBefore(
  db: Db,
  group: number,
): Promise<{ running: number; closed: number; failed: number }> {
  const states: AuditState[] = [];
  let failed = 0;
  for (const audit of await auditsOf(db, group)) {
    const facts = await auditFacts(db, audit);
    const { state, strata } = auditStanding(facts);
    states.push(state);
    if (strata.some(({ fails }) => fails)) failed += 1;
  }
  const counted = (some: readonly AuditState[]) => states.filter((state) => some.includes(state)).length;
  return { running: counted(RUNNING), closed: counted(['closed']), failed };
}

async function auditedMembers(db: Db, group: number): Promise<Parameters<typeof addAudit>[2]> {
  const ids = await membersInLine(db, group);
  const places = await placesOf(db, ids);
  const kinds = new Map((await listSources(db)).map(({ id, kind }) => [id, kind]));
  return (await referralHeaders(db, ids)).map(({ id, version, sourceId }) => ({
    referralId: id,
    stratum: kinds.get(sourceId) ?? 'unknown',
    version,
    folded: places.get(id)?.folded ?? 0,
  }));
}

/** Takes these into the sample. The entry names them: what is opened after it counts as looked at. */
export async function drawFor(
  tx: Tx,
  actor: Actor,
  { audit, ids }: { audit: Pick<Audit, 'id' | 'group'>; ids: readonly string[] },
): Promise<void> {
  await addDrawing(tx, audit.id, ids);
  await record(tx, [
    {
      verb: 'combined',
      action: 'draw-sample',
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: ids,
      detail: { audit: audit.id, group: audit.group },
    },
  ]);
}
