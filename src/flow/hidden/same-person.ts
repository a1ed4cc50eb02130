import {
  clustersOf,
  judgementHistory,
  LINK_BANDS,
  linksOfPeople,
  type PersonJudgement,
  type PersonLink,
  type PersonRecord,
  type Verdict,
} from '../../linking/index.ts';
import type { LinkedBy } from '../../picture/index.ts';
import type { Db } from '../../shared/db.ts';

/** More judgements than any group of people ever had. Chosen. */
const MOST_JUDGEMENTS = 1_000_000;

type Pair = { a: number; b: number };

/**
 * Records that count as one person: linked within a proposed group, by what a named person confirmed or by a link of the
 * stated band. `clusterOf`: groups beyond these records are of no matter.
 */
export async function samePeople(
  db: Db,
  records: readonly PersonRecord[],
  linkedBy: LinkedBy,
): Promise<{ people: PersonRecord[][]; judgements: number }> {
  const ids = records.map(({ id }) => id);
  const groups = await clustersOf(db, ids);
  const groupOf = new Map(
    groups.flatMap(({ id, members }) => members.map((member) => [member, id] as const)),
  );
  const grouped = ids.filter((id) => groupOf.has(id));
  if (grouped.length === 0) return { people: records.map((record) => [record]), judgements: 0 };
  const said = standingVerdicts(await judgementHistory(db, { recordIds: grouped, limit: MOST_JUDGEMENTS }));
  const isTogether = ({ a, b }: Pair) => groupOf.get(a) !== undefined && groupOf.get(a) === groupOf.get(b);
  const confirmed = [...said].filter(([, verdict]) => verdict === 'same').map(([key]) => pairOf(key));
  const linked = (await linksOfPeople(db, grouped)).filter(
    (link) => isStrongEnough(link, linkedBy) && said.get(`${link.a} ${link.b}`) !== 'different',
  );
  const people = joined(records, [...confirmed, ...linked].filter(isTogether));
  return { people, judgements: said.size };
}

/** Bands are in the order of how sure they are. */
const BANDS = Object.keys(LINK_BANDS);

function isStrongEnough({ band }: PersonLink, linkedBy: LinkedBy): boolean {
  if (linkedBy === 'confirmed' || band === null) return false;
  return BANDS.indexOf(band) <= BANDS.indexOf(linkedBy);
}

/** Of each pair the last that somebody still holds to. `history`: the latest first. */
function standingVerdicts(history: readonly PersonJudgement[]): Map<string, Verdict> {
  const heard = new Set<string>();
  const standing = new Map<string, Verdict>();
  for (const { a, b, personId, verdict, reason } of history) {
    const key = `${a} ${b}`;
    const own = `${key} ${personId}`;
    if (heard.has(own)) continue;
    heard.add(own);
    if (reason !== 'judged-in-error' && !standing.has(key)) standing.set(key, verdict);
  }
  return standing;
}

function pairOf(key: string): Pair {
  const [a, b] = key.split(' ').map(Number);
  return { a: a!, b: b! };
}

/** Connected records stand together; records outside are not reached. */
function joined(records: readonly PersonRecord[], pairs: readonly Pair[]): PersonRecord[][] {
  const above = new Map(records.map(({ id }) => [id, id]));
  const rootOf = (id: number): number => {
    let root = id;
    while (above.get(root) !== root) root = above.get(root)!;
    above.set(id, root);
    return root;
  };
  for (const { a, b } of pairs) if (above.has(a) && above.has(b)) above.set(rootOf(a), rootOf(b));
  return [...Map.groupBy(records, ({ id }) => rootOf(id)).values()];
}
