import { type Axes, curveChart } from '../../shared/chart/curve-chart.ts';
import type { Evaluation } from '../evaluate-score.ts';
import { type Block, heading, table } from './blocks.ts';
import { percent, percents } from './shown.ts';
import type { ReportWords } from './words-english.ts';

const DIAGONAL = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];
/** Rows of a table under a chart; the curve itself has all. */
const MOST_ROWS = 25;

/** The curves of an evaluation, each with its figures as a table. */
export function figureCharts(evaluation: Evaluation, words: ReportWords): Block[] {
  return [
    ...rocBlocks(evaluation, words),
    ...(evaluation.calibration ? calibrationBlocks(evaluation, words) : []),
    ...(evaluation.decisions ? decisionBlocks(evaluation.decisions, words) : []),
  ];
}

function shares(x: string, y: string, span: readonly [number, number] = [0, 1]): Axes {
  return {
    x: { name: x, span },
    y: { name: y, span },
    format: (value) => `${Math.round(value * 1000) / 10} %`,
  };
}

function rocBlocks({ roc, area }: Evaluation, words: ReportWords): Block[] {
  const description = words.rocDescription(area ? area.value.toFixed(3) : words.unknown);
  const svg = curveChart(
    { id: 'roc', title: words.roc, description, unit: 'share' },
    shares(words.falseAlarms, words.sensitivity),
    [
      {
        label: words.ofScore,
        style: 'solid',
        points: roc.map(({ falsePositives, sensitivity }) => ({ x: falsePositives, y: sensitivity })),
      },
      { label: words.chance, style: 'dotted', points: DIAGONAL },
    ],
  );
  const every = Math.ceil(roc.length / MOST_ROWS);
  const rows = roc
    .filter((_, i) => i % every === 0)
    .flatMap(({ cut, sensitivity, falsePositives }) =>
      cut === null
        ? []
        : [[String(Number(cut.toPrecision(4))), percent(sensitivity), percent(falsePositives)]],
    );
  return [
    heading('roc-heading', words.roc, 3),
    {
      kind: 'chart',
      id: 'roc',
      svg,
      table: table(words.tableOf(words.roc), [words.cut, words.sensitivity, words.falseAlarms], rows),
    },
  ];
}

function calibrationBlocks({ groups }: Evaluation, words: ReportWords): Block[] {
  const known = groups.flatMap(({ meanScore, observed, verified }) =>
    observed ? [{ meanScore, observed, verified }] : [],
  );
  const points = known.map(({ meanScore, observed }) => ({
    x: meanScore,
    y: observed.value,
    interval: [observed.low, observed.high] as const,
  }));
  const top = Math.min(
    1,
    Math.max(0.1, ...known.map(({ meanScore, observed }) => Math.max(meanScore, observed.high))),
  );
  const svg = curveChart(
    { id: 'calibration', title: words.calibration, description: words.calibrationDescription, unit: 'share' },
    shares(words.stated, words.found, [0, top]),
    [
      { label: words.ofScore, style: 'points', points },
      { label: words.perfect, style: 'dotted', points: [DIAGONAL[0]!, { x: top, y: top }] },
    ],
  );
  const rows = known.map(({ meanScore, observed, verified }) => [
    percent(meanScore),
    percents(observed, words),
    String(Math.round(verified)),
  ]);
  return [
    heading('calibration-heading', words.calibration, 3),
    {
      kind: 'chart',
      id: 'calibration',
      svg,
      table: table(words.tableOf(words.calibration), [words.stated, words.found, words.cases], rows),
    },
  ];
}

function decisionBlocks(decisions: NonNullable<Evaluation['decisions']>, words: ReportWords): Block[] {
  const values = decisions.flatMap(({ ofScore, ofAll }) => [ofScore, ofAll]);
  const [least, most] = [Math.max(-0.1, Math.min(0, ...values)), Math.max(0.01, ...values)];
  const svg = curveChart(
    { id: 'decision', title: words.decision, description: words.decisionDescription, unit: 'net benefit' },
    {
      x: { name: words.threshold, span: [0, Math.max(...decisions.map(({ threshold }) => threshold))] },
      y: { name: words.netBenefit, span: [least, most] },
      format: (value) => String(Math.round(value * 1000) / 1000),
    },
    [
      {
        label: words.ofScore,
        style: 'solid',
        points: decisions.map(({ threshold, ofScore }) => ({ x: threshold, y: ofScore })),
      },
      {
        label: words.actOnAll,
        style: 'dashed',
        points: decisions
          .filter(({ ofAll }) => ofAll >= least)
          .map(({ threshold, ofAll }) => ({ x: threshold, y: ofAll })),
      },
      {
        label: words.actOnNone,
        style: 'dotted',
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
        ],
      },
    ],
  );
  const rows = decisions.map(({ threshold, ofScore, ofAll }) => [
    percent(threshold),
    ofScore.toFixed(4),
    ofAll.toFixed(4),
  ]);
  return [
    heading('decision-heading', words.decision, 3),
    {
      kind: 'chart',
      id: 'decision',
      svg,
      table: table(words.tableOf(words.decision), [words.threshold, words.ofScore, words.actOnAll], rows),
    },
  ];
}
