import { listSources } from '../../access/index.ts';
import { namesOfUnits } from '../../dissemination/index.ts';
import { type GroupFigure, type Picture, SHOWN_BREAKDOWNS } from '../../flow/index.ts';
import { CHANNELS } from '../../intake/index.ts';
import { ABROAD_RISKS, INDICATORS, type IndicatorId } from '../../picture/index.ts';
import { THREATS } from '../../referral/index.ts';
import { barChart, columnChart } from '../../shared/chart/column-chart.ts';
import type { Desk } from '../frame/pages.ts';
import type { Reader } from '../frame/reader.ts';
import type { Words } from '../words.ts';
import { changeText, count, figureHref } from './figure-view.ts';

const DAY_MS = 86_400_000;

/** Bars in one chart; the table below it holds every line. */
const BARS_SHOWN = 12;

/** A chart with the table under it. `head`: the table's column headings. */
export type PictureChart = { id: string; title: string; svg: string; head: string[]; lines: string[][] };

/** `of`, `href`: the figure that is drawn, and its page. */
export type ChartOfPicture = PictureChart & { of: string; href: string };

type Named = Record<keyof Picture['breakdowns'], (group: string) => string>;

/** Receipts over time, then by threat, source, channel, receiving unit, and what leads abroad. */
export async function chartsOf(desk: Desk, picture: Picture, reader: Reader): Promise<ChartOfPicture[]> {
  const { words } = reader;
  const names = await groupNames(desk, reader);
  const breakdowns = Object.keys(picture.breakdowns) as (keyof Picture['breakdowns'])[];
  const withFigure = (id: IndicatorId, chart: PictureChart) => ({
    ...chart,
    of: reader.say(INDICATORS[id].title),
    href: figureHref({ id, period: picture.period, coverage: null }),
  });
  const charts = [
    withFigure('receipts-received', timeChart(picture, reader)),
    ...breakdowns.map((by) => withFigure(SHOWN_BREAKDOWNS[by], groupChart(by, picture, { names, words }))),
  ];
  // That nothing came in is said once, of receipts.
  return charts.filter(({ id, lines }) => id === 'time' || lines.length > 0);
}

function timeChart(picture: Picture, { words, brief }: Reader): PictureChart {
  const { by } = picture.overTime;
  const points = pointsOver(picture).map(({ group, value }) => ({
    label: brief(group),
    value,
  }));
  const values = points.map(({ value }) => value ?? 0);
  const received = picture.figures.find(({ id }) => id === 'receipts-received');
  const total = received?.measured.value ?? values.reduce((sum, value) => sum + value, 0);
  const highest = Math.max(0, ...values);
  const title = words.picture.overTime[by];
  const description = words.picture.overTimeDescription(count(total), count(highest));
  const drawn = points.map(({ label }, i) => ({ label, value: values[i]! }));
  const svg = columnChart({ id: 'over-time', title, description, unit: 'receipts' }, drawn);
  const head = [words.picture.when[by], words.picture.count];
  return {
    id: 'time',
    title,
    svg,
    head,
    lines: points.map((point) => [point.label, countOrLeftOut(point.value)]),
  };
}

/** Every day or month of the period that the picture covers: one on which nothing came in counts 0, and is shown. */
export function pointsOver({ period, covered, overTime }: Pick<Picture, 'period' | 'covered' | 'overTime'>) {
  if (!covered) return [];
  const [from, to] = [later(period.from, covered.from), earlier(period.to, covered.to)];
  const values = new Map(
    overTime.lines.map(({ group, value }) => [group.slice(0, width(overTime.by)), value]),
  );
  const groups = new Set<string>();
  for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS)
    groups.add(new Date(day).toISOString().slice(0, width(overTime.by)));
  return [...groups].map((group) => ({ group, value: values.has(group) ? values.get(group)! : 0 }));
}

/** Characters of 2026-03-02 that name a day, or a month. */
function width(by: 'day' | 'month'): number {
  return by === 'day' ? 10 : 7;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function groupChart(
  by: keyof Picture['breakdowns'],
  { breakdowns, comparedWith }: Picture,
  { names, words }: { names: Named; words: Words },
): PictureChart {
  const figures = breakdowns[by];
  const points = figures.map((figure) => ({ label: names[by](figure.group), value: figure.value }));
  const drawn = points.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const [first] = drawn;
  const title = words.picture.by[by];
  const description = first
    ? words.picture.byDescription(first.label, count(first.value))
    : words.picture.empty;
  const svg = barChart({ id: `by-${by}`, title, description, unit: 'incidents' }, drawn.slice(0, BARS_SHOWN));
  const head = [words.picture.name, words.picture.count, words.picture.yearBefore, words.picture.change];
  return {
    id: by,
    title,
    svg,
    head,
    lines: figures.map((figure) => [
      names[by](figure.group),
      ...groupCells(figure, comparedWith !== null, words),
    ]),
  };
}

function groupCells({ value, before, change }: GroupFigure, isCompared: boolean, words: Words): string[] {
  const then = isCompared ? countOrLeftOut(before) : words.picture.notCovered;
  return [countOrLeftOut(value), then, change ? changeText(change.words, words) : ''];
}

function countOrLeftOut(value: number | null): string {
  return value === null ? '[c]' : count(value);
}

async function groupNames(desk: Desk, { words, term }: Reader): Promise<Named> {
  const sources = new Map((await listSources(desk.store.db)).map(({ id, name }) => [id, name]));
  const units = await namesOfUnits(desk.store.db);
  const from = (terms: Record<string, { label: string }>) => (group: string) => term(terms, group);
  return {
    threat: from(THREATS),
    channel: from(CHANNELS),
    risk: from(ABROAD_RISKS),
    country: countryNames(words),
    source: (group) => sources.get(group) ?? group,
    unit: (group) => (group === 'none' ? words.picture.notSent : (units.get(group) ?? group)),
  };
}

/** Names of countries by their codes, and what stands where there is no one country. */
function countryNames({ language, picture }: Words): (group: string) => string {
  const names = new Intl.DisplayNames(language.code, { type: 'region', fallback: 'code' });
  const others: Readonly<Record<string, string>> = picture.countries;
  return (group) => others[group] ?? (/^[A-Z]{2}$/.test(group) ? (names.of(group) ?? group) : group);
}
