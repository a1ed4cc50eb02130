import {
  BAND_ORDER,
  BANDS,
  COMPLETENESS,
  clockState,
  type Decision,
  IMMINENCE,
  NEEDED_FIELDS,
  NOVELTY,
  OVERRIDE_REASONS,
  orderReasons,
  POLICIES,
  type Reason,
  SOLVABILITY,
  type StoredAssessment,
} from '../../assessment/index.ts';
import type { ReferralPage } from '../../flow/index.ts';
import { formatNumber, INCIDENT_TYPES, SENSITIVITIES, STATES, THREATS } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { bandTag, type Tag, tag } from '../frame/tags.ts';

/** What stands above the fold: where the referral stands, why, by when, and what a person decided. */
export type Headline = {
  number: string;
  state: Tag;
  flags: Tag[];
  threat: string;
  incident: string;
  band: Tag | null;
  bandRange: string | null;
  imminence: string | null;
  imminenceRange: string | null;
  actBy: { at: string; left: string; tag: Tag | null } | null;
  preservation: { until: string; left: string; assumed: boolean; tag: Tag | null } | null;
  decision: DecisionLine | null;
  /** Who works on it. */
  worker: string | null;
  reasons: string[];
  axes: AxisLine[];
  missing: string[];
  policy: { version: string; validation: string } | null;
};

export type DecisionLine = {
  text: string;
  by: string;
  at: string;
  reason: string | null;
  outOfDate: boolean;
};
type AxisLine = { name: string; level: string; range: string | null; reasons: string[] };

type Names = ReadonlyMap<string, string>;

/** Pure. `names`: of people, by id. */
export function headlineOf(
  { header, assessed, joined }: ReferralPage,
  names: Names,
  reader: Reader,
): Headline {
  const { place, assessment, decisions } = assessed;
  const { term, words } = reader;
  const result = assessment?.result;
  return {
    number: formatNumber(header.number),
    state: tag(term(STATES, header.state), header.state === 'open' ? 'blue' : 'grey'),
    flags: flagsOf({ header, assessed }, reader),
    threat: header.facts ? term(THREATS, header.facts.threat) : words.service.unknown,
    incident: header.facts ? term(INCIDENT_TYPES, header.facts.incidentType) : words.service.unknown,
    band: place ? bandTag(place.band, reader) : result ? bandTag(result.band.level, reader) : null,
    bandRange: result ? rangeOf(result.band, (band) => term(BANDS, band), reader) : null,
    imminence: result
      ? `${place?.imminence ?? result.imminence.level}: ${term(IMMINENCE, result.imminence.level)}`
      : null,
    imminenceRange: result ? rangeOf(result.imminence, (level) => level, reader) : null,
    actBy: place && clockOf(place.actBy, reader),
    preservation: place && preservationOf(place, reader),
    decision: decisions[0] ? decisionLine(decisions[0], place?.outOfDate ?? false, { names, reader }) : null,
    worker: place?.assignedTo ? (names.get(place.assignedTo) ?? null) : null,
    reasons: [
      ...(result?.band.reasons ?? []).map(reader.reason),
      ...reasonsOfFolded({ joined, assessed }, reader),
      ...(result && place ? orderReasons(result, place) : []).map(reader.reason),
    ],
    axes: assessment ? axesOf(assessment, reader) : [],
    missing: (result?.completeness.missing ?? []).map((field) => term(NEEDED_FIELDS, field)),
    policy: result ? policyOf(result.policyVersion, reader) : null,
  };
}

/** What a report folded in adds: the referral stands where the worst of its reports puts it. */
function reasonsOfFolded(
  { joined, assessed }: Pick<ReferralPage, 'joined' | 'assessed'>,
  reader: Reader,
): string[] {
  const own = assessed.assessment
    ? BAND_ORDER.indexOf(assessed.assessment.result.band.level)
    : BAND_ORDER.length;
  const numbers = new Map(joined.members.map(({ id, number }) => [id, formatNumber(number)]));
  return assessed.folded
    .filter(({ result }) => BAND_ORDER.indexOf(result.band.level) < own || result.floors.length > 0)
    .flatMap(({ referralId, result }) =>
      result.band.reasons.map((reason) =>
        reader.words.referral.fromFolded(numbers.get(referralId) ?? '', reader.reason(reason)),
      ),
    );
}

