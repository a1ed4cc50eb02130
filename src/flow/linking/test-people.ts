import fc from 'fast-check';
import { addPerson } from '../../access/index.ts';
import { addPersonJudgement, personRecordsOf, type Verdict } from '../../linking/index.ts';
import { destroyKey, moveReferral, nextState, type Party, referralHeader } from '../../referral/index.ts';
import { contentWith, correct, plant } from '../../referral/test-referrals.ts';
import { inTransaction } from '../../shared/db.ts';
import type { TestStore } from '../../store/test-database.ts';
import { linkPeople, rescoreLinks } from '../index.ts';

// Fixtures: random histories of people, played through the database. Names and values are invented and few, so that
// they meet, and some become over-common.

const NAMES = ['Robin Heron', 'Heron, Robin', 'R. Heron', 'Martin Kestrel', 'Kim Martin', 'Lee Finch'];
const DAYS = ['1981-04-27', '1981-04-28', '1990-01-02'];
const EMAILS = [
  'blue.heron@example.org',
  'blueheron@example.org',
  'kestrel@example.org',
  'm.kestrel@example.net',
];
const PHONES = ['+447700900123', '07700 900124', '07700 900125'];
const USERNAMES = ['blue_heron', 'BlueHeron77', 'kestrel_m', 'finchy'];

