import type { Source } from '../../access/index.ts';
import { clockState, NOVELTY } from '../../assessment/index.ts';
import type { QueuePage } from '../../flow/index.ts';
import { VIRAL_STATES } from '../../matching/index.ts';
import { formatNumber, INCIDENT_TYPES, SENSITIVITIES, THREATS } from '../../referral/index.ts';
import { bandTag, type Tag, tag } from '../frame/tags.ts';
import { type Terms, termsIn } from '../frame/terms.ts';
import { type Times, timesIn } from '../frame/times.ts';
import type { Words } from '../words.ts';

/** A line of the queue in words. */
export type QueueRow = {
  number: string;
  band: Tag;
  bandCode: string;
  imminence: string;
  flags: Tag[];
  standing: string;
  actBy: string;
  left: string;
  clock: Tag | null;
  threat: string;
  incident: string;
  source: string;
  content: string[];
  joined: string[];
  /** Where the line stands for all that show the same circulating content. */
  group: { text: string; href: string; actBy: string } | null;
};

type Line = QueuePage['lines'][number];
type Context = { words: Words; terms: Terms; times: Times; now: Date; personId: string };

/** Pure. `sources`: for their names. */
export function queueRows(
  lines: readonly Line[],
  asked: { words: Words; now: Date; personId: string; sources: readonly Source[] },
): QueueRow[] {
  const context: Context = { ...asked, terms: termsIn(asked.words), times: timesIn(asked.words) };
  const names = new Map(asked.sources.map(({ id, name }) => [id, name]));
  return lines.map((line) => ({
    ...clockOf(line, context),
    number: formatNumber(line.number),
    band: bandTag(line.band, context.terms),
    bandCode: line.band,
    imminence: line.imminence,
    flags: flagsOf(line, context),
    standing: standingOf(line, context),
    threat: context.terms.term(THREATS, line.threat),
    incident: context.terms.term(INCIDENT_TYPES, line.incidentType),
    source: line.group
      ? context.words.queue.senders(line.group.sources)
      : (names.get(line.sourceId) ?? line.sourceId),
    content: contentOf(line, context),
    joined: joinedOf(line, context),
    group: groupOf(line, context),
  }));
}

function groupOf({ group, groupReporters }: Line, { words, times }: Context): QueueRow['group'] {
  if (!group) return null;
  return {
    text: words.queue.sameContent(group.referrals.toLocaleString('en-GB'), groupReporters),
    href: `/circulation/${group.group}`,
    actBy: times.time(group.actBy),
  };
}

function clockOf(
  { actBy }: Line,
  { words, times, now }: Context,
): Pick<QueueRow, 'actBy' | 'left' | 'clock'> {
  const state = clockState(actBy, now);
  const clocks = {
    breached: tag(words.queue.overdue, 'red'),
    'due-soon': tag(words.queue.dueSoon, 'orange'),
    running: null,
  };
  return { actBy: times.time(actBy), left: times.left(actBy, now), clock: clocks[state] };
}

function flagsOf(line: Line, { words: { queue }, terms }: Context): Tag[] {
  const flags: (Tag | false)[] = [
    line.alarmOpen && tag(queue.alarm, 'red'),
    line.conflicts > 0 && tag(queue.conflicts(line.conflicts), 'purple'),
    line.outOfDate && tag(queue.outOfDate, 'orange'),
    line.sensitivity !== 'ordinary' && tag(terms.term(SENSITIVITIES, line.sensitivity), 'purple'),
  ];
  return flags.filter((flag) => flag !== false);
}

function standingOf(line: Line, { words: { queue }, personId }: Context): string {
  const decided = line.decided ? queue.decided : queue.undecidedOne;
  if (line.assignedTo === null) return decided;
  return `${decided} · ${line.assignedTo === personId ? queue.isMine : queue.taken}`;
}

function contentOf(line: Line, { words: { queue }, terms }: Context): string[] {
  const parts = [
    line.files > 0 && queue.files(line.files),
    line.children > 0 && queue.children(line.children),
    line.files > 0 && terms.term(NOVELTY, line.novelty),
    line.virality !== 'none' && terms.term(VIRAL_STATES, line.virality),
  ];
  return parts.filter((part) => part !== false);
}

function joinedOf(line: Line, { words: { queue } }: Context): string[] {
  const parts = [
    line.linked > 0 && queue.links(line.linked),
    line.folded > 0 && queue.folded(line.folded),
    line.reporters > 1 && queue.reporters(line.reporters),
  ];
  return parts.filter((part) => part !== false);
}
