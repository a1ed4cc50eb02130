import type { MatchSummary } from '../matching/index.ts';
import {
  type Answer,
  FACTS,
  type FactName,
  INCIDENT_TYPES,
  type OpenFacts,
  openFacts,
} from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import type { Dice } from '../shared/dice.ts';
import { assess } from './assess.ts';
import { floorsOf } from './floors.ts';
import { CURRENT_POLICY } from './policies.ts';
import { propose, standingOf } from './proposal.ts';
import { orderKey } from './queue-key.ts';

// Random queues, and what must hold of the order of each: shared by the tests (few) and `bench -- assess` (100,000).

const FACT_NAMES = Object.keys(FACTS) as FactName[];
const TYPES = Object.keys(INCIDENT_TYPES) as (keyof typeof INCIDENT_TYPES)[];
const GRADES = ['uk-abc:A', 'uk-abc:B', 'uk-abc:C', 'us-industry:A1', 'us-industry:B2', 'uk-sap:1'];
const ANNOTATIONS = ['viral', 'potentialMeme', 'infant', 'generativeAi', 'liveStreaming', 'physicalHarm'];
const FLAGS = ['sextortion', 'spam', 'informational', 'sadisticOnlineExploitation', 'viral'];
const NOVELTIES = [
  'first-seen',
  'no-hashes',
  'partly-compared',
  'known',
  'seen-before',
  'not-of-concern',
] as const;
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 2, 2, 9);
const EMPTY = openFacts(contentWith());

type Waiting = { facts: OpenFacts; match: MatchSummary | null; receivedAt: Date; turnAt: Date | null };

const some = <T>(dice: Dice, items: readonly T[], share: number) => items.filter(() => dice.chance(share));
const countsOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]));

function randomWaiting(dice: Dice): Waiting {
  const receivedAt = new Date(NOW - dice.int(0, 400) * DAY_MS - dice.int(0, DAY_MS));
  return {
    facts: randomFacts(dice),
    match: dice.chance(0.2) ? null : randomMatch(dice),
    receivedAt,
    turnAt: dice.chance(0.3) ? new Date(receivedAt.getTime() + dice.int(1, 900) * DAY_MS) : null,
  };
}

function randomFacts(dice: Dice): OpenFacts {
  const answer = (): Answer =>
    dice.weighted([
      ['yes', 1],
      ['no', 3],
      ['unknown', 4],
    ] as const);
  const count = dice.int(0, 5);
  return {
    ...EMPTY,
    incidentType: dice.pick(TYPES),
    urgencyClaimed: dice.chance(0.1),
    flags: some(dice, FLAGS, 0.15),
    batched: dice.chance(0.1),
    answers: Object.fromEntries(some(dice, FACT_NAMES, 0.4).map((fact) => [fact, answer()])),
    children: Array.from({ length: dice.int(0, 2) }, () => ({
      sex: 'unknown',
      ageFrom: null,
      ageTo: dice.int(0, 17),
    })),
    files: {
      ...EMPTY.files,
      count,
      hashed: dice.int(0, count),
      grades: countsOf(some(dice, GRADES, 0.15)),
      annotations: countsOf(some(dice, ANNOTATIONS, 0.15)),
      preservedUntil: dice.chance(0.3) ? '2026-05-01' : null,
    },
    locating: {
      connections: dice.int(0, 2),
      connectionsWithPortAndTime: 0,
      accounts: dice.int(0, 2),
      identifiers: 0,
      names: 0,
    },
  };
}

function randomMatch(dice: Dice): MatchSummary {
  return {
    hashedFiles: 1,
    seenBefore: dice.int(0, 1),
    reporters: dice.int(1, 60),
    members: dice.int(1, 5_000),
    novelty: dice.pick(NOVELTIES),
    viral: dice.pick(['none', 'possible', 'traded', 'viral'] as const),
    circulation: null,
  };
}

/** Where it would stand in the stored order. */
function keyOf({ facts, match, receivedAt, turnAt }: Waiting): number {
  const assessment = assess({ facts, match, links: null }, CURRENT_POLICY);
  const proposal = propose([{ receivedAt, turnAt, assessment }], CURRENT_POLICY);
  return orderKey(
    standingOf(proposal, { decision: null, receivedAt, policy: CURRENT_POLICY }),
    CURRENT_POLICY,
  );
}

const bandOf = ({ facts, match }: Waiting) =>
  assess({ facts, match, links: null }, CURRENT_POLICY).band.level;
const withFacts = (one: Waiting, facts: Partial<OpenFacts>): Waiting => ({
  ...one,
  facts: { ...one.facts, ...facts },
});
const withFiles = (one: Waiting, files: Partial<OpenFacts['files']>): Waiting =>
  withFacts(one, { files: { ...one.facts.files, ...files } });
const answering = (one: Waiting, fact: FactName, answer: Answer): Waiting =>
  withFacts(one, { answers: { ...one.facts.answers, [fact]: answer } });

/** Each harm that can be added to a referral. */
function raised(dice: Dice, one: Waiting): Waiting[] {
  const { files, children } = one.facts;
  return [
    answering(one, dice.pick(FACT_NAMES), 'yes'),
    withFacts(one, { urgencyClaimed: true }),
    withFacts(one, { children: [...children, { sex: 'unknown', ageFrom: null, ageTo: dice.int(0, 17) }] }),
    withFiles(one, { grades: { ...files.grades, [dice.pick(GRADES)]: 1 } }),
    withFiles(one, { annotations: { ...files.annotations, [dice.pick(ANNOTATIONS)]: 1 } }),
    withFacts(one, { flags: [...one.facts.flags, dice.pick(FLAGS)] }),
  ];
}

/** What a report may leave out without standing any worse or better: completeness is no axis of the order. */
function lessComplete(one: Waiting): Waiting {
  const stripped = withFacts(one, { incidentAt: null, evidence: 0, platform: null });
  return withFiles(stripped, { hashed: 0, viewedBySender: 0, preservedUntil: null });
}

const REFERRALS = 6;

/** Names the properties that this random queue breaks; none, if all hold. */
export function brokenIn(dice: Dice): string[] {
  const queue = Array.from({ length: REFERRALS }, () => randomWaiting(dice));
  const keys = queue.map(keyOf);
  const broken = new Set<string>();
  const ensure = (name: string, holds: boolean) => {
    if (!holds) broken.add(name);
  };
  const isFloored = ({ facts }: Waiting) => floorsOf(facts).length > 0;
  queue.forEach((one, i) => {
    const fact = dice.pick(FACT_NAMES);
    for (const worse of raised(dice, one))
      ensure('a harm raised never lowers the place', keyOf(worse) <= keys[i]!);
    ensure(
      'unknown never stands below no',
      keyOf(answering(one, fact, 'unknown')) <= keyOf(answering(one, fact, 'no')),
    );
    ensure('completeness moves nothing', keyOf(lessComplete(one)) === keys[i]);
    ensure('a turn never helps', keyOf({ ...one, turnAt: null }) <= keys[i]!);
    if (isFloored(one)) ensure('no flood puts a floor back', keyOf({ ...one, turnAt: null }) === keys[i]);
    queue.forEach((other, j) => {
      if (isFloored(one) && !isFloored(other)) ensure('imminent danger stands first', keys[i]! < keys[j]!);
      if (bandOf(one) === 'very-high' && bandOf(other) !== 'very-high')
        ensure('very high stands before every lower band, however late', keys[i]! < keys[j]!);
    });
  });
  return [...broken];
}
