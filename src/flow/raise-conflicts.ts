import { unitsHolding, unitsOn } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import {
  addAlerts,
  type ConflictKind,
  type ConflictNotice,
  commonKeys,
  confirmedReferrals,
  type HeldPair,
  type Holding,
  noticesOf,
  strongPairs,
} from '../linking/index.ts';
import { referralHeaders } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';

/** Units that investigate: two of them on one suspect must know of each other. Care and foreign bureaux do not. */
const INVESTIGATING: readonly string[] = ['territorial', 'special', 'national', 'professional-standards'];

/** Two referrals whose units must know of each other. */
type ConflictPair = { id: string; otherId: string; kinds: ConflictKind[] };

/**
 * Tells units that hold strongly linked referrals, or ones of a confirmed person, of each other. Call it when a package
 * is sent, too. Safe to repeat: each unit is told of each pair once. Answers with the notices that are new.
 */
export async function raiseConflicts(tx: Tx, at: Date, ids: readonly string[]): Promise<ConflictNotice[]> {
  return [
    ...(await raiseAmong(tx, at, strongPairs(await commonKeys(tx, ids)))),
    ...(await raiseOfPeople(tx, at, ids)),
  ];
}

/** The same where a person said that two referrals are about one person: one that is only proposed raises nothing. */
export async function raiseOfPeople(tx: Tx, at: Date, ids: readonly string[]): Promise<ConflictNotice[]> {
  const pairs = await confirmedReferrals(tx, ids);
  return raiseAmong(
    tx,
    at,
    pairs.map((pair) => ({ ...pair, kinds: ['same-person'] })),
  );
}

/** The same for pairs that the caller found already. */
export async function raiseAmong(
  tx: Tx,
  at: Date,
  pairs: readonly ConflictPair[],
): Promise<ConflictNotice[]> {
  if (pairs.length === 0) return [];
  const held = await holdings(tx, at, [...new Set(pairs.flatMap(({ id, otherId }) => [id, otherId]))]);
  const raised = await addAlerts(tx, pairs.flatMap((pair) => heldPairs(pair, held)).flatMap(noticesOf), at);
  await record(tx, raised.map(disclosed));
  return raised;
}

async function holdings(tx: Tx, at: Date, ids: readonly string[]): Promise<Map<string, Holding[]>> {
  const holding = await unitsHolding(tx, ids);
  if (holding.length === 0) return new Map();
  const kinds = new Map((await unitsOn(tx, at)).map(({ id, kind }) => [id, kind]));
  const sensitivity = new Map(
    (await referralHeaders(tx, ids)).map((header) => [header.id, header.sensitivity]),
  );
  const investigating = holding
    .filter(({ unitId }) => INVESTIGATING.includes(kinds.get(unitId) ?? ''))
    .map(({ referralId, unitId }): Holding => {
      const own =
        kinds.get(unitId) === 'professional-standards'
          ? 'professional-standards'
          : sensitivity.get(referralId);
      return { referralId, unitId, sensitivity: own ?? 'ordinary' };
    });
  return Map.groupBy(investigating, ({ referralId }) => referralId);
}

function heldPairs({ id, otherId, kinds }: ConflictPair, held: ReadonlyMap<string, Holding[]>): HeldPair[] {
  const others = held.get(otherId) ?? [];
  return (held.get(id) ?? []).flatMap((one) => others.map((other) => ({ one, other, kinds })));
}

/** The unit learns that another one holds a linked referral, and by which kinds of identifier: no value. */
function disclosed({
  unitId,
  referralId,
  otherReferralId,
  kinds,
}: ConflictNotice): Parameters<typeof record>[1][number] {
  return {
    verb: 'disclosed',
    action: 'conflict-alert',
    actor: 'system:derive',
    purpose: 'linking',
    subjects: [referralId, otherReferralId],
    recipient: unitId ?? 'bureau',
    detail: { kinds },
  };
}
