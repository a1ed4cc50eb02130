import { registerSource, type SourceKind } from '../../access/index.ts';
import { type PictureFact, putFacts } from '../../picture/index.ts';
import { plainFact } from '../../picture/test-fact.ts';
import type { Party, ReferralContent } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { deriveReferrals, linkPeople } from '../index.ts';

// Fixtures: invented people on lists that are known, so that what Everydot counts can be held against the truth.

const SYSTEM = { kind: 'system', part: 'test' } as const;
export const SENDERS = {
  public: 'public',
  industry: 'platform',
  police: 'force',
  hotline: 'hotline',
  agency: 'agency',
} as const satisfies Record<string, SourceKind>;
export type Sender = keyof typeof SENDERS;

/** One receipt: who sent it, whom it is about, and minutes after the first. */
export type PlantedReceipt = {
  by: Sender;
  person: number;
  minute: number;
  content?: Partial<ReferralContent>;
};

/** Family names far from one another: no two people here are near namesakes. */
const FAMILIES = [
  'Heron',
  'Kestrel',
  'Finch',
  'Wagtail',
  'Osprey',
  'Dunnock',
  'Siskin',
  'Godwit',
  'Plover',
  'Merlin',
];
const GIVEN = [
  'Robin',
  'Ashley',
  'Corin',
  'Dale',
  'Evelyn',
  'Frankie',
  'Jordan',
  'Morgan',
  'Quinn',
  'Sidney',
];

function partyNumber(person: number): Party {
  const [family, given] = [FAMILIES[person % 10]!, GIVEN[Math.floor(person / 10) % 10]!];
  const day = `19${60 + (person % 37)}-0${1 + (person % 9)}-${10 + (person % 19)}`;
  return {
    role: 'suspect',
    names: [`${given} ${family}`],
    dateOfBirth: day,
    identifiers: [{ kind: 'email', value: `${given}.${family}.${person}@example.org` }],
  };
}

/** Receives, joins up and counts receipts, from the first minute of `from` on; answers with their ids. */
export async function plantReceipts(
  store: Store,
  from: Date,
  receipts: readonly PlantedReceipt[],
): Promise<string[]> {
  for (const [id, kind] of Object.entries(SENDERS))
    await registerSource(store, SYSTEM, { id, name: id, kind });
  const ids = await plant(
    store,
    receipts.map(({ by, person, minute, content }) => ({
      sourceId: by,
      receivedAt: new Date(from.getTime() + minute * 60_000),
      content: contentWith({ parties: [partyNumber(person)], ...content }),
    })),
  );
  await deriveReferrals(store, ids);
  await linkPeople(store, ids);
  return ids;
}

/** The facts of receipts that count, as the picture would write them. */
export async function putPlanted(
  store: Store,
  receipts: readonly { id: string; by: Sender; receivedOn: string; state: string }[],
): Promise<void> {
  await inTransaction(store, (tx) => putFacts(tx, receipts.map(factOf)));
}

function factOf({
  id,
  by,
  receivedOn,
  state,
}: {
  id: string;
  by: Sender;
  receivedOn: string;
  state: string;
}): PictureFact {
  return plainFact(receivedOn, {
    referralId: id,
    source: by,
    sourceKind: SENDERS[by],
    state,
    incidentType: 'unknown',
    abroadCountry: 'unknown',
    abroadRisk: 'unknown',
  });
}