function flagsOf(
  { header, assessed }: Pick<ReferralPage, 'header' | 'assessed'>,
  { words, term, personId }: Reader,
): Tag[] {
  const { place, alarms } = assessed;
  const isOpen = alarms.some(({ acknowledgedAt }) => acknowledgedAt === null);
  const flags: (Tag | false)[] = [
    isOpen && tag(words.queue.alarm, 'red'),
    !isOpen && alarms.length > 0 && tag(words.referral.alarmAnswered, 'grey'),
    header.sensitivity !== 'ordinary' && tag(term(SENSITIVITIES, header.sensitivity), 'purple'),
    place?.outOfDate === true && tag(words.queue.outOfDate, 'orange'),
    place?.assignedTo === personId && tag(words.queue.isMine, 'blue'),
  ];
  return flags.filter((flag) => flag !== false);
}

/** "from Low to Very high"; nothing where the answers leave no other level. */
export function rangeOf<Level extends string>(
  ranged: { lowest: Level; highest: Level },
  say: (level: Level) => string,
  { words }: Reader,
): string | null {
  return ranged.lowest === ranged.highest
    ? null
    : words.referral.range(say(ranged.lowest), say(ranged.highest));
}

function clockOf(actBy: Date, { words, time, left, now }: Reader): Headline['actBy'] {
  const tags = {
    breached: tag(words.queue.overdue, 'red'),
    'due-soon': tag(words.queue.dueSoon, 'orange'),
    running: null,
  };
  return { at: time(actBy), left: left(actBy, now), tag: tags[clockState(actBy, now)] };
}

/** Fewer days than this are too few for a request to a provider, which has seven to answer (SI 2026/268), and its sequel. */
const PRESERVATION_SHORT_DAYS = 14;
const DAY_MS = 86_400_000;

type Kept = { preservedUntil: string | null; preservedAssumed: boolean };

/** Content is kept to the end of its last day. */
function preservationOf(
  { preservedUntil, preservedAssumed }: Kept,
  reader: Reader,
): Headline['preservation'] {
  if (preservedUntil === null) return null;
  const end = new Date(Date.parse(preservedUntil) + DAY_MS);
  const days = (end.getTime() - reader.now.getTime()) / DAY_MS;
  const { words } = reader;
  return {
    until: reader.day(preservedUntil),
    left: reader.left(end, reader.now),
    assumed: preservedAssumed,
    tag:
      days < 0
        ? tag(words.referral.expired, 'red')
        : days < PRESERVATION_SHORT_DAYS
          ? tag(words.referral.endsSoon, 'orange')
          : null,
  };
}

export function decisionLine(
  decision: Decision,
  outOfDate: boolean,
  { names, reader }: { names: Names; reader: Reader },
): DecisionLine {
  const { words, term, time } = reader;
  const say = decision.kind === 'accept' ? words.referral.accepted : words.referral.overridden;
  return {
    text: say(term(BANDS, decision.band), term(BANDS, decision.proposedBand)),
    by: names.get(decision.decidedBy) ?? words.service.unknown,
    at: time(decision.decidedAt),
    reason: decision.reasonCode && term(OVERRIDE_REASONS, decision.reasonCode),
    outOfDate,
  };
}

function axesOf({ result }: StoredAssessment, reader: Reader): AxisLine[] {
  const { term } = reader;
  const line = (
    axis: keyof Reader['words']['referral']['axisNames'],
    level: string,
    range: string | null,
    reasons: readonly Reason[],
  ): AxisLine => ({
    name: reader.words.referral.axisNames[axis],
    level,
    range,
    reasons: reasons.map(reader.reason),
  });
  const { imminence, suspectRisk, solvability, completeness, novelty } = result;
  return [
    line(
      'imminence',
      `${imminence.level}: ${term(IMMINENCE, imminence.level)}`,
      rangeOf(imminence, String, reader),
      imminence.reasons,
    ),
    line(
      'suspect-risk',
      term(BANDS, suspectRisk.level),
      rangeOf(suspectRisk, (band) => term(BANDS, band), reader),
      suspectRisk.reasons,
    ),
    line('solvability', term(SOLVABILITY, solvability.level), null, solvability.reasons),
    line('novelty', term(NOVELTY, novelty.level), null, novelty.reasons),
    line('completeness', term(COMPLETENESS, completeness.level), null, completeness.reasons),
  ];
}

function policyOf(version: string, { say }: Reader): Headline['policy'] {
  const policy = POLICIES[version];
  return policy ? { version, validation: say(policy.validation) } : null;
}
