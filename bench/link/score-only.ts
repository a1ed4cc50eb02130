import { PERSON_SPEC } from '../../src/linking/index.ts';
import { COMMON_FROM, findHolders } from '../../src/linking/people/key-rows.ts';
import { capOfKey } from '../../src/linking/people/person-keys.ts';
import type { WantedRecord } from '../../src/linking/people/plan-people.ts';
import { sealedRecords } from '../../src/linking/people/record-rows.ts';
import { scorePair } from '../../src/linking/people/score-pairs.ts';
import { currentScoring } from '../../src/linking/people/scoring-in-force.ts';
import { openValues } from '../../src/linking/people/sealed-values.ts';
import type { Store } from '../../src/shared/db.ts';

/** Finds, opens and scores every candidate of a record that is not stored, as linking does; answers with how many. */
export async function scoreOnly(
  store: Store,
  { keys, terms, values, referralId }: WantedRecord,
): Promise<number> {
  const { db } = store;
  const { scoring } = (await currentScoring(db))!;
  const held = await findHolders(db, {
    keys: new Map(keys.map((k) => [k, capOfKey(PERSON_SPEC, k) + 1])),
    terms: new Map(terms.map((k) => [k, COMMON_FROM])),
  });
  const open = [...held.keys].filter(([k, holders]) => holders.length <= capOfKey(PERSON_SPEC, k));
  const others = await sealedRecords(db, [...new Set(open.flatMap(([, holders]) => holders))]);
  const opened = await openValues(store, db, others);
  const holders = new Map([...held.terms].map(([k, { kept, counted }]) => [k, kept ?? counted]));
  const own = { id: 0, referralId, terms, values };
  for (const other of others) scorePair(scoring, own, { ...other, values: opened.get(other.id)! }, holders);
  return others.length;
}
