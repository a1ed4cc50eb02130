import type { PersonActor } from '../../access/index.ts';
import { openAlarmsAmong } from '../../assessment/index.ts';
import {
  CLOCKED_STATES,
  causesOf,
  type GateFacts,
  itemsOf,
  moveNotice,
  type Notice,
  type NoticeAction,
  noticeById,
  overridesOf,
  preservationsOf,
  type ReleaseAnswer,
  referralsNaming,
  releasesOf,
  type ShownGates,
  showGates,
  shutBy,
  type UnitSays,
  unitsHolding,
} from '../../dissemination/index.ts';
import { contentOf, referralsOfGroups } from '../../matching/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import type { Db, Store, Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { openRemovalItems } from './open-removal-items.ts';

/** The gates of a notice as things stand. `headers`: of every referral that it touches. */
export type Gates = { facts: GateFacts; headers: ReferralHeader[] };

export async function gatesOf(store: Store, db: Db, notice: Notice): Promise<Gates> {
  const headers = await touchedBy(store, db, notice);
  const ids = headers.map(({ id }) => id);
  const releases = await releasesOf(db, notice.id);
  const said = new Map(releases.map((release) => [release.unitId, release]));
  const held = Map.groupBy(await unitsHolding(db, ids), ({ unitId }) => unitId);
  const units = [...held].map(([unitId, held]): UnitSays => {
    const release = said.get(unitId);
    return {
      unitId,
      referralIds: held.map(({ referralId }) => referralId),
      answer: (release?.answer as ReleaseAnswer | undefined) ?? null,
      until: release?.until ?? null,
      reason: release?.reason ?? null,
    };
  });
  const facts = {
    preserved: (await preservationsOf(db, notice.id)).length > 0,
    units,
    nobodyInvestigates: said.has(null),
    guarded: headers.filter(({ sensitivity }) => sensitivity !== 'ordinary').map(({ id }) => id),
    alarmed: [...(await openAlarmsAmong(db, ids))],
    overrides: await overridesOf(db, notice.id),
  };
  return { facts, headers };
}

/** Referrals with one content that are looked at, so that the gates are read within a second. Chosen. */
const MOST_WITH_CONTENT = 10_000;

/**
 * Every referral that names one of the notice's addresses, or shows content that lies there and does not circulate
 * virally, with what each is folded into: that is where packages and alarms are.
 */
async function touchedBy(store: Store, db: Db, notice: Notice): Promise<ReferralHeader[]> {
  const items = await itemsOf(db, notice.id);
  const naming = await referralsNaming(
    db,
    items.map(({ k }) => k),
  );
  const opened = (await openRemovalItems(store, db, items)).open('to find who else investigates it');
  const groups = new Set<number>();
  for (const [referralId, files] of Map.groupBy(
    opened.flatMap((item) => item.files),
    (file) => file.referralId,
  )) {
    const positions = new Set(files.map(({ position }) => position));
    for (const { position, groupId, viral } of await contentOf(db, referralId))
      if (positions.has(position) && viral !== 'viral') groups.add(groupId);
  }
  const sharing = await referralsOfGroups(db, [...groups], MOST_WITH_CONTENT);
  const headers = await referralHeaders(db, [...new Set([...naming, ...notice.referralIds, ...sharing])]);
  const known = new Set(headers.map(({ id }) => id));
  const heads = headers.flatMap(({ foldedInto }) =>
    foldedInto && !known.has(foldedInto) ? [foldedInto] : [],
  );
  return [...headers, ...(await referralHeaders(db, [...new Set(heads)]))].filter(
    ({ state }) => state !== 'disposed',
  );
}

/** The gates as a person may see them. */
export async function gatesShown(db: Db, actor: PersonActor, { facts, headers }: Gates): Promise<ShownGates> {
  const { shown } = await visibleReferrals(db, actor, headers);
  return showGates(facts, new Set(shown.map(({ id }) => id)));
}

const BY = 'system:removal';

/**
 * Brings a held notice in line with its gates: a draft becomes ready once all hold, and is a draft again if one ceases
 * to; one that is out is suspended, so that no reminder warns anybody. Gives the notice and the gates as they are then.
 */
export async function settleGates(
  store: Store,
  tx: Tx,
  notice: Notice,
): Promise<{ notice: Notice; gates: Gates }> {
  const gates = await gatesOf(store, tx, notice);
  const isShut = shutBy(causesOf(gates.facts)).length > 0;
  const action = actionFor(notice, isShut);
  if (!action) return { notice, gates };
  await moveNotice(tx, { notice, action, by: BY, at: store.clock.now(), reason: 'gates' });
  return { notice: await noticeById(tx, notice.id), gates };
}

function actionFor({ state }: Notice, isShut: boolean): NoticeAction | null {
  if (state === 'draft') return isShut ? null : 'clear';
  if (!isShut) return null;
  if (state === 'ready') return 'unclear';
  return CLOCKED_STATES.includes(state) ? 'suspend' : null;
}

/** Throws `dissemination.removal-gates-shut`, naming the gates that the person may know about. */
export async function ensureGatesHold(db: Db, actor: PersonActor, gates: Gates): Promise<void> {
  if (shutBy(causesOf(gates.facts)).length === 0) return;
  const { gates: shown, held } = await gatesShown(db, actor, gates);
  const shut = shown
    .filter(({ holds }) => !holds)
    .map(({ gate }) => ({ path: gate, reason: 'does not hold' }));
  throw new Problem('dissemination.removal-gates-shut', {
    faults: [...shut, ...(held ? [{ path: 'held', reason: 'held' }] : [])],
  });
}
