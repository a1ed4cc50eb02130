import type { PersonActor } from '../access/index.ts';
import type { Purpose } from '../ledger/index.ts';
import {
  alertsAbout,
  type FoldStep,
  foldHistory,
  type Hub,
  hubsOf,
  type Layer,
  type Link,
  latestFoldSteps,
  linksOf,
} from '../linking/index.ts';
import {
  contentOf,
  type FileContent,
  type KnownFile,
  knownFilesOf,
  type MatchSummary,
  matchSummaries,
  sharingContent,
} from '../matching/index.ts';
import { membersFoldedInto, type ReferralHeader, referralHeaders } from '../referral/index.ts';
import type { Db } from '../shared/db.ts';
import {
  type ContentRecords,
  contentRecords,
  type DoubleSide,
  doubleSides,
} from './circulation/read-records.ts';
import { alertsFor, type ConflictLine, conflictLines } from './see-conflicts.ts';
import { visibleReferrals } from './visible-referrals.ts';

/** Another referral as a line: codes and counts, nothing personal. */
export type OtherReferral = Pick<
  ReferralHeader,
  'id' | 'number' | 'sourceId' | 'receivedAt' | 'state' | 'sensitivity' | 'facts'
>;

export type LinkLine = Omit<Link, 'referralId'> & { referral: OtherReferral };
/** A step about folding, with both referrals. */
export type ProposalLine = FoldStep & { referral: OtherReferral; into: OtherReferral };

/** What a referral has in common with others, as far as the reader may see them. */
export type JoinedReferrals = {
  match: MatchSummary | null;
  /** One line for each recognised file. */
  files: FileContent[];
  /** One line for each file that some hash list names. */
  known: KnownFile[];
  sameContent: { referral: OtherReferral; files: number }[];
  /** Within a layer: suspect to suspect, child to child. */
  links: LinkLine[];
  /** Across layers (a child here, an account there): only for purposes that protect or investigate. */
  acrossLayers: LinkLine[];
  /** Links across layers that this purpose does not show. */
  withheld: number;
  /** Values that too many referrals share to link any. */
  hubs: Hub[];
  foldedInto: OtherReferral | null;
  members: OtherReferral[];
  proposals: ProposalLine[];
  /** Contents that several records tell of. */
  contents: ContentRecords[];
  /** Reported both by a platform and by the clearing house that it had told. */
  doubles: (DoubleSide & { referral: OtherReferral })[];
  /** What was decided about folding, the latest last. */
  folds: ProposalLine[];
  conflicts: ConflictLine[];
  /** Other referrals hidden by permission. */
  hidden: number;
  /** Every other referral that is shown: for the entry in the ledger. */
  shown: string[];
};

/** Only these may see that one person stands as a child in one referral and as an account in another. */
const ACROSS_LAYERS: readonly Purpose[] = ['safeguarding', 'investigation', 'supervision'];
/** As many as a person can look through on one page; the counts say how many there are. */
const LINES_SHOWN = 100;

/** Reads what stands around a referral. The caller records `shown`. */
export async function readJoined(
  db: Db,
  actor: PersonActor,
  header: ReferralHeader,
  purpose: Purpose,
): Promise<JoinedReferrals> {
  const { id } = header;
  const links = (await linksOf(db, id)).slice(0, LINES_SHOWN);
  const [within, across] = [links.filter(isWithin), links.filter((link) => !isWithin(link))];
  const maySeeAcross = ACROSS_LAYERS.includes(purpose);
  const shownLinks = maySeeAcross ? links : within;
  const sharing = await sharingContent(db, id, LINES_SHOWN);
  const steps = (await latestFoldSteps(db, [id])).filter(({ step }) => step === 'proposed');
  const decided = (await foldHistory(db, id)).filter(({ step }) => step !== 'proposed');
  const members = await membersFoldedInto(db, [id]);
  const doubles = await doubleSides(db, id);
  const files = await contentOf(db, id);
  const wanted = [
    ...shownLinks.map(({ referralId }) => referralId),
    ...sharing.map(({ referralId }) => referralId),
    ...[...steps, ...decided].flatMap(({ referralId, intoId }) => [referralId, intoId]),
    ...members.map((member) => member.id),
    ...doubles.map(({ otherId }) => otherId),
    ...(header.foldedInto === null ? [] : [header.foldedInto]),
  ];
  const others = await readOthers(db, actor, header, wanted);
  const conflicts = await conflictLines(db, await alertsFor(db, actor, await alertsAbout(db, id)));
  return {
    match: (await matchSummaries(db, [id])).get(id) ?? null,
    files,
    known: (await knownFilesOf(db, [id])).get(id) ?? [],
    contents: await contentRecords(db, files),
    doubles: doubles.flatMap((double) => {
      const referral = others.lines.get(double.otherId);
      return referral ? [{ ...double, referral }] : [];
    }),
    sameContent: withReferral(sharing, others.lines),
    links: withReferral(within, others.lines),
    acrossLayers: maySeeAcross ? withReferral(across, others.lines) : [],
    withheld: maySeeAcross ? 0 : across.length,
    hubs: await hubsOf(db, id),
    foldedInto: (header.foldedInto !== null && others.lines.get(header.foldedInto)) || null,
    members: members.flatMap((member) => others.lines.get(member.id) ?? []),
    proposals: foldLines(steps, others.lines).filter(canBeTakenUp),
    folds: foldLines(decided, others.lines),
    conflicts,
    hidden: others.hidden,
    shown: [...new Set([...others.lines.keys(), ...conflicts.flatMap(bothSides)])].filter(
      (other) => other !== id,
    ),
  };
}

function isWithin({ layer, otherLayer }: { layer: Layer; otherLayer: Layer }): boolean {
  return layer === otherLayer;
}

type Others = { lines: ReadonlyMap<string, OtherReferral>; hidden: number };

/** The other referrals that the reader may see, and the referral itself, by id. */
async function readOthers(
  db: Db,
  actor: PersonActor,
  own: ReferralHeader,
  ids: readonly string[],
): Promise<Others> {
  const others = await referralHeaders(
    db,
    [...new Set(ids)].filter((id) => id !== own.id),
  );
  const { shown, hidden } = await visibleReferrals(db, actor, others);
  return { lines: new Map([own, ...shown].map((header) => [header.id, otherReferral(header)])), hidden };
}

function otherReferral({
  id,
  number,
  sourceId,
  receivedAt,
  state,
  sensitivity,
  facts,
}: ReferralHeader): OtherReferral {
  return { id, number, sourceId, receivedAt, state, sensitivity, facts };
}

function withReferral<T extends { referralId: string }>(
  found: readonly T[],
  lines: ReadonlyMap<string, OtherReferral>,
): (Omit<T, 'referralId'> & { referral: OtherReferral })[] {
  return found.flatMap(({ referralId, ...rest }) => {
    const referral = lines.get(referralId);
    return referral ? [{ ...rest, referral }] : [];
  });
}

function foldLines(steps: readonly FoldStep[], lines: ReadonlyMap<string, OtherReferral>): ProposalLine[] {
  return steps.flatMap((step) => {
    const [referral, into] = [lines.get(step.referralId), lines.get(step.intoId)];
    return referral && into ? [{ ...step, referral, into }] : [];
  });
}

function canBeTakenUp({ referral, into }: ProposalLine): boolean {
  return referral.state === 'open' && into.state === 'open';
}

function bothSides({
  referralId,
  otherReferralId,
}: {
  referralId: string;
  otherReferralId: string;
}): string[] {
  return [referralId, otherReferralId];
}
