import { modelVersions, type PersonRecord, personRecordsOf } from '../../linking/index.ts';
import {
  type GatheredLists,
  type HiddenQuestion,
  type ListedReceipt,
  overlapUnits,
} from '../../picture/index.ts';
import type { ReferralHeader } from '../../referral/index.ts';
import type { Store } from '../../shared/db.ts';
import { incidentsOf, type ListedHeader } from './receipts-of-period.ts';
import { samePeople } from './same-person.ts';
import { tiesOf } from './ties-of-receipts.ts';

/**
 * The overlap table of a question, from what linking stands at now. Ids of records are held while it is made; only counts
 * leave this function.
 */
export async function gatherLists(
  { db, clock }: Store,
  { unit, period, linkedBy, lists }: HiddenQuestion,
): Promise<GatheredLists> {
  const receiptsOf = new Map<string, ListedHeader[]>();
  const records: PersonRecord[] = [];
  let named = 0;
  for await (const incidents of incidentsOf(db, period, lists)) {
    for (const { head, receipts } of incidents) {
      receiptsOf.set(head.id, receipts);
      named += namedIn(head, unit);
    }
    const found = await personRecordsOf(
      db,
      incidents.map(({ head }) => head.id),
    );
    records.push(...found.filter(({ layer }) => layer === unit));
  }
  const { people, judgements } = await samePeople(db, records, linkedBy);
  const units = people.map((person) => receiptsNaming(person, receiptsOf));
  const ties = await tiesOf(db, period, units);
  const table = overlapUnits(
    units.map((receipts) => receipts.map(asListed)),
    lists.map(({ name }) => name),
    ties,
  );
  return {
    ...table,
    unlinkable: Math.max(0, named - records.length),
    restedOn: {
      linkModel: (await modelVersions(db)).find(({ inForce }) => inForce)?.version ?? null,
      linkingRule: linkedBy,
      records: records.length,
      judgements,
      groupedAt: clock.now().toISOString(),
    },
  };
}

function receiptsNaming(
  person: readonly PersonRecord[],
  receiptsOf: ReadonlyMap<string, ListedHeader[]>,
): ListedHeader[] {
  const incidents = new Set(person.map(({ referralId }) => referralId));
  return [...incidents].flatMap((id) => receiptsOf.get(id) ?? []);
}

function asListed({ id, list, receivedAt }: ListedHeader): ListedReceipt {
  return { id, list, at: receivedAt.getTime() };
}

/** How many of the unit an incident holds, with or without anything to link them by. Recipients are not counted in its facts. */
function namedIn({ facts }: ReferralHeader, unit: HiddenQuestion['unit']): number {
  if (unit === 'suspect') return facts?.suspects ?? 0;
  return unit === 'child' ? (facts?.children.length ?? 0) : 0;
}
