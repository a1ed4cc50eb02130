import {
  assessedBandsBetween,
  BAND_ORDER,
  gradingsBetween,
  type Instrument,
  instrumentVersions,
  POLICIES,
} from '../../assessment/index.ts';
import { type Judgement, probabilityOf } from '../../evaluation/index.ts';
import type { Db } from '../../shared/db.ts';

/**
 * What can be held against outcomes: a version of an instrument that people answered, the person's own band where they
 * departed from it, or the band that a policy proposed by itself. `bands`: least first; `flaggedFrom`: one of them.
 */
export type Subject = {
  instrument: string;
  version: string;
  title: string;
  bands: readonly string[];
  flaggedFrom: string;
  /** Null for a policy. */
  document: Instrument | null;
};

/** The band that counts as a flag where an instrument states no other. Source: domain of KIRAT, "high or very high". */
const USUAL_FLAG = 'high';
/** Suspect risk as the policy proposes it from what a referral states. */
const POLICY = 'policy-suspect-risk';

/** Every version that there is, whether or not anything was assessed with it. */
export async function subjectsOf(db: Db): Promise<Subject[]> {
  const loaded = await instrumentVersions(db);
  return [
    ...loaded.map(({ instrument }) => subjectOf(instrument)),
    ...Object.keys(POLICIES).map(policySubject),
  ];
}

function subjectOf(document: Instrument): Subject {
  const bands = document.bands.map(({ code }) => code);
  const stated = document.validation.figures?.fromBand ?? USUAL_FLAG;
  return {
    instrument: document.id,
    version: document.version,
    title: typeof document.title === 'string' ? document.title : document.title.en,
    bands,
    flaggedFrom: bands.includes(stated) ? stated : bands[Math.ceil(bands.length / 2)]!,
    document,
  };
}

function policySubject(version: string): Subject {
  return {
    instrument: POLICY,
    version,
    title: `Suspect risk by policy ${version}`,
    bands: [...BAND_ORDER].reverse(),
    flaggedFrom: USUAL_FLAG,
    document: null,
  };
}

/** What the subject said of each referral between two times. */
export async function judgementsOf(
  db: Db,
  { instrument, version, bands, document }: Subject,
  { from, to }: { from: Date; to: Date },
): Promise<Judgement[]> {
  const rank = (band: string) => bands.indexOf(band) + 1;
  if (!document)
    return (await assessedBandsBetween(db, from, to))
      .filter(({ policy }) => policy === version)
      .map(({ referralId, madeAt, band, outsidePopulation }) => ({
        referralId,
        at: madeAt,
        band,
        rank: rank(band),
        probability: null,
        outsidePopulation,
      }));
  return (await gradingsBetween(db, from, to))
    .filter((one) => one.instrumentId === instrument && one.version === version && one.secondTo === null)
    .map((one) => ({
      referralId: one.referralId,
      at: one.finishedAt,
      band: one.proposedBand,
      rank: rank(one.proposedBand),
      probability: probabilityOf(document, one.answers),
      outsidePopulation: one.outside.length > 0,
    }));
}
