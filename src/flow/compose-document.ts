import { listSources, type PersonActor, SOURCE_KINDS } from '../access/index.ts';
import {
  type Asked,
  composePackage,
  type DecidedPriority,
  type Enquired,
  type Enquiry,
  enquiriesOf,
  ensureComplete,
  findOperation,
  type KnownLinks,
  openEnquiry,
  type PackageDocument,
  type PackageInput,
  type PackagePurpose,
  PROFESSIONAL_STANDARDS,
  type ReceivingUnit,
  type Report,
  type RouteReason,
  type SubscriberDetail,
  unitsHolding,
} from '../dissemination/index.ts';
import { commonKeys, countLinks, type LinkCount, TELLING_KINDS } from '../linking/index.ts';
import { matchSummaries } from '../matching/index.ts';
import {
  formatNumber,
  membersFoldedInto,
  openAllEvidence,
  openContents,
  openDataKeys,
  type ReferralHeader,
  referralHeaders,
} from '../referral/index.ts';
import type { Db, Store, Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { knowableTo } from './visible-referrals.ts';

/** Reports beside the referral itself that a package carries in full; of the rest it gives the numbers. Our choice. */
const REPORTS_IN_FULL = 20;

export type Addressed = {
  packageId: string;
  header: ReferralHeader;
  unit: ReceivingUnit;
  purpose: PackagePurpose;
  routeReason: RouteReason;
  decision: DecidedPriority;
  preparedBy: PersonActor;
  operation: string | null;
  replaces: string | null;
  discloseReporter: boolean;
};

/** Brings together what one unit is told of one referral and the reports folded into it. Throws `dissemination.package-incomplete`. */
export async function composeDocument(store: Store, tx: Tx, addressed: Addressed): Promise<PackageDocument> {
  const folded = await membersFoldedInto(tx, [addressed.header.id]);
  const headers = [addressed.header, ...folded.slice(0, REPORTS_IN_FULL)];
  const [report, ...otherReports] = await readReports(store, tx, headers);
  if (!report) throw new Problem('keys.record-erased');
  const enquiries = await enquiriesOf(
    tx,
    [addressed.header, ...folded].map(({ id }) => id),
  );
  const document = composePackage({
    header: await documentHeader(store, tx, addressed, folded),
    assessment: addressed.decision,
    report,
    otherReports,
    enquiries: await enquired(store, tx, enquiries),
    links: await knownLinks(tx, addressed),
    discloseReporter: addressed.discloseReporter,
  });
  ensureComplete(document);
  return document;
}

async function documentHeader(
  store: Store,
  db: Db,
  addressed: Addressed,
  folded: readonly ReferralHeader[],
): Promise<PackageInput['header']> {
  const { packageId, unit, purpose, routeReason, operation, replaces } = addressed;
  return {
    packageId,
    alsoReportedAs: folded.map(({ number }) => formatNumber(number)),
    to: { id: unit.id, name: unit.name },
    purpose,
    routeReason,
    operation: operation && (await findOperation(db, operation)).name,
    preparedAt: store.clock.now().toISOString(),
    preparedBy: addressed.preparedBy.name,
    replaces,
  };
}

/** The reports that were not erased, in the order given. */
async function readReports(store: Store, db: Db, headers: readonly ReferralHeader[]): Promise<Report[]> {
  const opened = new Map(
    (
      await openContents(
        store,
        db,
        headers.map(({ id }) => id),
      )
    ).map(({ id, content }) => [id, content]),
  );
  const organisations = await organisationNames(db);
  const reports: Report[] = [];
  for (const { id, number, receivedAt, channel, sourceId } of headers) {
    const content = opened.get(id);
    if (!content) continue;
    reports.push({
      referral: formatNumber(number),
      receivedAt: receivedAt.toISOString(),
      channel,
      source: organisations.get(sourceId) ?? null,
      content: content.open('dissemination'),
      evidence: (await openAllEvidence(store, db, id)).open('dissemination'),
    });
  }
  return reports;
}

/** Organisations are named; a person who reported something is not. */
async function organisationNames(db: Db): Promise<Map<string, string>> {
  const organisations = (await listSources(db)).filter(({ kind }) => !SOURCE_KINDS[kind].anonymous);
  return new Map(organisations.map(({ id, name }) => [id, name]));
}

/** Enquiries whose double check held; one that failed and was disregarded is left out. */
async function enquired(store: Store, db: Db, enquiries: readonly Enquiry[]): Promise<Enquired[]> {
  const told = enquiries.filter(({ disregarded }) => !disregarded);
  const dataKeys = await openDataKeys(
    store,
    db,
    told.map(({ referralId }) => referralId),
  );
  const opened: Enquired[] = [];
  for (const enquiry of told) {
    const dataKey = dataKeys.get(enquiry.referralId);
    if (!dataKey) continue;
    const { asked, detail } = (await openEnquiry(db, dataKey, enquiry.id)).open('dissemination');
    opened.push(enquiredFrom(enquiry, asked, detail));
  }
  return opened;
}

function enquiredFrom(enquiry: Enquiry, asked: Asked, subscriber: SubscriberDetail | null): Enquired {
  const { kind, concerns, provider, authority, state, result, forces, countries, answeredAt } = enquiry;
  return {
    kind,
    concerns,
    provider,
    authority,
    asked,
    state,
    result,
    forces,
    countries,
    subscriber,
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

async function knownLinks(db: Db, { header: { id, sensitivity }, unit }: Addressed): Promise<KnownLinks> {
  const links = await linksKnowableTo(db, unit, id);
  const match = (await matchSummaries(db, [id])).get(id);
  const holding = sensitivity === 'ordinary' ? await unitsHolding(db, [id]) : [];
  return {
    sharedIdentifiers: links?.sharedIdentifiers ?? 0,
    linkedReferrals: links?.linkedReferrals ?? 0,
    filesSeenBefore: match?.seenBefore ?? 0,
    unitsHolding: holding.map(({ unitId }) => unitId).filter((held) => mayBeTold(held, unit)),
  };
}

/** Another unit's guarded case is not even in a count. */
async function linksKnowableTo(db: Db, unit: ReceivingUnit, id: string): Promise<LinkCount | undefined> {
  const common = await commonKeys(db, [id], TELLING_KINDS);
  const others = await referralHeaders(db, [...new Set(common.map(({ otherId }) => otherId))]);
  const known = new Set((await knowableTo(db, unit.id, others)).map((other) => other.id));
  return countLinks(common.filter(({ otherId }) => known.has(otherId))).get(id);
}

/** That professional standards look into a case is told to nobody but themselves. */
function mayBeTold(unitId: string, to: ReceivingUnit): boolean {
  return unitId !== PROFESSIONAL_STANDARDS || to.id === PROFESSIONAL_STANDARDS;
}
