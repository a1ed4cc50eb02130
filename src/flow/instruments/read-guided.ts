import { type Actor, actorRef, ensureMay, may, namesOfPeople, type PersonActor } from '../../access/index.ts';
import {
  type Answers,
  type BandRange,
  type BandShare,
  type BaseRate,
  bandDistribution,
  bandOf,
  currentBaseRate,
  type EnquiryWorth,
  findGuidedResult,
  type GuidedAnswer,
  type GuidedResult,
  guidedAnswers,
  type KnownAnswers,
  knownAnswers,
  type OutsidePopulation,
  type PredictiveValues,
  predictiveValues,
  type ReviewReason,
  reviewsOf,
  valueOfInformation,
  waitingSecondGradings,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { openAllEvidence, referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { gatherKnowledge, referralsBehind } from './gather-knowledge.ts';
import { type LocalFigures, localFigures } from './local-figures.ts';
import { flagsOf, type OpenedGuided, openGuided } from './own-guided.ts';

/** What answers come to, exact, with the shares and the worth of enquiries. */
export type Computed = { range: BandRange; shares: BandShare[]; worth: EnquiryWorth[] };

/** Everything that the pages of one guided assessment show. */
export type GuidedPage = OpenedGuided &
  Computed & {
    answers: ReadonlyMap<string, GuidedAnswer>;
    known: KnownAnswers;
    /** Numbers of the referrals that something known came from, by id. */
    numbers: ReadonlyMap<string, number>;
    /** Sealed items that an answer can rest on: what they are, never what they say. */
    evidence: { id: string; label: string }[];
    outside: OutsidePopulation[];
    baseRate: BaseRate | null;
    predictive: PredictiveValues | null;
    /** Where this bureau's own outcomes were joined to the version: what `predictive` then rests on. */
    local: LocalFigures | null;
    result: GuidedResult | null;
    /** What has come in since it was finished and would change an answer. */
    reviews: ReviewReason[];
    isMine: boolean;
    assessorName: string;
  };

/** Opens a guided assessment; the entry names it and every other referral that something known came from. */
export async function readGuided(store: Store, actor: Actor, id: string): Promise<GuidedPage> {
  ensureMay(actor, 'assess-suspect');
  return inTransaction(store, async (tx) => {
    const opened = await openGuided(tx, actor, id);
    await ensureNotBlind(tx, actor, opened);
    const { assessment, header, loaded } = opened;
    const result = (await findGuidedResult(tx, id)) ?? null;
    if (!result && assessment.assessor !== actor.id && !may(actor, 'ask-second-grading'))
      throw new Problem('assessment.not-yours');
    const answers = await guidedAnswers(tx, id);
    const known = result?.known ?? knownAnswers(loaded.instrument, await gatherKnowledge(tx, header));
    const reviews = (await reviewsOf(tx, id)).flatMap(({ reasons }) => reasons);
    const behind = referralsBehind(known, reviews).filter((other) => other !== header.id);
    const baseRate = (await currentBaseRate(tx)) ?? null;
    const local = await localFigures(tx, loaded);
    const names = await namesOfPeople(tx, [assessment.assessor]);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-guided',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [header.id, ...behind],
        detail: { assessment: id },
      },
    ]);
    return {
      ...opened,
      ...compute(opened, result?.answers ?? valuesOf(answers)),
      answers,
      known,
      numbers: new Map(
        (await referralHeaders(tx, [header.id, ...behind])).map((one) => [one.id, one.number]),
      ),
      evidence: await evidenceOf(store, tx, header.id),
      outside: (result?.outside as OutsidePopulation[] | undefined) ?? (await flagsOf(store, tx, opened)),
      baseRate,
      predictive: baseRate && predictiveValues(loaded.instrument, baseRate.rate, local?.figures),
      local,
      result,
      reviews,
      isMine: assessment.assessor === actor.id,
      assessorName: names.get(assessment.assessor) ?? '',
    };
  });
}

export function valuesOf(answers: ReadonlyMap<string, GuidedAnswer>): Record<string, string> {
  return Object.fromEntries([...answers].map(([item, { value }]) => [item, value]));
}

export function compute(
  { loaded: { instrument } }: Pick<OpenedGuided, 'loaded'>,
  answers: Answers,
): Computed {
  return {
    range: bandOf(instrument, answers),
    shares: bandDistribution(instrument, answers),
    worth: valueOfInformation(instrument, answers),
  };
}

/** While a second grading waits, the first is for whoever made it and for who asks for second gradings. */
async function ensureNotBlind(tx: Tx, actor: PersonActor, { assessment }: OpenedGuided): Promise<void> {
  if (assessment.assessor === actor.id) return;
  const waiting = await waitingSecondGradings(tx, assessment.referralId);
  const isAwaited = waiting.some(
    ({ firstId }) => firstId === assessment.id || firstId === assessment.secondTo,
  );
  if (isAwaited && !may(actor, 'ask-second-grading')) throw new Problem('access.not-allowed');
}

async function evidenceOf(store: Store, tx: Tx, id: string): Promise<GuidedPage['evidence']> {
  const items = (await openAllEvidence(store, tx, id)).open('to list what there is, without what it says');
  return items.map(({ id: evidenceId, label }) => ({ id: evidenceId, label }));
}
