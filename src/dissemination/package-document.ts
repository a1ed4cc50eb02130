import type { Evidence, ReferralContent } from '../referral/index.ts';
import { sha256OfJson } from './digests.ts';
import { contentHolders, type Holder } from './holders.ts';
import { type Enquired, type NotKnown, notKnown } from './not-known.ts';
import type { PackagePurpose, RouteReason } from './route.ts';
import { sanitise, type Withheld } from './sanitise.ts';

export const PACKAGE_FORMAT = 'everydot-package';
export const PACKAGE_VERSION = 1;

/** A person's decision on the priority: without one there is no package. */
export type DecidedPriority = {
  band: string;
  /** Days within which the band promises a first action. */
  actWithinDays: number;
  proposedBand: string | null;
  reasons: string[];
  decidedBy: string;
  deciderName: string;
  decidedAt: string;
  overrideReason: string | null;
};

/** Counts of what else is known; no other referral's content. */
export type KnownLinks = {
  sharedIdentifiers: number;
  linkedReferrals: number;
  filesSeenBefore: number;
  unitsHolding: string[];
};

/** What one unit is sent about one referral. Personal; canonical JSON; every part is there, "not known" included. */
export type PackageDocument = {
  format: typeof PACKAGE_FORMAT;
  version: typeof PACKAGE_VERSION;
  header: {
    packageId: string;
    referral: string;
    alsoReportedAs: string[];
    receivedAt: string;
    channel: string;
    /** The organisation that referred it; null where it was a person, who is not named. */
    source: string | null;
    to: { id: string; name: string };
    purpose: PackagePurpose;
    routeReason: RouteReason;
    operation: string | null;
    marking: 'OFFICIAL-SENSITIVE';
    preparedAt: string;
    preparedBy: string;
    replaces: string | null;
  };
  assessment: DecidedPriority;
  content: Omit<ReferralContent, 'evidence'>;
  evidence: Evidence[];
  holders: Holder[];
  enquiries: Enquired[];
  links: KnownLinks;
  grading: ReferralContent['sourceGrading'] & { conditions: string | null };
  notKnown: NotKnown[];
  withheld: Withheld[];
  hashes: { content: string; evidence: string };
};

export type PackageInput = {
  header: Omit<PackageDocument['header'], 'marking'>;
  assessment: DecidedPriority;
  content: Omit<ReferralContent, 'evidence'>;
  evidence: readonly Evidence[];
  enquiries: readonly Enquired[];
  links: KnownLinks;
  /** Only where the handling code permits it and the unit needs to speak to the reporter. */
  discloseReporter: boolean;
};

/** The handling condition that goes with code C until a supervisor states another. Source: 3x5x2 handling codes. */
const CONDITIONS = {
  P: null,
  C: 'Not to be passed on, or used in evidence, without asking the bureau first',
} as const;

/** Pure: the document as it will be signed. */
export function composePackage(input: PackageInput): PackageDocument {
  const { content, evidence, withheld } = sanitise(input.content, input.evidence, input.discloseReporter);
  const holders = contentHolders(content.files);
  return {
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    header: { ...input.header, marking: 'OFFICIAL-SENSITIVE' },
    assessment: input.assessment,
    content,
    evidence,
    holders,
    enquiries: [...input.enquiries],
    links: input.links,
    grading: { ...content.sourceGrading, conditions: CONDITIONS[content.sourceGrading.handling] },
    notKnown: notKnown({ content, holders, enquiries: input.enquiries }),
    withheld,
    hashes: { content: sha256OfJson(content), evidence: sha256OfJson(evidence) },
  };
}
