import { type Actor, actorRef, ensureMay, namesOfPeople } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  driftOf,
  type ModelOnSample,
  type ModelVersion,
  modelsOnSample,
  modelVersions,
  type OpeningBound,
  openingBound,
  type PeopleDrift,
  personRecords,
  qualityOf,
  type RescoreReport,
  rescoringReports,
  sampledPairs,
  samplePairsForQuality,
} from '../../linking/index.ts';
import { type ExposureOfPerson, partiesOpened } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { type ModelWork, modelWorkUnderWay } from './ask-model-work.ts';
import { type NamedOpeningAlert, namedOpeningAlerts } from './opening-bound.ts';

export type Rescoring = { version: string; report: RescoreReport; rescoredBy: string; rescoredAt: Date };

export type LinkQualityPage = {
  quality: Awaited<ReturnType<typeof qualityOf>>;
  drift: PeopleDrift | null;
  models: ModelVersion[];
  rescorings: Rescoring[];
  /** Every model on the pairs that were drawn and judged. */
  onSample: ModelOnSample[];
  /** Training or rescoring that somebody asked for and that is not done yet. */
  underWay: ModelWork[];
  /** Drawn pairs that nobody has judged. */
  waiting: number;
  /** Who opened people's details to compare them, since `openedSince`. */
  openings: (ExposureOfPerson & { name: string })[];
  openedSince: Date;
  bound: OpeningBound;
  /** Who was refused at it, while nobody has spoken to them. */
  refused: NamedOpeningAlert[];
};

/** Chosen: long enough to see an unusual week beside ordinary ones. */
const OPENINGS_DAYS = 28;
const DAY_MS = 86_400_000;

/** How good the links are, whether the model still fits, which models there were, and who opened how much. */
export async function readLinkQuality(store: Store, actor: Actor): Promise<LinkQualityPage> {
  ensureMay(actor, 'see-link-quality');
  const openedSince = new Date(store.clock.now().getTime() - OPENINGS_DAYS * DAY_MS);
  return inTransaction(store, async (tx) => {
    const entry = { verb: 'consulted', action: 'read-link-quality', purpose: 'supervision' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [] }]);
    return {
      quality: await qualityOf(tx),
      drift: (await driftOf(tx)) ?? null,
      models: await modelVersions(tx),
      rescorings: await rescoringReports(tx),
      onSample: await modelsOnSample(tx),
      underWay: await modelWorkUnderWay(tx),
      waiting: (await sampledPairs(tx)).filter(({ verdict }) => verdict === null).length,
      openings: await namedOpenings(tx, openedSince),
      openedSince,
      bound: await openingBound(tx),
      refused: await namedOpeningAlerts(tx),
    };
  });
}

async function namedOpenings(db: Db, since: Date): Promise<LinkQualityPage['openings']> {
  const openings = await partiesOpened(db, since);
  const names = await namesOfPeople(
    db,
    openings.map(({ personId }) => personId),
  );
  return openings.map((one) => ({ ...one, name: names.get(one.personId) ?? '' }));
}

/** Chosen: in an afternoon two people judge three hundred pairs. */
const MOST_PER_BAND = 100;

/** Draws pairs of each band by lot, to be judged without their score. Throws `linking.bad-sample-size`. */
export async function drawLinkSample(store: Store, actor: Actor, perBand: number): Promise<number> {
  ensureMay(actor, 'draw-link-sample');
  if (!Number.isInteger(perBand) || perBand < 1 || perBand > MOST_PER_BAND)
    throw new Problem('linking.bad-sample-size');
  return inTransaction(store, async (tx) => {
    const drawn = await samplePairsForQuality(tx, { perBand, personId: actor.id, at: store.clock.now() });
    const records = await personRecords(tx, [...new Set(drawn.flatMap(({ a, b }) => [a, b]))]);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'draw-link-sample',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [...new Set(records.map(({ referralId }) => referralId))],
        detail: { pairs: drawn.length },
      },
    ]);
    return drawn.length;
  });
}
