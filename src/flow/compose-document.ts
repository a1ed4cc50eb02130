import { listSources, type PersonActor, SOURCE_KINDS } from '../access/index.ts';
import {
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
  type PackagePurpose,
  type ReceivingUnit,
  type RouteReason,
  unitsHolding,
} from '../dissemination/index.ts';
import { linkSummaries } from '../linking/index.ts';
import { matchSummaries } from '../matching/index.ts';
import {
  formatNumber,
  membersFoldedInto,
  openAllEvidence,
  openContents,
  type ReferralHeader,
} from '../referral/index.ts';
import type { Db, Store, Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

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

/** Brings together what one unit is told of one referral. Throws `dissemination.package-incomplete`. */
export async function composeDocument(
  store: Store,
  tx: Tx,
  dataKey: Buffer,
  addressed: Addressed,
): Promise<PackageDocument> {
  const { id } = addressed.header;
  const [opened] = await openContents(store, tx, [id]);
  if (!opened) throw new Problem('keys.record-erased');
  const document = composePackage({
    header: await documentHeader(store, tx, addressed),
    assessment: addressed.decision,
    content: opened.content.open('dissemination'),
    evidence: (await openAllEvidence(store, tx, id)).open('dissemination'),
    enquiries: await enquired(tx, dataKey, await enquiriesOf(tx, [id])),
    links: await knownLinks(tx, id),
    discloseReporter: addressed.discloseReporter,
  });
  ensureComplete(document);
  return document;
}

async function documentHeader(
  store: Store,
  db: Db,
  { header, ...addressed }: Addressed,
): Promise<Omit<PackageDocument['header'], 'marking'>> {
  const folded = await membersFoldedInto(db, [header.id]);
  return {
    packageId: addressed.packageId,
    referral: formatNumber(header.number),
    alsoReportedAs: folded.map(({ number }) => formatNumber(number)),
    receivedAt: header.receivedAt.toISOString(),
    channel: header.channel,
    source: await organisationBehind(db, header.sourceId),
    to: { id: addressed.unit.id, name: addressed.unit.name },
    purpose: addressed.purpose,
    routeReason: addressed.routeReason,
    operation: addressed.operation && (await findOperation(db, addressed.operation)).name,
    preparedAt: store.clock.now().toISOString(),
    preparedBy: addressed.preparedBy.name,
    replaces: addressed.replaces,
  };
}

/** An organisation is named; a person who reported something is not. */
async function organisationBehind(db: Db, sourceId: string): Promise<string | null> {
  const source = (await listSources(db)).find(({ id }) => id === sourceId);
  return source && !SOURCE_KINDS[source.kind].anonymous ? source.name : null;
}

/** Enquiries whose double check held; one that failed and was disregarded is left out. */
async function enquired(db: Db, dataKey: Buffer, enquiries: readonly Enquiry[]): Promise<Enquired[]> {
  const told: Enquired[] = [];
  for (const enquiry of enquiries.filter(({ disregarded }) => !disregarded)) {
    const { asked, detail } = (await openEnquiry(db, dataKey, enquiry.id)).open('dissemination');
    const { kind, concerns, provider, authority, state, result, forces, countries, answeredAt } = enquiry;
    told.push({
      kind,
      concerns,
      provider,
      authority,
      asked,
      state,
      result,
      forces,
      countries,
      subscriber: detail,
      answeredAt: answeredAt?.toISOString() ?? null,
    });
  }
  return told;
}

async function knownLinks(db: Db, id: string): Promise<KnownLinks> {
  const links = (await linkSummaries(db, [id])).get(id);
  const match = (await matchSummaries(db, [id])).get(id);
  return {
    sharedIdentifiers: links?.sharedIdentifiers ?? 0,
    linkedReferrals: links?.linkedReferrals ?? 0,
    filesSeenBefore: match?.seenBefore ?? 0,
    unitsHolding: (await unitsHolding(db, [id])).map(({ unitId }) => unitId),
  };
}
