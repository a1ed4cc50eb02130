import { commonKeys, latestDoubles, latestFoldSteps } from '../../linking/index.ts';
import { compareContent } from '../../matching/index.ts';
import type { ReceiptTie } from '../../picture/index.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Db } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import type { ListedHeader } from './receipts-of-period.ts';

// Which receipts are one report that came two ways. Only from where they came, as it is stored: folds, double reports,
// references as keyed hashes, contents as groups. Nothing sealed is opened.

/** A person who found two reports of one incident found two reports. */
const INDEPENDENT_FOLD = 'same-incident';
/** Ids that one statement is given. */
const AT_ONCE = 2_000;
const MOST_DOUBLES = 1_000_000;

/** `people`: for each person the receipts that name them; asked of those on more than one list. */
export async function tiesOf(
  db: Db,
  period: Period,
  people: readonly (readonly ListedHeader[])[],
): Promise<ReceiptTie[]> {
  const shared = people.filter((receipts) => new Set(receipts.map(({ list }) => list)).size > 1);
  const ids = [...new Set(shared.flatMap((receipts) => receipts.map(({ id }) => id)))];
  const known = new Set(ids);
  const ties = [...(await relayed(db, period)), ...(await byContent(db, shared))];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    ties.push(...(await folded(db, some)), ...(await byReference(db, some)));
  }
  return ties.filter(({ one, other }) => known.has(one) && known.has(other));
}

async function relayed(db: Db, { from }: Period): Promise<ReceiptTie[]> {
  const doubles = await latestDoubles(db, { since: new Date(`${from}T00:00:00Z`), limit: MOST_DOUBLES });
  return doubles.map(({ directId, relayedId }) => ({ one: directId, other: relayedId, sign: 'relayed' }));
}

async function folded(db: Db, ids: readonly string[]): Promise<ReceiptTie[]> {
  return (await latestFoldSteps(db, ids))
    .filter(({ step, reason }) => step === 'folded' && reason !== INDEPENDENT_FOLD)
    .map(({ referralId, intoId }) => ({ one: referralId, other: intoId, sign: 'folded' }));
}

async function byReference(db: Db, ids: readonly string[]): Promise<ReceiptTie[]> {
  const common = await commonKeys(db, ids, ['reference']);
  return common.map(({ id, otherId }) => ({ one: id, other: otherId, sign: 'reference' }));
}

/** Receipts this close may be one report that was passed on. Chosen: relays of machines take minutes, of people hours. */
const SOON_MS = 60 * 60 * 1000;

/** Of one person, on two lists, within the hour, and the one shows nothing that the other does not. */
async function byContent(db: Db, people: readonly (readonly ListedHeader[])[]): Promise<ReceiptTie[]> {
  const pairs = people.flatMap((receipts) =>
    receipts.flatMap((one, i) =>
      receipts
        .slice(i + 1)
        .filter((other) => other.list !== one.list && isSoon(one, other))
        .map((other) => ({ one, other })),
    ),
  );
  const withFiles = pairs.filter(({ one, other }) => hasFiles(one) && hasFiles(other));
  const compared = await compareContent(
    db,
    withFiles.map(({ one, other }) => ({ one: one.id, other: other.id })),
  );
  const same = compared.filter(
    ({ common, onlyInOne, onlyInOther }) => common > 0 && Math.min(onlyInOne, onlyInOther) === 0,
  );
  const told = pairs.filter(
    ({ one, other }) => !hasFiles(one) && !hasFiles(other) && tellsTheSame(one, other),
  );
  return [
    ...same.map(({ one, other }) => ({ one, other, sign: 'content' as const })),
    ...told.map(({ one, other }) => ({ one: one.id, other: other.id, sign: 'content' as const })),
  ];
}

function isSoon(one: ListedHeader, other: ListedHeader): boolean {
  return Math.abs(one.receivedAt.getTime() - other.receivedAt.getTime()) <= SOON_MS;
}

function hasFiles({ facts }: ListedHeader): boolean {
  return (facts?.files.hashed ?? 0) > 0;
}

/** The same stated time of the incident, to the second, and the same answers: two who saw it would not agree so well. */
function tellsTheSame(one: ListedHeader, other: ListedHeader): boolean {
  const told = ({ facts }: ListedHeader) =>
    canonicalJson([facts?.incidentType, facts?.platform, facts?.incidentAt, facts?.answers, facts?.children]);
  return one.facts?.incidentAt != null && told(one) === told(other);
}