const someOf = (values: readonly string[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const someParty: fc.Arbitrary<Party> = fc
  .record({
    role: fc.constantFrom('suspect' as const, 'suspect' as const, 'victim' as const),
    name: someOf(NAMES),
    day: someOf(DAYS),
    email: someOf(EMAILS),
    phone: someOf(PHONES),
    username: someOf(USERNAMES),
    also: someOf(EMAILS),
    port: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  })
  .map(({ role, name, day, email, also, phone, username, port }) => ({
    role,
    ...(name ? { names: [name] } : {}),
    ...(day ? { dateOfBirth: day } : {}),
    identifiers: [
      ...[email, also].flatMap((value) => (value ? [{ kind: 'email' as const, value }] : [])),
      ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
    ],
    ...(username ? { accounts: [{ service: 'chat.example', username }] } : {}),
    ...(port === undefined ? {} : { connections: [connection(port)] }),
  }));

/** Port 0: an address without port and time, which soon too many have. */
function connection(port: number) {
  const at = { utc: '2026-02-01T10:00:00Z', offset: 'Z', meaning: 'login' as const };
  const use = { ip: '192.0.2.7', event: 'login' as const };
  return port === 0 ? use : { ...use, port: 40_000 + port, at };
}

/** One thing that happens. Numbers point at records and referrals that there are by then, in turn. */
export type PeopleStep =
  | { kind: 'add'; people: Party[][] }
  /** About as many with one value as may have it, then some of them leave: it becomes over-common, and is so no more. */
  | { kind: 'crowd'; value: CrowdValue; over: number; leaving: number }
  | { kind: 'correct'; one: number; parties: Party[] }
  | { kind: 'rescore' }
  | { kind: 'judge'; one: number; other: number; verdict: Verdict }
  | Move;

type Move = { kind: 'withdraw' | 'erase' | 'fold' | 'unfold' | 'again'; one: number; other: number };

const pointer = fc.nat({ max: 1_000 });
const someStep: fc.Arbitrary<PeopleStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      people: fc.array(fc.array(someParty, { minLength: 1, maxLength: 2 }), {
        minLength: 4,
        maxLength: 25,
        size: 'max',
      }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      one: pointer,
      other: pointer,
      verdict: fc.constantFrom('same' as const, 'different' as const, 'unsure' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('withdraw', 'erase', 'fold', 'unfold', 'again'),
      one: pointer,
      other: pointer,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      one: pointer,
      parties: fc.array(someParty, { minLength: 0, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crowd' as const),
      value: fc.constantFrom('account', 'name', 'use', 'address'),
      over: fc.integer({ min: -2, max: 4 }),
      leaving: fc.integer({ min: 0, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rescore' as const) }) },
);

export const someHistory = fc.array(someStep, { minLength: 6, maxLength: 24, size: 'max' });

/** Plays a history through the database; answers with the referrals that it made. */
export async function playPeople(db: TestStore, steps: readonly PeopleStep[]): Promise<string[]> {
  const judge = await addPerson(db.store.db, { name: 'Judge', roles: ['analyst', 'supervisor'] });
  const referrals: string[] = [];
  for (const step of steps) {
    db.store.clock.set(new Date(db.store.clock.now().getTime() + 1_000));
    if (step.kind === 'add') referrals.push(...(await addPeople(db, step.people)));
    else if (step.kind === 'judge') await judgeTwo(db, { step, referrals, personId: judge.id });
    else if (step.kind === 'crowd') referrals.push(...(await addCrowd(db, step)));
    else if (step.kind === 'rescore') await rescoreLinks(db.store, judge);
    else if (step.kind === 'correct')
      await correctOne(db, referrals[step.one % referrals.length], step.parties);
    else if (referrals.length > 0) await moveOne(db, referrals, step);
  }
  return referrals;
}

/** What a crowd has in common, and how many may have it. Source: people/person-keys.ts. */
const CROWDS = {
  account: { most: 127, said: { accounts: [{ service: 'chat.example', username: 'crowd_bot' }] } },
  name: { most: 31, said: { names: ['Wren Crowd'], dateOfBirth: '1966-06-06' } },
  use: { most: 15, said: { connections: [connection(9)] } },
  address: { most: 15, said: { names: ['Robin Heron'], connections: [connection(0)] } },
} as const satisfies Record<string, { most: number; said: Partial<Party> }>;
type CrowdValue = keyof typeof CROWDS;

async function addCrowd(
  db: TestStore,
  { value, over, leaving }: Extract<PeopleStep, { kind: 'crowd' }>,
): Promise<string[]> {
  const { most, said } = CROWDS[value];
  const people = Array.from({ length: most + over }, (): Party[] => [{ role: 'suspect', ...said }]);
  const ids = await addPeople(db, people);
  for (const id of ids.slice(0, leaving)) await moveOne(db, [id], { kind: 'withdraw', one: 0, other: 0 });
  return ids;
}

/** Says something else from now on: of other parties too, or of none. */
async function correctOne(db: TestStore, id: string | undefined, parties: Party[]): Promise<void> {
  if (id === undefined) return;
  const { state, version } = await referralHeader(db.store.db, id);
  if (state === 'disposed') return;
  await correct(db.store, { id, version: version + 1, content: contentWith({ parties }) });
  await linkPeople(db.store, [id]);
}

async function addPeople(db: TestStore, people: readonly Party[][]): Promise<string[]> {
  const ids = await plant(
    db.store,
    people.map((parties) => ({ content: contentWith({ parties }) })),
  );
  await linkPeople(db.store, ids);
  return ids;
}

type Judging = {
  step: { one: number; other: number; verdict: Verdict };
  referrals: readonly string[];
  personId: string;
};

async function judgeTwo(db: TestStore, { step, referrals, personId }: Judging): Promise<void> {
  const records = await personRecordsOf(db.store.db, referrals);
  const one = records[step.one % Math.max(1, records.length)];
  const others = records.filter(({ id, layer }) => id !== one?.id && layer === one?.layer);
  const other = others[step.other % Math.max(1, others.length)];
  if (!one || !other) return;
  const judgement = { a: one.id, b: other.id, verdict: step.verdict, personId, note: null };
  await inTransaction(db.store, (tx) =>
    addPersonJudgement(tx, { ...judgement, reason: 'outside-knowledge', at: db.store.clock.now() }),
  );
}

const ACTIONS = { withdraw: 'retract', fold: 'fold', unfold: 'unfold' } as const;

/** Moved, if it can be, and linked with what stands beside it in one run. */
async function moveOne(
  db: TestStore,
  referrals: readonly string[],
  { kind, one, other }: Move,
): Promise<void> {
  const [id, head] = [referrals[one % referrals.length]!, referrals[other % referrals.length]!];
  if (kind === 'erase') await eraseOne(db, id);
  else if (kind !== 'again') {
    const { state } = await referralHeader(db.store.db, id);
    const action = ACTIONS[kind];
    if (!nextState(state, action) || (kind === 'fold' && head === id)) return;
    const move = { id, action, at: db.store.clock.now(), actor: 'system:test', purpose: 'linking' as const };
    await inTransaction(db.store, (tx) =>
      moveReferral(tx, { ...move, ...(kind === 'fold' && { foldedInto: head }) }),
    );
  }
  await linkPeople(db.store, [id, head, id]);
}

async function eraseOne({ store }: TestStore, id: string): Promise<void> {
  const { state } = await referralHeader(store.db, id);
  const by = { id, at: store.clock.now(), actor: 'system:test', purpose: 'retention' as const };
  await inTransaction(store, async (tx) => {
    if (state === 'disposed') return;
    if (nextState(state, 'retract')) await moveReferral(tx, { ...by, action: 'retract' });
    await moveReferral(tx, { ...by, action: 'dispose' });
    await destroyKey(tx, id);
  });
}
