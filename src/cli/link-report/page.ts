import type { LinkReport } from '../../linking/batch/index.ts';
import { blockingSection, scoresSection, unlinkableSection, vectorsSection } from './counts.ts';
import { escapeText } from './draw.ts';
import { levelsSection, weightsSection } from './model.ts';
import { count, type Section, share, table } from './table.ts';

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; font: 1.05rem/1.5 "Atkinson Hyperlegible", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #12303a; background: #fff; }
main, header { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 2rem; margin: 0 0 .5rem; } h2 { font-size: 1.4rem; margin: 2.5rem 0 .5rem; }
a { color: #0b4f5a; } a:focus, summary:focus, div.wide:focus { outline: 3px solid #0b4f5a; outline-offset: 2px; }
svg { width: 100%; height: auto; font-size: 14px; fill: #12303a; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; font-size: .95rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #c8d2d4; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
.warning { border-left: 6px solid #8a3b12; padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
@media print { nav { display: none; } details { display: block; } }
`;

/** The diagnostics as one page that needs nothing else: no script, no font, no picture from elsewhere. */
export function reportPage(report: LinkReport): string {
  const sections: Section[] = [
    summary(report),
    ...(report.accuracy ? [accuracySection(report.accuracy)] : []),
    weightsSection(report),
    levelsSection(report),
    scoresSection(report),
    vectorsSection(report),
    blockingSection(report),
    unlinkableSection(report),
    clustersSection(report),
  ];
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeText(title)}</a></li>`);
  const body = sections.map(
    ({ id, title, html }) =>
      `<section aria-labelledby="${id}"><h2 id="${id}">${escapeText(title)}</h2>${html}</section>`,
  );
  const name = `Linking ${report.tables.map(({ file }) => file).join(' and ')}`;
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(name)}</title><style>${STYLE}</style></head>
<body><header><h1>${escapeText(name)}</h1>
<nav aria-label="Contents"><ul>${links.join('')}</ul></nav></header>
<main>${body.join('\n')}</main></body></html>
`;
}

function summary(report: LinkReport): Section {
  const { model, blocking, scores, clusters } = report;
  const facts: [string, string][] = [
    ...report.tables.map(({ name, file, rows }): [string, string] => [
      `Table ${name}`,
      `${file}: ${count(rows)} rows`,
    ]),
    [
      'Compared',
      {
        link: 'rows of one table with rows of the other',
        dedupe: 'rows with one another',
        both: 'all rows, of both tables, with one another',
      }[report.mode],
    ],
    [
      'Specification',
      `${report.spec.name} ${report.spec.version}${report.spec.suggested ? ' (suggested from the columns; look at it before you rely on it)' : ''}`,
    ],
    [
      'Model',
      `${model.version}, ${report.modelSource === 'given' ? 'given' : 'learned from these tables, without labels'}; trained ${model.trainedAt.slice(0, 10)}`,
    ],
    ['Possible pairs', count(blocking.possible)],
    [
      'Candidates',
      `${count(blocking.candidates)} (${share(blocking.candidates / Math.max(1, blocking.possible))} of the possible)`,
    ],
    ['Two random rows are of one', `1 in ${count(Math.round(1 / model.prior))}`],
    [
      'Linked pairs',
      `${count(scores.linked)} at ${scores.leastBits.toFixed(1)} bits or more${scores.oneToOne ? ', each row once at most' : ''}`,
    ],
    ['By how sure they are', scores.bands.map(({ label, pairs }) => `${label}: ${count(pairs)}`).join('; ')],
    [
      'Groups of two or more',
      count(clusters.sizes.filter(({ size }) => size > 1).reduce((sum, one) => sum + one.clusters, 0)),
    ],
    ['Judgements of people', count(report.judgements)],
    [
      'Time',
      Object.entries(report.seconds)
        .map(([step, seconds]) => `${step} ${seconds.toFixed(1)} s`)
        .join(', '),
    ],
  ];
  const warnings = model.diagnostics.warnings.map(
    (warning) => `<p class="warning">${escapeText(warning)}</p>`,
  );
  const rows = facts.map(
    ([name, value]) => `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(value)}</td></tr>`,
  );
  return { id: 'summary', title: 'Summary', html: `${warnings.join('')}<table>${rows.join('')}</table>` };
}

function accuracySection(accuracy: NonNullable<LinkReport['accuracy']>): Section {
  const { pairs } = accuracy;
  const lines = [
    ['Pairs at probability 0.5', pairs.at50],
    ['Pairs at probability 0.95', pairs.at95],
    [`Pairs at the best threshold (${pairs.best.bits.toFixed(1)} bits)`, pairs.best],
    ['Pairs as linked', accuracy.linked],
    ['Pairs of the top band', accuracy.top],
    ['Pairs within groups', accuracy.clusters],
  ] as const;
  const html = table({
    caption: `Against the truth that was given: ${count(accuracy.truePairs)} true pairs`,
    columns: ['What', 'Found', 'Right', 'Precision', 'Recall', 'F1'],
    numbersFrom: 1,
    rows: lines.map(([name, one]) => [
      name,
      count(one.found),
      count(one.right),
      one.precision.toFixed(4),
      one.recall.toFixed(4),
      one.f1.toFixed(4),
    ]),
  });
  return { id: 'accuracy', title: 'Accuracy', html };
}

function clustersSection({ clusters }: LinkReport): Section {
  const html = table({
    caption: `${count(clusters.count)} groups; the largest holds ${count(clusters.largest)} rows`,
    columns: ['Rows in a group', 'Groups'],
    numbersFrom: 0,
    rows: clusters.sizes.map(({ size, clusters: many }) => [count(size), count(many)]),
  });
  return { id: 'groups', title: 'Groups', html };
}
