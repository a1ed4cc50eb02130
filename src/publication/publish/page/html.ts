import { escapeText } from '../../../shared/chart/chart-parts.ts';

// The few pieces of HTML that a page is made of. What is called `html` is escaped already; what is called `text` is not.

/** `numeric`: columns that stand to the right; the first column names the row. */
export type HtmlTable = {
  caption: string;
  /** The caption as HTML, where a part of it is of another language than the page. */
  captionHtml?: string;
  head: readonly string[];
  /** Likewise of the first columns. */
  headHtml?: readonly string[];
  rows: readonly (readonly string[])[];
  numeric?: readonly number[];
};

/** Rows of a table that is not broken over two sheets of paper. Chosen: a third of a sheet. */
const KEPT_WHOLE = 12;

/** `caption` and `head` are text, cells are HTML. A table that is wider than the page is scrolled by itself. */
export function tableHtml({
  caption,
  captionHtml,
  head,
  headHtml = [],
  rows,
  numeric = [],
}: HtmlTable): string {
  const mark = (i: number) => (numeric.includes(i) ? ' class="number"' : '');
  const cells = (row: readonly string[]) =>
    row.map((html, i) => (i === 0 ? `<th scope="row">${html}</th>` : `<td${mark(i)}>${html}</td>`)).join('');
  return (
    `<div class="scroll${rows.length <= KEPT_WHOLE ? ' whole' : ''}" role="group" aria-label="${escapeText(caption)}" tabindex="0"><table><caption>${captionHtml ?? escapeText(caption)}</caption>` +
    `<thead><tr>${head.map((text, i) => `<th scope="col"${mark(i)}>${headHtml[i] ?? escapeText(text)}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`
  );
}

/** Names and what they are; those without any are left out. */
export function factsHtml(rows: readonly (readonly [name: string, html: string | null])[]): string {
  const told = rows.filter(([, html]) => html !== null && html !== '');
  return `<dl>${told.map(([name, html]) => `<div><dt>${escapeText(name)}</dt><dd>${html}</dd></div>`).join('')}</dl>`;
}

export function paragraph(html: string, className?: string): string {
  return `<p${className ? ` class="${className}"` : ''}>${html}</p>`;
}

export function listHtml(items: readonly string[]): string {
  return `<ul>${items.map((html) => `<li>${html}</li>`).join('')}</ul>`;
}

/** Of a part, of what stands in it, and of what stands in that. */
type Level = 2 | 3 | 4;

export function heading(level: Level, text: string, id?: string): string {
  return headingHtml(level, escapeText(text), id);
}

export function headingHtml(level: Level, html: string, id?: string): string {
  return `<h${level}${id ? ` id="${escapeText(id)}"` : ''}>${html}</h${level}>`;
}

/** A chart that is wider than the page is scrolled by itself. */
export function chartHtml(title: string, svg: string): string {
  return `<figure class="scroll chart" role="group" aria-label="${escapeText(title)}" tabindex="0">${svg}</figure>`;
}
