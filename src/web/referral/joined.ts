import type {
  ConflictLine,
  JoinedReferrals,
  LinkLine,
  OtherReferral,
  ProposalLine,
} from '../../flow/index.ts';
import { DOUBLE_SIGNS, FOLD_REASONS, type Hub, LAYERS, LINK_KINDS, STRENGTHS } from '../../linking/index.ts';
import { formatNumber, INCIDENT_TYPES, STATES } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';

/** Another referral as a line. */
type Other = { number: string; source: string; received: string; state: string; incident: string };

export type Joined = {
  content: (Other & { files: string })[];
  links: LinkView[];
  acrossLayers: LinkView[];
  withheld: number;
  hubs: string[];
  members: Other[];
  foldedInto: Other | null;
  proposals: { id: string; into: string; text: string; reason: string; reasonCode: string }[];
  conflicts: string[];
  contents: { text: string; sources: string; href: string }[];
  doubles: (Other & { sign: string; side: string })[];
  hidden: number;
};
type LinkView = Other & { strength: Tag; kinds: string; values: number; layers: string };

const STRENGTH_COLOURS = { strong: 'blue', medium: 'yellow', weak: 'grey' } as const;

/** Pure. `sources`: names by id. */
export function joinedView(
  joined: JoinedReferrals,
  sources: ReadonlyMap<string, string>,
  reader: Reader,
): Joined {
  const other = (referral: OtherReferral) => otherView(referral, sources, reader);
  const link = (line: LinkLine) => ({ ...other(line.referral), ...linkView(line, reader) });
  return {
    content: joined.sameContent.map(({ referral, files }) => ({
      ...other(referral),
      files: reader.words.queue.files(files),
    })),
    links: joined.links.map(link),
    acrossLayers: joined.acrossLayers.map(link),
    withheld: joined.withheld,
    hubs: joined.hubs.map((hub) => hubText(hub, reader)),
    members: joined.members.map(other),
    foldedInto: joined.foldedInto && other(joined.foldedInto),
    proposals: joined.proposals.map((proposal) => proposalView(proposal, reader)),
    conflicts: joined.conflicts.map((conflict) => conflictText(conflict, reader)),
    contents: joined.contents.map(({ group, referrals, reporters, sources: from }) => ({
      text: reader.words.circulation.records(String(referrals), String(reporters)),
      sources: from.map((id) => sources.get(id) ?? id).join(', '),
      href: `/circulation/${group}`,
    })),
    doubles: joined.doubles.map(({ referral, recognisedBy, isDirect }) => ({
      ...other(referral),
      sign: reader.term(DOUBLE_SIGNS, recognisedBy),
      side: isDirect ? reader.words.joined.doubleDirect : reader.words.joined.doubleRelayed,
    })),
    hidden: joined.hidden,
  };
}

function otherView(
  referral: OtherReferral,
  sources: ReadonlyMap<string, string>,
  { term, day, words }: Reader,
): Other {
  return {
    number: formatNumber(referral.number),
    source: sources.get(referral.sourceId) ?? referral.sourceId,
    received: day(referral.receivedAt),
    state: term(STATES, referral.state),
    incident: referral.facts ? term(INCIDENT_TYPES, referral.facts.incidentType) : words.service.unknown,
  };
}

function linkView({ strength, kinds, values, layer, otherLayer }: LinkLine, { term, words }: Reader) {
  const [here, there] = [term(LAYERS, layer), term(LAYERS, otherLayer)];
  return {
    strength: tag(term(STRENGTHS, strength), STRENGTH_COLOURS[strength]),
    kinds: kinds.map((kind) => term(LINK_KINDS, kind)).join(', '),
    values,
    layers: layer === otherLayer ? here : words.joined.across(here, there),
  };
}

function hubText({ kind, referrals, atLeast }: Hub, { term, words }: Reader): string {
  return words.joined.hub(term(LINK_KINDS, kind), referrals, atLeast);
}

function proposalView(
  { referral, into, reason }: ProposalLine,
  { term, words }: Reader,
): Joined['proposals'][number] {
  const [id, head] = [formatNumber(referral.number), formatNumber(into.number)];
  return {
    id,
    into: head,
    text: words.joined.proposal(id, head),
    reason: term(FOLD_REASONS, reason),
    reasonCode: reason,
  };
}

function conflictText(conflict: ConflictLine, { term, words }: Reader): string {
  const kinds = conflict.kinds.map((kind) => term(LINK_KINDS, kind)).join(', ');
  const [number, other] = [formatNumber(conflict.number), formatNumber(conflict.otherNumber)];
  const text = words.joined.conflict(
    `${conflict.unit ?? words.joined.bureau} (${number})`,
    `${conflict.otherUnit} (${other})`,
    kinds,
  );
  return conflict.acknowledged.length > 0 ? `${text} ${words.joined.conflictSeen}` : text;
}
