import { type FigureView, monthsOf } from '../../flow/index.ts';
import { AVERAGES, breaksOf, type Measured, type NationalFigure } from '../../picture/index.ts';
import { intervalChart } from '../../shared/chart/interval-chart.ts';
import { lineChart } from '../../shared/chart/line-chart.ts';
import type { Reader } from '../frame/reader.ts';
import { count, coverageText, estimateText, shareText, unitText, valueText } from './figure-view.ts';
import type { PictureChart } from './picture-charts.ts';

/** A figure's course: of records month by month, of returns year by year. Null where there is nothing to draw. */
export function chartOfFigure(view: FigureView, reader: Reader): (PictureChart & { note: string }) | null {
  if (view.figure.origin === 'returns') return view.years.length > 0 ? yearsChart(view, reader) : null;
  return view.months.length > 0 ? monthsChart(view, reader) : null;
}

type Month = { month: string; line: Measured | undefined };

function monthsChart({ figure, months, covered }: FigureView, reader: Reader) {
  const { words } = reader;
  const { page } = words.picture;
  const shown = everyMonth(months, covered!.to < figure.period.to ? covered!.to : figure.period.to);
  const isShare = figure.unit === 'share';
  const values = shown.map(({ line }) => valueOfMonth(line, isShare));
  const known = shown.map(({ month }) => month);
  const labels = known.map(reader.brief);
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  const description = page.seriesDescription(
    labels[0]!,
    labels.at(-1)!,
    isShare ? `${highest.toFixed(1)} %` : count(highest),
  );
  const unit = isShare ? '%' : unitText(figure, reader);
  const svg = lineChart(
    { id: 'course', title: page.byMonth, description, unit },
    {
      labels,
      lines: [{ name: unit, style: 'solid', values }],
      marks: breaksOf(figure.id, 'records').flatMap(({ from }) => {
        const at = known.indexOf(from.slice(0, 'YYYY-MM'.length));
        return at < 0 ? [] : [{ at, kind: 'break' as const, label: `[b] ${reader.brief(from)}` }];
      }),
    },
  );
  return {
    id: 'course',
    title: page.byMonth,
    svg,
    head: [words.picture.when.month, words.picture.figures.counted],
    lines: shown.map(({ month, line }) => [reader.month(month), monthText(line, figure, reader)]),
    note: Object.hasOwn(AVERAGES, figure.id) ? page.of(reader.say('Referrals received')) : '',
  };
}

/** A month between two that are known of which nothing is there counts 0, and is shown. */
function everyMonth(months: readonly Measured[], to: string): Month[] {
  const byMonth = new Map(months.map((line) => [line.group.slice(0, 'YYYY-MM'.length), line]));
  return monthsOf({ from: months[0]!.group, to }).map((month) => ({ month, line: byMonth.get(month) }));
}

function valueOfMonth(line: Measured | undefined, isShare: boolean): number | null {
  if (!isShare) return line ? line.value : 0;
  return line?.value === null || line === undefined ? null : Math.round(line.value * 1000) / 10;
}

function monthText(line: Measured | undefined, { unit }: NationalFigure, reader: Reader): string {
  if (line?.value === null && (line.denominator ?? 1) > 0) return '[c]';
  if (unit === 'share')
    return line ? valueText({ measured: line, unit }, reader) : reader.words.picture.notKnown;
  return count(line?.numerator ?? 0);
}

/** A share has no estimate for all forces, and is drawn in per cent within its own limits. */
function yearsChart({ figure, years }: FigureView, reader: Reader) {
  const { words } = reader;
  const { page, figures } = words.picture;
  const isShare = figure.unit === 'share';
  const labelOf = (one: NationalFigure) => one.period.to.slice(0, 'YYYY'.length);
  const highest = Math.max(...years.map(({ measured }) => measured.value ?? 0));
  const svg = intervalChart(
    {
      id: 'course',
      title: page.byYear,
      description: page.seriesDescription(
        labelOf(years[0]!),
        labelOf(years.at(-1)!),
        isShare ? shareText(highest) : count(highest),
      ),
      unit: isShare ? '%' : unitText(figure, reader),
    },
    years.map((one) => ({
      label: labelOf(one),
      counted: isShare ? null : one.measured.value,
      estimate: isShare ? shareEstimate(one) : one.estimate,
    })),
    { counted: figures.counted, estimate: isShare ? page.value : figures.forAll },
  );
  return {
    id: 'course',
    title: page.byYear,
    svg,
    head: [page.year, figures.counted, figures.forces, ...(isShare ? [] : [figures.forAll])],
    lines: years.map((one) => [
      labelOf(one),
      [valueText(one, reader), ...one.marks.map((mark) => `[${mark}]`)].join(' '),
      coverageText(one, reader),
      ...(isShare ? [] : [estimateText(one, reader)]),
    ]),
    note: '',
  };
}

function shareEstimate({ measured, interval }: NationalFigure) {
  if (measured.value === null || !interval) return null;
  return { value: measured.value * 100, low: interval[0] * 100, high: interval[1] * 100 };
}
