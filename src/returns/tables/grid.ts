import { looksLikeValue } from '../read-count.ts';
import { cellName, type Sheet, textAt } from '../sheet.ts';

/** A sheet seen as lines of labels and values; merged cells say in each of their places what the first says. */
export class Grid {
  readonly sheet: Sheet;
  readonly #merged = new Map<string, string>();

  constructor(sheet: Sheet) {
    this.sheet = sheet;
    let left = MOST_MERGED_CELLS;
    for (const { top, left: from, bottom, right } of sheet.merged ?? []) {
      left -= (bottom - top + 1) * (right - from + 1);
      if (left < 0) break;
      for (let row = top; row <= bottom; row += 1)
        for (let column = from; column <= right; column += 1)
          this.#merged.set(`${row}/${column}`, textAt(sheet, top, from));
    }
  }

  text(row: number, column: number): string {
    return textAt(this.sheet, row, column);
  }

  label(row: number, column: number): string {
    return this.text(row, column) || (this.#merged.get(`${row}/${column}`) ?? '');
  }

  isValue(row: number, column: number): boolean {
    return (
      looksLikeValue(this.text(row, column), this.sheet.troubled?.[cellName(row, column)]) ||
      this.#isTroubled(row, column)
    );
  }

  /** Also a formula without a value, whose text is empty. */
  #isTroubled(row: number, column: number): boolean {
    return this.sheet.troubled?.[cellName(row, column)] !== undefined;
  }

  /** Columns of the line with text, and with values. "Not known" is a value beside values, and a label among labels. */
  line(row: number): { texts: number[]; values: number[] } {
    const filled = Array.from({ length: this.width(row) }, (_, column) => column).filter(
      (column) => this.text(row, column) !== '' || this.isValue(row, column),
    );
    const isStrong = (column: number) => this.isValue(row, column) && !isWord(this.text(row, column));
    const hasValues = filled.some(isStrong) || filled.length === 2;
    const isValue = (column: number) =>
      isStrong(column) || (hasValues && column !== filled[0] && this.isValue(row, column));
    return { texts: filled.filter((column) => !isValue(column)), values: filled.filter(isValue) };
  }

  width(row: number): number {
    return this.sheet.rows[row]?.length ?? 0;
  }

  get height(): number {
    return this.sheet.rows.length;
  }
}

/** Merged over whole sheets, cells are told no more. */
const MOST_MERGED_CELLS = 20_000;

/** Words that stand for a value, and for a code as well. */
function isWord(text: string): boolean {
  return /^[a-z][a-z ]+$/i.test(text) && text.toLowerCase() !== 'nil';
}
