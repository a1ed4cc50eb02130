import { type Actor, ensureMay } from '../../access/index.ts';
import type {
  Breakdown,
  Change,
  Coverage,
  Figures,
  IndicatorId,
  Measured,
  NationalFigure,
} from '../../picture/index.ts';
import { answeredPeriods, type Scope } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';
import { daysIn, soFar, yearsBefore } from './periods.ts';
import { coverageFor, figureFor, groupFor, lineFor, periodFor, seesExactCounts } from './protect-picture.ts';
import { type PictureSource, readNationalFigures } from './read-national-figures.ts';

export type Picture = {
  period: Period;
  /** Of the breakdowns; null where it is not covered. */
  comparedWith: Period | null;
  /** Whether counts of records are as an edition would print them: small ones left out, the others rounded. */
  isProtected: boolean;
  computedAt: string;
  /** First and last day of receipt that the picture knows of. */
  covered: Coverage | null;
  figures: NationalFigure[];
  /** Periods that forces have answered for, with how many did; the latest first. */
  returned: (Period & { forces: number })[];
  /** An indicator by each breakdown, and receipts over time. */
  breakdowns: Record<ShownBreakdown, GroupFigure[]>;
  /** Receipts by day, or by month where the period is longer than two months. */
  overTime: { by: 'day' | 'month'; lines: Measured[] };
};

/** One group of a breakdown: its count now and in the period that is compared. Null: left out, or nothing is compared. */
export type GroupFigure = {
  group: string;
  value: number | null;
  before: number | null;
  change: Change | null;
};

/** What is shown by which breakdown. */
export const SHOWN_BREAKDOWNS = {
  threat: 'incidents',
  source: 'incidents',
  channel: 'incidents',
  unit: 'incidents',
  country: 'transnational-reports',
  risk: 'transnational-reports',
} as const satisfies Partial<Record<Breakdown, IndicatorId>>;
export type ShownBreakdown = keyof typeof SHOWN_BREAKDOWNS;

/** Columns that one chart can label. */
const DAYS_SHOWN = 62;

/** The picture of a period. Figures only: no personal data is read. */
export async function readPicture(
  source: PictureSource,
  actor: Actor,
  asked: Period,
  scope?: Scope,
): Promise<Picture> {
  ensureMay(actor, 'see-picture');
  const { figures, store } = source;
  const covered = (await figures.coverage()) ?? null;
  const period = periodFor(actor, asked);
  const computedAt = store.clock.now().toISOString();
  const before = yearsBefore(soFar(period, computedAt.slice(0, 'YYYY-MM-DD'.length)), 1);
  const comparedWith = covered !== null && covered.from <= before.from ? before : null;
  const breakdowns = {} as Picture['breakdowns'];
  for (const by of Object.keys(SHOWN_BREAKDOWNS) as ShownBreakdown[])
    breakdowns[by] = (await groupCounts(figures, by, { period, before: comparedWith })).map((one) =>
      groupFor(actor, one),
    );
  const by = daysIn(period) > DAYS_SHOWN ? 'month' : 'day';
  const received = await figures.measure(['receipts-received'], period, by);
  return {
    period,
    comparedWith,
    isProtected: !seesExactCounts(actor),
    computedAt,
    covered: coverageFor(actor, covered),
    figures: (await readNationalFigures(source, actor, period, scope)).map((one) => figureFor(actor, one)),
    returned: await answeredPeriods(store.db),
    breakdowns,
    overTime: { by, lines: received.get('receipts-received')!.map((line) => lineFor(actor, line)) },
  };
}

/** `before`: the same days a year earlier; null where they are not covered. */
type Asked = { period: Period; before: Period | null };

type GroupCount = { group: string; value: number; before: number | null };

async function groupCounts(
  figures: Figures,
  by: ShownBreakdown,
  { period, before }: Asked,
): Promise<GroupCount[]> {
  const id = SHOWN_BREAKDOWNS[by];
  const countIn = async (days: Period) => countsOf((await figures.measure([id], days, by)).get(id)!);
  const now = await countIn(period);
  const then = before && (await countIn(before));
  return [...new Set([...now.keys(), ...(then?.keys() ?? [])])]
    .map((group) => ({ group, value: now.get(group) ?? 0, before: then && (then.get(group) ?? 0) }))
    .sort((a, b) => b.value - a.value || (a.group < b.group ? -1 : 1));
}

/** Groups of which there is something. */
function countsOf(lines: readonly Measured[]): Map<string, number> {
  return new Map(
    lines.filter(({ numerator }) => numerator > 0).map(({ group, numerator }) => [group, numerator]),
  );
}
