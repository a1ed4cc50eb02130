import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  clusterHistory,
  type PersonJudgement,
  type PersonLayer,
  type PersonLink,
  type Standing,
} from '../../linking/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { judgementsAbout, standingsOf } from './judged-pairs.ts';
import { linksAmong } from './read-links.ts';
import { groupsOfUnit } from './unit-groups.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

/** `since`: when it came to the group; null to a unit, which is not told of what else the group was. */
export type LinkGroupMember = { record: ShownRecord; since: Date | null };
export type FormerMember = { record: ShownRecord; since: Date; until: Date };

/** A proposed group as far as the reader may see it. */
export type GroupPage = {
  id: string;
  layer: PersonLayer;
  /** Of how many records, those that are hidden among them. */
  size: number;
  members: LinkGroupMember[];
  former: FormerMember[];
  links: PersonLink[];
  standings: ReadonlyMap<string, Standing>;
  /** What was said of pairs inside, the latest first. */
  judgements: PersonJudgement[];
  hidden: number;
};

/** Looks at a group. Throws `linking.unknown-group`, also where every record of it is hidden. */
export async function readGroup(store: Store, actor: Actor, id: string): Promise<GroupPage> {
  ensureMay(actor, 'see-links');
  return inTransaction(store, async (tx) => {
    const group = await findGroup(tx, actor, id);
    const ids = group.members.map(({ record: member }) => member.id);
    const inside = new Set([...ids, ...group.former.map(({ record: member }) => member.id)]);
    const judgements = (await judgementsAbout(tx, [...inside])).filter(
      ({ a, b }) => inside.has(a) && inside.has(b),
    );
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-group',
        actor: actorRef(actor),
        purpose: group.layer === 'child' ? 'safeguarding' : 'linking',
        subjects: [...new Set(shownIn(group))],
      },
    ]);
    return {
      ...group,
      links: await linksAmong(tx, actor, ids),
      standings: standingsOf(judgements),
      judgements,
    };
  });
}

export type FoundGroup = Pick<GroupPage, 'id' | 'layer' | 'size' | 'members' | 'former' | 'hidden'>;

/** A group with its members of now and before, as far as the person may see them. */
export async function findGroup(db: Db, actor: PersonActor, id: string): Promise<FoundGroup> {
  return actor.compartment === null ? groupOfBureau(db, actor, id) : groupOfUnit(db, actor, id);
}

async function groupOfBureau(db: Db, actor: PersonActor, id: string): Promise<FoundGroup> {
  const intervals = isId(id) ? await clusterHistory(db, id) : [];
  const { records } = await visibleRecords(
    db,
    actor,
    intervals.map(({ recordId }) => recordId),
  );
  const standing = intervals.filter(({ validTo }) => validTo === null);
  const members = standing.flatMap(({ recordId, validFrom }): LinkGroupMember[] =>
    records.has(recordId) ? [{ record: records.get(recordId)!, since: validFrom }] : [],
  );
  const former = intervals.flatMap(({ recordId, validFrom, validTo }): FormerMember[] =>
    validTo && records.has(recordId)
      ? [{ record: records.get(recordId)!, since: validFrom, until: validTo }]
      : [],
  );
  const [first] = records.values();
  if (!first) throw new Problem('linking.unknown-group');
  const size = standing.length;
  return { id, layer: first.layer, size, members, former, hidden: size - members.length };
}

/** Asked for by any record of it that the unit holds. */
async function groupOfUnit(db: Db, actor: PersonActor, id: string): Promise<FoundGroup> {
  const asked = /^\d{1,15}$/.test(id) ? [Number(id)] : [];
  const { groups, records } = await groupsOfUnit(db, actor, asked);
  const [group] = groups;
  if (!group) throw new Problem('linking.unknown-group');
  const members = group.members.map((member) => ({ record: records.get(member)!, since: null }));
  const { layer } = members[0]!.record;
  return { id: group.id, layer, size: members.length, members, former: [], hidden: 0 };
}

function shownIn({ members, former }: FoundGroup): string[] {
  return [...members, ...former].map(({ record: { referralId } }) => referralId);
}
