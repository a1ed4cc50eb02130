import type { Source } from '../../access/index.ts';
import type { CirculationPage, GroupMember } from '../../flow/index.ts';
import { AUDIT_STATES, KNOWN_STATUSES, MEANINGS, VIRAL_STATES } from '../../matching/index.ts';
import { formatNumber, STATES } from '../../referral/index.ts';
import { columnChart } from '../../shared/chart/column-chart.ts';
import type { Reader } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';

const VIRAL_COLOURS = { none: 'grey', possible: 'yellow', traded: 'grey', viral: 'purple' } as const;
const DAY_MS = 86_400_000;
/** Days that a chart shows; what lies before them is counted beside it. Chosen: a column stays wide enough to see. */
const DAYS_DRAWN = 90;
const count = (value: number) => value.toLocaleString('en-GB');

type Names = ReadonlyMap<string, string>;

/** Pure. A content's page in words. */
export function groupView(page: CirculationPage, sources: readonly Source[], reader: Reader) {
  const { words, term, time, day } = reader;
  const { group } = page;
  const names: Names = new Map(sources.map(({ id, name }) => [id, name]));
  return {
    id: group.id,
    state: tag(term(VIRAL_STATES, group.viral), VIRAL_COLOURS[group.viral]),
    records: words.circulation.records(count(group.referrals), count(group.reporters)),
    incidents: words.circulation.incidents(count(group.incidents)),
    first: time(group.firstSeen),
    last: time(group.lastSeen),
    inLine: page.inLine,
    open: page.inLine > 0 ? words.circulation.open(count(page.inLine)) : words.circulation.noneOpen,
    chart: chartOf(page, reader),
    known: knownLine(page, reader),
    listings: page.listings.map(({ name, holder, meaning, classification, scheme, opinions }) => ({
      list: `${name} (${holder})`,
      meaning: term(MEANINGS, meaning),
      classification: classification ? `${scheme}: ${classification}` : '',
      opinions: words.circulation.opinionsText(opinions.positive, opinions.negative, opinions.disputed),
    })),
    flags: flagLines(page, reader),
    hashes: page.hashes,
    moreHashes: Math.max(0, page.hashesInAll - page.hashes.length),
    reporters: page.reporters.map((one) => ({
      name: names.get(one.sourceId) ?? one.sourceId,
      platform: one.platform ?? '',
      referrals: count(one.referrals),
      first: day(one.firstAt),
      last: day(one.lastAt),
    })),
    members: page.members.map((member) => memberRow(member, { group: group.id, names, reader })),
    hidden: page.hidden,
    more: page.more > 0 ? words.circulation.more(count(page.more)) : '',
    audits: page.audits.map(({ id, startedAt, standing }) => ({
      id,
      text: words.circulation.toAudit(time(startedAt)),
      state: term(AUDIT_STATES, standing.state),
    })),
  };
}

function knownLine({ known }: CirculationPage, { words, term }: Reader): string {
  if (!known) return '';
  const { status, distance } = known;
  return distance
    ? words.circulation.near(term(KNOWN_STATUSES, status), distance)
    : term(KNOWN_STATUSES, status);
}

function flagLines({ flags }: CirculationPage, { words: { circulation } }: Reader): string[] {
  const of = count(flags.of);
  return [
    circulation.flagViral(count(flags.viral), of),
    circulation.flagMeme(count(flags.potentialMeme), of),
    circulation.flagBatched(count(flags.batched), of),
  ];
}

function chartOf({ days }: CirculationPage, { words, brief, day: dayText }: Reader) {
  const { circulation } = words;
  const byDay = new Map(days.map((one) => [one.day, one]));
  const [first, last] = [Date.parse(days[0]!.day), Date.parse(days.at(-1)!.day)];
  const from = Math.max(first, last - (DAYS_DRAWN - 1) * DAY_MS);
  const drawn = Array.from({ length: (last - from) / DAY_MS + 1 }, (_, i) =>
    new Date(from + i * DAY_MS).toISOString().slice(0, 10),
  );
  const points = drawn.map((day) => ({
    label: brief(day),
    value: byDay.get(day)?.referrals ?? 0,
  }));
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const highest = Math.max(...points.map(({ value }) => value));
  const earlier = days.reduce((sum, { referrals }) => sum + referrals, 0) - total;
  const description = circulation.chartText(count(total), count(highest));
  return {
    svg: columnChart({ id: 'days', title: circulation.chart, description, unit: 'reports' }, points),
    earlier: earlier > 0 ? circulation.earlier(count(earlier)) : '',
    lines: days.toReversed().map((one) => [dayText(one.day), count(one.referrals), count(one.fromPublic)]),
  };
}

type In = { group: number; names: Names; reader: Reader };

function memberRow(member: GroupMember, { group, names, reader }: In) {
  const { header, place } = member;
  const { term, time, words } = reader;
  const isInLine = place?.circulation === group;
  return {
    number: formatNumber(header.number),
    sender: names.get(header.sourceId) ?? header.sourceId,
    received: time(header.receivedAt),
    where: place
      ? isInLine
        ? words.circulation.inTheLine
        : words.circulation.ownLine
      : term(STATES, header.state),
    why: place && !isInLine ? whyAlone(member, reader) : '',
  };
}

/** Why an open referral that shows the content has a line of its own: the first reason that holds. */
function whyAlone({ place, assessment }: GroupMember, { words: { circulation } }: Reader): string {
  const { reasons } = circulation;
  if (place?.assignedTo) return reasons.taken;
  if (assessment?.match?.viral !== 'viral') return reasons.otherFiles;
  if (assessment.match.circulation === null) return reasons.holdsMore;
  return place?.decided ? reasons.decided : reasons.tells;
}
