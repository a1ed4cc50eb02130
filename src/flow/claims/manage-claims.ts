import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addClaimVersion,
  CLAIM_FAULTS,
  type ClaimVersion,
  checkClaim,
  holdRegister,
  type RegisteredClaim,
  readClaimVersions,
  readRegister,
} from '../../publication/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** Longest reason, as long as any text of a claim. Chosen: it stands in a table. */
const LONGEST_REASON = 1_000;

/** Enters what somebody else said; answers with its id. Throws `picture.invalid-claim`. */
export async function stateClaim(
  store: Store,
  actor: Actor,
  claim: Omit<RegisteredClaim, 'id'>,
): Promise<string> {
  ensureMay(actor, 'manage-claims');
  return inTransaction(store, async (tx) => {
    await holdRegister(tx);
    const ids = new Set((await readRegister(tx)).map(([first]) => first!.id));
    const stated = { ...claim, id: nextId(claim.topic, ids) };
    ensureSound(stated, ids);
    await addVersion(store, tx, { actor, act: 'state', version: 1, claim: stated, reason: null });
    return stated.id;
  });
}

/** `shown`: the version that the person had before them. */
type OnClaim = { id: string; shown: number };

/**
 * Puts a claim right; what was said before stays on record. Throws `picture.invalid-claim`, `picture.claim-withdrawn`,
 * `picture.claim-changed`.
 */
export async function correctClaim(
  store: Store,
  actor: Actor,
  { claim, shown, reason }: { claim: RegisteredClaim; shown: number; reason: string },
): Promise<void> {
  ensureMay(actor, 'manage-claims');
  await inTransaction(store, async (tx) => {
    await holdRegister(tx);
    const ids = new Set((await readRegister(tx)).map(([first]) => first!.id));
    const { version } = await currentVersion(tx, { id: claim.id, shown });
    ensureSound(claim, ids);
    await addVersion(store, tx, {
      actor,
      act: 'correct',
      version: version + 1,
      claim,
      reason: aReason(reason),
    });
  });
}

/** From now on the claim is no longer shown beside the picture. Its page, with the reason, stays. Throws as `correctClaim`. */
export async function withdrawClaim(
  store: Store,
  actor: Actor,
  { reason, ...claim }: OnClaim & { reason: string },
): Promise<void> {
  ensureMay(actor, 'manage-claims');
  await actOn(store, actor, { ...claim, act: 'withdraw', reason: aReason(reason) });
}

/** Somebody read the claim again, and it stands as it is. Throws as `correctClaim`. */
export async function reviewClaim(store: Store, actor: Actor, claim: OnClaim): Promise<void> {
  ensureMay(actor, 'manage-claims');
  await actOn(store, actor, { ...claim, act: 'review', reason: null });
}

async function actOn(
  store: Store,
  actor: Actor,
  { act, reason, ...asked }: OnClaim & { act: 'withdraw' | 'review'; reason: string | null },
): Promise<void> {
  await inTransaction(store, async (tx) => {
    await holdRegister(tx);
    const { version, claim } = await currentVersion(tx, asked);
    await addVersion(store, tx, { actor, act, version: version + 1, claim, reason });
  });
}

async function currentVersion(tx: Tx, { id, shown }: OnClaim): Promise<ClaimVersion> {
  const last = (await readClaimVersions(tx, id)).at(-1);
  if (!last) throw new Problem('picture.unknown-claim');
  if (last.act === 'withdraw') throw new Problem('picture.claim-withdrawn');
  if (last.version !== shown) throw new Problem('picture.claim-changed');
  return last;
}

function ensureSound(claim: RegisteredClaim, ids: ReadonlySet<string>): void {
  const faults = checkClaim(claim, ids);
  if (faults.length > 0)
    throw new Problem('picture.invalid-claim', {
      faults: faults.map(({ field, code }) => ({ path: field, reason: CLAIM_FAULTS[code] })),
    });
}

/** Whole, or refused: what somebody gave as the reason is never cut. */
function aReason(said: string): string {
  const reason = said.replaceAll('\0', '').toWellFormed().trim();
  const fault = reason === '' ? 'missing' : reason.length > LONGEST_REASON ? 'too-long' : null;
  if (fault === null) return reason;
  throw new Problem('picture.invalid-claim', { faults: [{ path: 'reason', reason: CLAIM_FAULTS[fault] }] });
}

/** A name that a sentence of a report can carry: "distributors-2". */
function nextId(topic: string, ids: ReadonlySet<string>): string {
  const name = /^[a-z0-9-]{1,60}$/.test(topic) ? topic : 'other';
  for (let number = 1; ; number += 1) if (!ids.has(`${name}-${number}`)) return `${name}-${number}`;
}

type Added = Pick<ClaimVersion, 'act' | 'version' | 'claim' | 'reason'> & { actor: Actor };

async function addVersion(
  store: Store,
  tx: Tx,
  { actor, act, version, claim, reason }: Added,
): Promise<void> {
  const doneBy = actorRef(actor);
  await addClaimVersion(tx, {
    id: claim.id,
    version,
    act,
    claim,
    reason,
    doneBy,
    doneAt: store.clock.now(),
  });
  await record(tx, [
    {
      verb: act === 'state' ? 'collected' : 'altered',
      action: `${act}-claim`,
      actor: doneBy,
      purpose: 'statistics',
      subjects: [],
      detail: { claim: claim.id, version },
    },
  ]);
}
