import { escapeText } from './draw.ts';

export type Section = { id: string; title: string; html: string };

type Table = {
  caption: string;
  columns: readonly string[];
  /** From this column on they hold figures. */
  numbersFrom: number;
  rows: readonly (readonly string[])[];
};

/** A wide table scrolls by itself, also with the keyboard. */
export function table({ caption, columns, numbersFrom, rows }: Table): string {
  const kind = (i: number) => (i >= numbersFrom ? ' class="number"' : '');
  const head = columns.map((name, i) => `<th scope="col"${kind(i)}>${escapeText(name)}</th>`).join('');
  const body = rows.map(
    (cells) => `<tr>${cells.map((cell, i) => `<td${kind(i)}>${escapeText(cell)}</td>`).join('')}</tr>`,
  );
  return (
    `<div class="wide" tabindex="0" role="region" aria-label="${escapeText(caption)}"><table>` +
    `<caption>${escapeText(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
}

/** The same figures as a drawing, folded away under it. */
export function folded(html: string): string {
  return `<details><summary>The figures as a table</summary>${html}</details>`;
}

export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

export function share(value: number): string {
  return `${(value * 100).toPrecision(3)} %`;
}
