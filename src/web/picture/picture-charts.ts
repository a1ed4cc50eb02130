import { listSources } from '../../access/index.ts';
import { namesOfUnits } from '../../dissemination/index.ts';
import type { GroupFigure, Picture } from '../../flow/index.ts';
import { CHANNELS } from '../../intake/index.ts';
import { barChart, type ChangeWords, columnChart } from '../../picture/index.ts';
import { THREATS } from '../../referral/index.ts';
import type { Desk } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import type { Words } from '../words.ts';

const DAY_MS = 86_400_000;

/** Bars in one chart; the table below it holds every line. */
const BARS_SHOWN = 12;

/** A chart with the table under it. `head`: the table's column headings. */
export type PictureChart = { id: string; title: string; svg: string; head: string[]; lines: string[][] };

type Named = Record<keyof Picture['breakdowns'], (group: string) => string>;

/** Receipts over time, then incidents by threat, source, channel and receiving unit. */
export async function chartsOf(desk: Desk, picture: Picture, words: Words): Promise<PictureChart[]> {
  const names = await groupNames(desk, words);
  const breakdowns = Object.keys(picture.breakdowns) as (keyof Picture['breakdowns'])[];
  return [
    timeChart(picture, words),
    ...breakdowns.map((by) => groupChart(by, picture.breakdowns[by], { names, words })),
  ];
}

function timeChart(picture: Picture, words: Words): PictureChart {
  const { by } = picture.overTime;
  const points = pointsOver(picture).map(({ group, value }) => ({
    label: by === 'day' ? group.slice('2026-'.length) : group,
    value,
  }));
  const total = points.reduce((sum, point) => sum + point.value, 0);
  const highest = Math.max(0, ...points.map((point) => point.value));
  const title = words.picture.overTime[by];
  const description = words.picture.overTimeDescription(count(total), count(highest));
  const svg = columnChart({ id: 'over-time', title, description, unit: 'receipts' }, points);
  const head = [words.picture.when[by], words.picture.count];
  return { id: 'time', title, svg, head, lines: points.map((point) => [point.label, count(point.value)]) };
}

/** Every day or month of the period that the picture covers: one on which nothing came in counts 0, and is shown. */
export function pointsOver({ period, covered, overTime }: Pick<Picture, 'period' | 'covered' | 'overTime'>) {
  if (!covered) return [];
  const [from, to] = [later(period.from, covered.from), earlier(period.to, covered.to)];
  const values = new Map(
    overTime.lines.map(({ group, numerator }) => [group.slice(0, width(overTime.by)), numerator]),
  );
  const groups = new Set<string>();
  for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS)
    groups.add(new Date(day).toISOString().slice(0, width(overTime.by)));
  return [...groups].map((group) => ({ group, value: values.get(group) ?? 0 }));
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
  figures: readonly GroupFigure[],
  { names, words }: { names: Named; words: Words },
): PictureChart {
  const points = figures.map((figure) => ({ label: names[by](figure.group), value: figure.value }));
  const [first] = points;
  const title = words.picture.by[by];
  const description = first
    ? words.picture.byDescription(first.label, count(first.value))
    : words.picture.empty;
  const svg = barChart(
    { id: `by-${by}`, title, description, unit: 'incidents' },
    points.slice(0, BARS_SHOWN),
  );
  const head = [words.picture.name, words.picture.count, words.picture.yearBefore, words.picture.change];
  return {
    id: by,
    title,
    svg,
    head,
    lines: figures.map((figure) => groupLine(figure, names[by](figure.group), words)),
  };
}

function groupLine(figure: GroupFigure, name: string, words: Words): string[] {
  const before = figure.before === null ? words.picture.notCovered : count(figure.before);
  return [name, count(figure.value), before, figure.change ? changeText(figure.change.words, words) : ''];
}

/** What may be said of a change, with its interval where a percentage is allowed. */
export function changeText(said: ChangeWords, words: Words): string {
  const text = words.picture.says[said.say];
  if (!('percent' in said)) return text;
  return `${text}: ${words.picture.percent(said.percent, said.lowPercent, said.highPercent)}`;
}

async function groupNames(desk: Desk, words: Words): Promise<Named> {
  const sources = new Map((await listSources(desk.store.db)).map(({ id, name }) => [id, name]));
  const units = await namesOfUnits(desk.store.db);
  const { term } = termsIn(words);
  const from = (terms: Record<string, { label: string }>) => (group: string) => term(terms, group);
  return {
    threat: from(THREATS),
    channel: from(CHANNELS),
    source: (group) => sources.get(group) ?? group,
    unit: (group) => (group === 'none' ? words.picture.notSent : (units.get(group) ?? group)),
  };
}

export function count(value: number): string {
  return value.toLocaleString('en-GB');
}
