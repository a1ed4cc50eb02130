import type { ClaimPage, ClaimsPage } from '../../flow/index.ts';
import {
  CLAIM_TOPICS,
  type ClaimTopic,
  type ClaimVersion,
  type Contradiction,
  type RegisteredClaim,
  type StandingClaim,
} from '../../publication/index.ts';
import type { Reader } from '../frame/reader.ts';
import type { Words } from '../words.ts';
import { labelOf } from './claim-form.ts';

/** One claim as lists and comparisons show it. */
export function claimLine(claim: StandingClaim, { words: { claims }, day }: Reader) {
  return {
    id: claim.id,
    href: `/picture/claims/${claim.id}`,
    statement: claim.statement,
    value: shownValue(claim),
    said: `${claim.saidBy}, ${claim.saidOn}`,
    document: claim.document,
    known: claims.known[claim.knownFrom],
    period: claim.period ?? claims.periodUnknown,
    method: claim.method,
    caveats: claim.caveats,
    reviewed: claim.reviewedOn ? day(claim.reviewedOn) : claims.never,
  };
}

function shownValue({ value, unit }: RegisteredClaim): string {
  return value === null ? '' : `${value.toLocaleString('en-GB')} ${unit}`;
}

/** The register by topic; a topic about groups of people is shown even while nothing stands there. */
export function registerView({ standing, withdrawn, contradictions }: ClaimsPage, reader: Reader) {
  const { claims } = reader.words;
  const line = (claim: StandingClaim) => claimLine(claim, reader);
  const named = new Map(standing.map((claim) => [claim.id, claim]));
  return {
    topics: (Object.keys(CLAIM_TOPICS) as ClaimTopic[])
      .map((topic) => ({
        id: topic,
        title: claims.topics[topic],
        lines: standing.filter((claim) => claim.topic === topic).map(line),
        isSlot: CLAIM_TOPICS[topic].aboutGroups,
      }))
      .filter(({ lines, isSlot }) => lines.length > 0 || isSlot),
    withdrawn: withdrawn.map(line),
    contradictions: groupsOf(contradictions).map(({ because, ids }) => ({
      because: because ?? claims.valuesDiffer,
      isSaid: because !== null,
      sides: ids.map((id) => line(named.get(id)!)),
    })),
  };
}

/** Pairs that do not agree for the same reason and share a claim stand together. */
function groupsOf(pairs: readonly Contradiction[]): { because: string | null; ids: string[] }[] {
  const groups: { because: string | null; ids: string[] }[] = [];
  for (const { a, b, because } of pairs) {
    const own = groups.find((one) => one.because === because && (one.ids.includes(a) || one.ids.includes(b)));
    if (own) own.ids = [...new Set([...own.ids, a, b])];
    else groups.push({ because, ids: [a, b] });
  }
  return groups;
}

/** One claim's page. `names`: of people, by their ids. */
export function claimView(
  { claim, versions, against }: ClaimPage,
  reader: Reader,
  names: Map<string, string>,
) {
  const { claims } = reader.words;
  const share = claim.shareNotRecorded;
  return {
    ...claimLine(claim, reader),
    version: claim.version,
    isWithdrawn: claim.isWithdrawn,
    topic: claims.topics[claim.topic],
    saidBy: claim.saidBy,
    saidOn: claim.saidOn,
    coverage: claim.coverage ?? claims.notSaid,
    share: share === null ? claims.notSaid : claims.shareOf(String(Math.round(share * 1000) / 10)),
    isOfGroups: CLAIM_TOPICS[claim.topic].aboutGroups,
    against: against.map(({ claim: other, because }) => ({
      ...claimLine(other, reader),
      because: because ?? claims.valuesDiffer,
      isSaid: because !== null,
    })),
    history: versions.map((version, i) => ({
      ...versionLine(version, reader, names),
      changed: changedText(version, versions[i + 1], claims),
    })),
  };
}

function versionLine(
  { version, act, claim, reason, doneBy, doneAt }: ClaimVersion,
  { words: { claims, service }, time }: Reader,
  names: Map<string, string>,
) {
  return {
    version,
    act: claims.acts[act],
    statement: claim.statement,
    value: shownValue(claim),
    reason: reason ?? '–',
    by: doneBy === null ? claims.shipped : (names.get(doneBy.replace('person:', '')) ?? service.unknown),
    when: doneAt === null ? '–' : time(doneAt),
  };
}

/** Which parts a correction changed; `versions` run from the last to the first. */
function changedText(
  { act, claim }: ClaimVersion,
  before: ClaimVersion | undefined,
  words: Words['claims'],
): string {
  if (act !== 'correct' || !before) return '';
  const fields = Object.keys(claim) as (keyof RegisteredClaim)[];
  const changed = fields.filter((name) => JSON.stringify(claim[name]) !== JSON.stringify(before.claim[name]));
  return changed.length === 0 ? '' : words.changed(changed.map((name) => labelOf(name, words)).join(', '));
}
