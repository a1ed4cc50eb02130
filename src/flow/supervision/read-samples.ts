import { type Actor, actorRef, ensureMay, may, type PersonActor } from '../../access/index.ts';
import {
  BAND_ORDER,
  type Band,
  type BlindGrade,
  decidedEverBy,
  type GradingSample,
  gradesOf,
  isWorse,
  type ListedSample,
  listSamples,
  membersOf,
  type SampleMember,
  type Stratum,
  strataOf,
} from '../../assessment/index.ts';
import { type WeightedShare, weightedShare } from '../../evaluation/index.ts';
import { record } from '../../ledger/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { sampleNamed } from './grade-blind.ts';

const LISTED = 50;

/** What a sample was drawn for tells of the bands in it: null for whoever only grades. So does the lot it was drawn by. */
type KnownSample = Pick<GradingSample, 'id' | 'since' | 'until' | 'drawnAt'> & {
  kind: GradingSample['kind'] | null;
  seed: number | null;
};

function knownTo(actor: PersonActor, { id, since, until, drawnAt, kind, seed }: GradingSample): KnownSample {
  const told = may(actor, 'supervise') ? { kind, seed } : { kind: null, seed: null };
  return { id, since, until, drawnAt, ...told };
}

/** Samples drawn so far, the latest first. Whoever grades sees them; what for and what came of it is for supervisors. */
export async function readSamples(
  store: Store,
  actor: Actor,
): Promise<(KnownSample & Pick<ListedSample, 'drawn' | 'graded'>)[]> {
  ensureMay(actor, 'grade-blind');
  return inTransaction(store, async (tx) => {
    const entry = { verb: 'consulted', action: 'read-samples', purpose: 'supervision' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [] }]);
    const listed = await listSamples(tx, LISTED);
    return listed.map((one) => ({ ...knownTo(actor, one), drawn: one.drawn, graded: one.graded }));
  });
}

/** Of one band: drawn, graded, graded worse than it stood, and those that nobody could judge. */
export type StratumResult = Stratum & { graded: number; worse: number; unclear: number };

/** What of a sample waits for its reader, what is done, and for supervisors what came of it. */
export type SamplePage = {
  sample: KnownSample;
  waiting: { number: number; receivedAt: Date }[];
  /** Graded by the reader. */
  doneByReader: number;
  /** Decided by the reader, who may not judge them. */
  ownDecisions: number;
  hidden: number;
  results: SampleResult | null;
};

export type SampleResult = {
  strata: StratumResult[];
  /** Share of the drawn bands that blind graders would grade worse; null until each band was looked at. */
  underGraded: WeightedShare | null;
  /** Without those that the reader has yet to grade. */
  worse: { header: ReferralHeader; stood: Band; graded: Band }[];
};

/** Throws `assessment.unknown-sample`. */
export async function readSample(store: Store, actor: Actor, id: string): Promise<SamplePage> {
  ensureMay(actor, 'grade-blind');
  return inTransaction(store, async (tx) => {
    const sample = await sampleNamed(tx, id);
    const members = await membersOf(tx, sample.id);
    const grades = await gradesOf(tx, sample.id);
    const ids = members.map(({ referralId }) => referralId);
    const headers = await referralHeaders(tx, ids);
    const { shown, hidden } = await visibleReferrals(tx, actor, headers);
    const entry = { verb: 'consulted', action: 'read-sample', purpose: 'supervision' } as const;
    const subjects = shown.map((header) => header.id);
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects, detail: { sample: sample.id } }]);
    const decided = await decidedEverBy(tx, actor.id, ids);
    const own = forReader({ members, grades, shown }, { id: actor.id, decided });
    const results = may(actor, 'supervise') ? await resultsOf(tx, { sample, members, grades, shown }) : null;
    return {
      sample: knownTo(actor, sample),
      hidden,
      ...own,
      results: results && withoutWaiting(results, own.waiting),
    };
  });
}

/** How others graded what the reader still has to grade is not told: they would no longer be blind. */
function withoutWaiting(results: SampleResult, waiting: SamplePage['waiting']): SampleResult {
  const numbers = new Set(waiting.map(({ number }) => number));
  return { ...results, worse: results.worse.filter(({ header }) => !numbers.has(header.number)) };
}

type Read = {
  members: readonly SampleMember[];
  grades: readonly BlindGrade[];
  shown: readonly ReferralHeader[];
};

function forReader(
  { members, grades, shown }: Read,
  { id, decided }: { id: string; decided: ReadonlySet<string> },
): Pick<SamplePage, 'waiting' | 'doneByReader' | 'ownDecisions'> {
  const headers = new Map(shown.map((header) => [header.id, header]));
  const done = new Set(grades.filter(({ gradedBy }) => gradedBy === id).map(({ referralId }) => referralId));
  const waiting = members.flatMap(({ referralId }) => {
    const header = headers.get(referralId);
    if (!header || header.facts === null || decided.has(referralId) || done.has(referralId)) return [];
    return [{ number: header.number, receivedAt: header.receivedAt }];
  });
  return {
    waiting,
    doneByReader: done.size,
    ownDecisions: decided.size,
  };
}

async function resultsOf(
  db: Db,
  { sample, members, grades, shown }: Read & { sample: GradingSample },
): Promise<SampleResult> {
  const graded = firstGrades(grades);
  const headers = new Map(shown.map((header) => [header.id, header]));
  const strata = (await strataOf(db, sample.id)).map((stratum) => resultOf(stratum, members, graded));
  return {
    strata,
    underGraded: weightedShare(
      strata.map(({ population, graded: looked, worse }) => ({ population, looked, found: worse })),
    ),
    worse: members.flatMap(({ referralId, band }) => {
      const [header, judged] = [headers.get(referralId), graded.get(referralId)?.band];
      return header && judged && isWorse(BAND_ORDER, judged, band)
        ? [{ header, stood: band, graded: judged }]
        : [];
    }),
  };
}

/** Of several graders the first counts: the others tell how well graders agree. */
function firstGrades(grades: readonly BlindGrade[]): Map<string, BlindGrade> {
  return new Map(grades.toReversed().map((grade) => [grade.referralId, grade]));
}

function resultOf(
  stratum: Stratum,
  members: readonly SampleMember[],
  graded: ReadonlyMap<string, BlindGrade>,
): StratumResult {
  const judged = members
    .filter(({ band }) => band === stratum.band)
    .flatMap(({ referralId }) => graded.get(referralId) ?? []);
  const clear = judged.flatMap(({ band }) => band ?? []);
  return {
    ...stratum,
    graded: clear.length,
    worse: clear.filter((band) => isWorse(BAND_ORDER, band, stratum.band)).length,
    unclear: judged.length - clear.length,
  };
}
