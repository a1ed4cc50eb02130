import { type Counted, CROSSINGS, type Step } from '../crossings.ts';
import type { Series } from '../series/series.ts';

/** What is counted: breakdowns and their groups, such as { threat: 'exploitation', unit: 'kent' }. */
export type SeriesOf = Readonly<Record<string, string>>;

/** Where counting changed; `series`: the key of one series, or null for all. */
export type CountingBreak = {
  id: string;
  series: string | null;
  fromDay: string;
  what: string;
  declaredAt: Date;
};

/** The same for the same groups, in whatever order they are named. */
export function seriesKey(of: SeriesOf): string {
  return JSON.stringify(Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function seriesOf(key: string): SeriesOf {
  return JSON.parse(key) as SeriesOf;
}

const FOLLOWED: ReadonlySet<string> = new Set([
  'tag',
  ...Object.values(CROSSINGS).map(({ columns }) => columns.toSorted().join()),
]);

/** Whether series of these columns are followed at all: of others nothing is ever counted. */
export function isFollowed(key: string): boolean {
  return FOLLOWED.has(Object.keys(seriesOf(key)).sort().join());
}

/** Groups that say that nothing is known, or that nothing was sent: no threat emerges in them. */
const NO_GROUPS: ReadonlySet<string> = new Set(['unknown', 'none']);
/** Who reports, or receives, has a first day: before it there was nothing to count. A new sender is no new threat. */
const BEGINNING = ['source', 'unit'] as const;

type Whole = { starts: readonly string[]; step: Step; breaks: readonly CountingBreak[] };

/** A series for each group over the same whole periods; 0 where nothing was counted, NaN where that is not known. */
export function followedSeries(counted: readonly Counted[], { starts, step, breaks }: Whole): Series[] {
  const place = new Map(starts.map((start, i) => [start, i]));
  const began = beginnings(counted);
  const groups = Map.groupBy(
    counted.filter(({ of }) => Object.values(of).every((group) => !NO_GROUPS.has(group))),
    ({ of }) => seriesKey(of),
  );
  return [...groups].map(([name, lines]) => {
    const counts = new Float64Array(starts.length);
    for (const { start, count } of lines) {
      const at = place.get(start);
      if (at !== undefined) counts[at]! += count;
    }
    const from = latestOf([...began.of(lines[0]!.of), ...breaksOf(name, breaks, step)]);
    return {
      name,
      unit: step,
      starts,
      counts: counts.map((count, i) => (starts[i]! < from ? Number.NaN : count)),
    };
  });
}

function latestOf(days: readonly string[]): string {
  return days.reduce((latest, day) => (day > latest ? day : latest), '');
}

/** Of each sender and unit the first period with a report. */
function beginnings(counted: readonly Counted[]) {
  const first = new Map<string, string>();
  for (const { of, start } of counted)
    for (const column of BEGINNING) {
      const key = `${column}=${of[column]}`;
      if (of[column] !== undefined && start < (first.get(key) ?? '9999')) first.set(key, start);
    }
  return {
    of: (of: SeriesOf) =>
      BEGINNING.flatMap((column) =>
        of[column] === undefined ? [] : [first.get(`${column}=${of[column]}`)!],
      ),
  };
}

/** A period in which counting changed is of neither time: the series starts anew after it. */
function breaksOf(name: string, breaks: readonly CountingBreak[], step: Step): string[] {
  return breaks
    .filter(({ series }) => series === null || series === name)
    .map(({ fromDay }) => (isStart(fromDay, step) ? fromDay : afterStart(fromDay, step)));
}

function isStart(day: string, step: Step): boolean {
  return step === 'month' ? day.endsWith('-01') : new Date(day).getUTCDay() === 1;
}

/** The day of the break itself is later than the start of its period: that period falls away. */
function afterStart(day: string, step: Step): string {
  return step === 'month' ? `${day.slice(0, 7)}-02` : day;
}
