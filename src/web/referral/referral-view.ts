import type { ReferralPage } from '../../flow/index.ts';
import { CHANNELS } from '../../intake/index.ts';
import type { Entry } from '../../ledger/index.ts';
import { EVIDENCE_KINDS, type ReferralHeader } from '../../referral/index.ts';
import { type PageOf, pageOf } from '../frame/paging.ts';
import type { Reader } from '../frame/reader.ts';
import { type ComparedFile, type FileView, fileView } from './files.ts';
import { type Headline, headlineOf } from './headline.ts';
import { type History, historyOf } from './history.ts';
import { type Joined, joinedView } from './joined.ts';
import {
  agencyLine,
  factGroups,
  flagsOf,
  gradingLines,
  type Known,
  momentLine,
  paymentLine,
  placeLine,
} from './known.ts';
import { type PartyView, partyView } from './parties.ts';
import { type SentView, sentView } from './sent.ts';
import { standingCounts } from './standing.ts';

/** What one page shows of each long list. */
export const FILES_A_PAGE = 50;
const PARTIES_A_PAGE = 10;
export const EVIDENCE_A_PAGE = 50;

export type Pages = { files?: string; parties?: string; evidence?: string };
export type Names = Record<'people' | 'sources' | 'units', ReadonlyMap<string, string>>;

export type ReferralView = {
  headline: Headline;
  receipt: { key: string; value: string }[];
  known: ReturnType<typeof knownView> | null;
  parties: PageOf<PartyView> | null;
  files: (PageOf<FileView> & { counts: string[] }) | null;
  joined: Joined;
  evidence: PageOf<EvidenceView>;
  sealed: Record<string, EvidenceView>;
  sent: SentView;
  history: History;
};
type EvidenceView = { id: string; kind: string; label: string; openedBefore: boolean };

/** The page of a referral in words. Opens its content for the purpose under which the page was read. */
export function referralView(
  page: ReferralPage,
  {
    purpose,
    asked,
    entries,
    names,
    reader,
  }: { purpose: string; asked: Pages; entries: readonly Entry[]; names: Names; reader: Reader },
): ReferralView {
  const content = page.content?.open(purpose) ?? null;
  const compared = comparedFiles(page);
  const files = content && pageOf(content.files, asked.files, FILES_A_PAGE);
  const evidence = page.evidence.map((item) => ({ ...item, kind: reader.term(EVIDENCE_KINDS, item.kind) }));
  return {
    headline: headlineOf(page, names.people, reader),
    receipt: receiptOf(page.header, names, reader),
    known: content && knownView(content, reader),
    parties: content && partiesOf(content, asked.parties, reader),
    files: files && {
      ...files,
      counts: standingCounts(compared, reader),
      items: files.items.map((file, i) =>
        fileView(file, compared[files.from + i] ?? null, { position: files.from + i, reader }),
      ),
    },
    joined: joinedView(page.joined, names.sources, reader),
    evidence: pageOf(evidence, asked.evidence, EVIDENCE_A_PAGE),
    sealed: Object.fromEntries(evidence.map((item) => [item.id, item])),
    sent: sentView(page, names.units, reader),
    history: historyOf(entries, names, reader),
  };
}

/** Of a referral with more files, the first ones: matching looks at no more of them one by one. */
const FILES_COMPARED = 1_000;

/** What matching knows of each file, in the order of the list; empty where it has not compared them yet. */
function comparedFiles({ joined, header }: ReferralPage): ComparedFile[] {
  if (joined.match === null) return [];
  const seen = new Map(joined.files.map((file) => [file.position, file]));
  const known = new Map(joined.known.map((file) => [file.position, file]));
  const length = Math.min(header.facts?.files.count ?? 0, FILES_COMPARED);
  return Array.from({ length }, (_, position) => ({
    known: known.get(position),
    content: seen.get(position),
    receivedAt: header.receivedAt,
  }));
}

function receiptOf(
  header: ReferralHeader,
  { sources }: Names,
  { words, time, term }: Reader,
): ReferralView['receipt'] {
  return [
    { key: words.queue.from, value: sources.get(header.sourceId) ?? header.sourceId },
    { key: words.referral.received, value: time(header.receivedAt) },
    { key: words.referral.channel, value: term(CHANNELS, header.channel) },
  ];
}

/** Numbered within their role, over all pages. */
export function partiesOf(content: Known, asked: string | undefined, reader: Reader): PageOf<PartyView> {
  const counts = new Map<string, number>();
  const numbered = content.parties.map((party) => {
    const position = (counts.get(party.role) ?? 0) + 1;
    counts.set(party.role, position);
    return { party, position };
  });
  const page = pageOf(numbered, asked, PARTIES_A_PAGE);
  return { ...page, items: page.items.map(({ party, position }) => partyView(party, position, reader)) };
}

export function knownView(content: Known, reader: Reader) {
  const { words } = reader;
  const details: [key: string, value: string | undefined][] = [
    [words.known.platform, content.platform],
    [words.known.services, content.services?.join(', ')],
    [words.known.references, content.references.map(({ scheme, value }) => `${scheme}: ${value}`).join(', ')],
    [words.known.batched, content.batched],
  ];
  return {
    times: content.times.map((moment) => momentLine(moment, reader)),
    facts: factGroups(content.facts, reader),
    details: details.flatMap(([key, value]) => (value ? [{ key, value }] : [])),
    flags: flagsOf(content.flags, reader),
    urgency: content.urgencyClaim ?? null,
    grading: gradingLines(content.sourceGrading, reader),
    places: content.places.map((place) => placeLine(place, reader)),
    agencies: (content.agencies ?? []).map((agency) => agencyLine(agency, reader)),
    payments: (content.payments ?? []).map((payment) => paymentLine(payment, reader)),
    kept: content.kept.length,
  };
}
