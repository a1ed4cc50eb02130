import type { LinkBand } from '../clusters/bands.ts';
import type { Verdict } from '../clusters/edges.ts';
import type { Layer } from '../identifiers/identifier-kinds.ts';
import type { Waterfall } from '../model/explain-pair.ts';

// What others read of people: one party of one referral is a record, and that two records are one person is a
// hypothesis with a score, its reasons, and what persons said of it.

/** Layers in which people are linked; reporters never are. */
export const PERSON_LAYERS = ['suspect', 'child', 'recipient'] as const satisfies readonly Layer[];
export type PersonLayer = (typeof PERSON_LAYERS)[number];

/** One party of a referral that counts. `party`: its position in the referral; `version`: of the referral. */
export type PersonRecord = {
  id: number;
  referralId: string;
  party: number;
  layer: PersonLayer;
  version: number;
};

/** A scored pair, `a` < `b`, always of one layer. */
export type PersonLink = {
  a: number;
  b: number;
  layer: PersonLayer;
  /** log2 of the odds that both are one person. */
  bits: number;
  probability: number;
  /** Null: scored, and no link. */
  band: LinkBand | null;
  modelVersion: string;
  /** The level of each attribute of the specification; 255 is unknown. */
  levels: readonly number[];
  /** Made again from the stored levels with the model that scored them: it sums to `bits`. */
  waterfall: Waterfall;
  /** What was said last of exactly this pair. */
  verdict: Verdict | null;
};

/** A proposed group of records as it stood in an interval; `id` stays while its members change. */
export type PersonCluster = {
  id: string;
  layer: PersonLayer;
  members: number[];
  validFrom: Date;
  /** Null: it stands. */
  validTo: Date | null;
};

/** One member of one cluster, while it was one. */
export type MembershipInterval = {
  clusterId: string;
  recordId: number;
  validFrom: Date;
  validTo: Date | null;
};

/** Why a person judged so: coded. Chosen, 2026-11. */
export const JUDGEMENT_REASONS = {
  'same-identifier': { label: 'An identifier that belongs to one person only' },
  'same-details': { label: 'Name, birth and place agree' },
  'outside-knowledge': { label: 'An enquiry or an investigation says so' },
  'shared-value': { label: 'The value is shared by several people' },
  'different-details': { label: 'Details that cannot be of one person' },
  'cannot-tell': { label: 'What is known does not suffice' },
  'settles-disagreement': { label: 'Settles what two people judged differently' },
  'judged-in-error': { label: 'An earlier judgement was wrong' },
} as const;
export type JudgementReason = keyof typeof JUDGEMENT_REASONS;

/** `note`: sealed by the use case; `sampleId`: the drawn pair that this answers, where it was asked for quality. */
export type NewPersonJudgement = {
  a: number;
  b: number;
  verdict: Verdict;
  reason: JudgementReason;
  note: Buffer | null;
  personId: string;
  at: Date;
  sampleId?: number;
};

export type PersonJudgement = Omit<NewPersonJudgement, 'note' | 'sampleId'> & {
  id: number;
  hasNote: boolean;
  /** As it was scored when the person judged; null where it was not. */
  bits: number | null;
  modelVersion: string | null;
};

/** What clusters became of others, with the records that moved. */
export type Rearranged = {
  /** Clusters that began, ended or changed. */
  clusters: string[];
  /** Records whose cluster is another one than before. */
  records: number[];
};
