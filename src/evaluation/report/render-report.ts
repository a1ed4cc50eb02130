import { escapeText } from '../../shared/chart/chart-parts.ts';
import type { Block, Report, Table } from './blocks.ts';

/** A4 with room to bind; nothing is fetched, and it reads without the desk. */
const STYLE = `
@page { size: A4; margin: 20mm 18mm; }
body { font: 16px/1.5 "Atkinson Hyperlegible", "Segoe UI", Arial, sans-serif; color: #0b0c0c; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; margin: 2rem 0 .5rem; break-after: avoid; }
h3 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; break-after: avoid; }
p.subtitle { font-size: 1.1rem; color: #484d50; margin-top: 0; }
p.warning { border-left: 6px solid #0b0c0c; padding: .5rem .9rem; font-weight: 700; background: #f3f2f1; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: 700; padding-bottom: .3rem; }
th, td { border-bottom: 1px solid #b1b4b6; padding: .35rem .6rem .35rem 0; text-align: left; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
dl { display: grid; grid-template-columns: 14rem 1fr; gap: .35rem 1rem; }
dt { font-weight: 700; } dd { margin: 0; }
figure { margin: 1rem 0; break-inside: avoid; } svg { max-width: 100%; height: auto; }
footer { border-top: 1px solid #b1b4b6; margin-top: 2.5rem; padding-top: .6rem; font-size: .85rem; color: #484d50; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } .scroll { overflow-x: auto; } }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 11pt; } svg { max-height: 9cm; } }
`;

/** The report as one HTML document that needs nothing else. */
export function renderReport(report: Report): string {
  const { title, subtitle, language, made, blocks } = report;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeText(`${title}, ${subtitle}`)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${escapeText(title)}</h1><p class="subtitle">${escapeText(subtitle)}</p>`,
    ...blocks.map(renderBlock),
    `</main><footer><p>${escapeText(made)}</p></footer></body></html>\n`,
  ].join('\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${escapeText(block.id)}">${escapeText(block.text)}</h${block.level}>`;
    case 'text':
      return `<p>${escapeText(block.text)}</p>`;
    case 'warning':
      return `<p class="warning">${escapeText(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeText(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return renderTable(block);
    case 'chart':
      return `<figure>${block.svg}</figure>${renderTable(block.table)}`;
  }
}

function renderTable({ caption, head, rows, numeric }: Table): string {
  const mark = (i: number) => (numeric.includes(i) ? ' class="number"' : '');
  const cells = (row: readonly string[]) =>
    row
      .map((cell, i) =>
        i === 0 ? `<th scope="row">${escapeText(cell)}</th>` : `<td${mark(i)}>${escapeText(cell)}</td>`,
      )
      .join('');
  return (
    `<div class="scroll" role="region" aria-label="${escapeText(caption)}" tabindex="0"><table><caption>${escapeText(caption)}</caption>` +
    `<thead><tr>${head.map((text, i) => `<th scope="col"${mark(i)}>${escapeText(text)}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
  );
}
