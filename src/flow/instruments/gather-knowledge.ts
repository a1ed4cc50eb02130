import type { Knowledge, KnownAnswers, ReviewReason, SuspectFacts } from '../../assessment/index.ts';
import { outcomesAmong } from '../../dissemination/index.ts';
import { confirmedReferrals, type Link, linksOf } from '../../linking/index.ts';
import {
  membersFoldedInto,
  openContents,
  type ReferralHeader,
  referralHeaders,
} from '../../referral/index.ts';
import type { Db, Store, Tx } from '../../shared/db.ts';

/** More linked referrals add nothing to an answer. Chosen. */
const MOST_LINKED = 50;

/**
 * What this referral, those folded into it and those that share an account or device with it state, and what became
 * of them. A covert or professional-standards referral tells nothing to another one.
 */
export async function gatherKnowledge(db: Db, header: ReferralHeader): Promise<Knowledge> {
  const members = await membersFoldedInto(db, [header.id]);
  const own = [header, ...members];
  const linked = await linkedReferrals(db, own);
  const outcomes = await outcomesAbout(
    db,
    [...own, ...linked].map(({ id }) => id),
  );
  return {
    reports: [
      ...own.map((report) => reportOf(report, true)),
      ...linked.map((report) => reportOf(report, false)),
    ],
    linkedReferrals: new Set(linked.map(({ id, foldedInto }) => foldedInto ?? id)).size,
    outcomes,
  };
}

function reportOf({ id, facts }: ReferralHeader, own: boolean): Knowledge['reports'][number] {
  return { referralId: id, own, facts: facts?.answers ?? {} };
}

/** Suspect to suspect: by more than a weak identifier, or because somebody confirmed that the two are one person. */
async function linkedReferrals(db: Db, own: readonly ReferralHeader[]): Promise<ReferralHeader[]> {
  const links: Link[] = [];
  for (const { id } of own) links.push(...(await linksOf(db, id)));
  const confirmed = await confirmedReferrals(
    db,
    own.map(({ id }) => id),
    'suspect',
  );
  const ids = links
    .filter(
      ({ layer, otherLayer, strength }) => layer === 'suspect' && otherLayer === layer && strength !== 'weak',
    )
    .map(({ referralId }) => referralId);
  const known = new Set(own.map(({ id }) => id));
  const wanted = [...new Set([...ids, ...confirmed.map(({ otherId }) => otherId)])]
    .filter((id) => !known.has(id))
    .slice(0, MOST_LINKED);
  return (await referralHeaders(db, wanted)).filter(
    ({ sensitivity, state, facts }) =>
      sensitivity === 'ordinary' && facts !== null && !['retracted', 'disposed'].includes(state),
  );
}

/** Of each package the last word that its unit gave. */
async function outcomesAbout(db: Db, referralIds: readonly string[]): Promise<Knowledge['outcomes']> {
  const told = Map.groupBy(await outcomesAmong(db, referralIds), ({ referralId }) => referralId);
  const inOrder = referralIds.flatMap((id) => (told.get(id) ?? []).filter(({ latest }) => latest));
  return inOrder.flatMap(({ referralId, status, contactAbuseFound }) => [
    ...(contactAbuseFound === 'yes' ? [{ referralId, outcome: 'contact-abuse' as const }] : []),
    ...(status === 'conviction' || status === 'arrest' ? [{ referralId, outcome: status }] : []),
  ]);
}

/** Every referral that something known came from: for the ledger. */
export function referralsBehind(known: KnownAnswers, reviews: readonly ReviewReason[] = []): string[] {
  const from = [...Object.values(known), ...reviews].flatMap(({ because }) =>
    because.flatMap((one) => ('referralId' in one ? [one.referralId] : [])),
  );
  return [...new Set(from)];
}

/** What decides whether an instrument was made for such a suspect; looked at, and never an input. */
export async function suspectFacts(store: Store, tx: Tx, header: ReferralHeader): Promise<SuspectFacts> {
  const [opened] = await openContents(store, tx, [header.id]);
  const suspects = (
    opened?.content.open('to flag suspects outside the validated population').parties ?? []
  ).filter(({ role }) => role === 'suspect');
  return {
    suspects: suspects.length,
    anyFemale: suspects.some(({ sex }) => sex === 'female'),
    mayBeChild:
      header.facts?.answers.childSuspect === 'yes' ||
      suspects.some(({ age }) => age !== undefined && (age.from ?? age.to ?? 18) < 18),
  };
}
