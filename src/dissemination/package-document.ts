import type { Evidence, ReferralContent } from '../referral/index.ts';
import { sha256OfJson } from './digests.ts';
import { hasDanglingReference } from './evidence-references.ts';
import { contentHolders, type Holder } from './holders.ts';
import { type Enquired, type NotKnown, notKnown } from './not-known.ts';
import type { PackagePurpose, RouteReason } from './route.ts';
import { sanitise, type Withheld } from './sanitise.ts';

const PACKAGE_FORMAT = 'everydot-package';
const PACKAGE_VERSION = 1;

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

/** A report as it came in. `source`: the organisation that sent it; null where it was a person, who is not named. */
export type Report = {
  referral: string;
  receivedAt: string;
  channel: string;
  source: string | null;
  content: Omit<ReferralContent, 'evidence'>;
  evidence: Evidence[];
};

/** What one unit is sent about one referral. Personal; canonical JSON; every part is there, "not known" included. */
export type PackageDocument = {
  format: typeof PACKAGE_FORMAT;
  version: typeof PACKAGE_VERSION;
  header: {
    packageId: string;
    referral: string;
    /** Every other report of the same, by its number. */
    alsoReportedAs: string[];
    receivedAt: string;
    channel: string;
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
  /** The earliest of the reports that were folded into this one, in full. */
  otherReports: (Report & { withheld: Withheld[] })[];
  holders: Holder[];
  enquiries: Enquired[];
  links: KnownLinks;
  grading: ReferralContent['sourceGrading'] & { conditions: string | null };
  notKnown: NotKnown[];
  withheld: Withheld[];
  hashes: { content: string; evidence: string; otherReports: string };
};

export type PackageInput = {
  header: Omit<PackageDocument['header'], 'marking' | 'referral' | 'receivedAt' | 'channel' | 'source'>;
  assessment: DecidedPriority;
  report: Report;
  otherReports: readonly Report[];
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
  const { content, evidence, withheld, ...report } = sanitised(input.report, input.discloseReporter);
  const otherReports = input.otherReports.map((other) => sanitised(other, input.discloseReporter));
  const contents = [content, ...otherReports.map((other) => other.content)];
  const itemsMissing = [{ content, evidence }, ...otherReports].some((one) =>
    hasDanglingReference(one.content, one.evidence),
  );
  const holders = contentHolders(contents.flatMap(({ files }) => files));
  return {
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    header: { ...input.header, ...report, marking: 'OFFICIAL-SENSITIVE' },
    assessment: input.assessment,
    content,
    evidence,
    otherReports,
    holders,
    enquiries: [...input.enquiries],
    links: input.links,
    grading: { ...content.sourceGrading, conditions: CONDITIONS[content.sourceGrading.handling] },
    notKnown: notKnown({ contents, itemsMissing, holders, enquiries: input.enquiries }),
    withheld,
    hashes: {
      content: sha256OfJson(content),
      evidence: sha256OfJson(evidence),
      otherReports: sha256OfJson(otherReports),
    },
  };
}

function sanitised(report: Report, discloseReporter: boolean): Report & { withheld: Withheld[] } {
  return { ...report, ...sanitise(report.content, report.evidence, discloseReporter) };
}
