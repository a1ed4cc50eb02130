/** A cell as a table with commas between its cells holds it: in quotes only where it needs them. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Programs of spreadsheets run a text that opens with one of these signs as a formula. Source: OWASP, CSV injection. */
const RUNS = /^[=+\-@\t\r]/;

/** Text for a table that people open in a spreadsheet: what would run there is led by an apostrophe. */
export function guardedCsvCell(text: string): string {
  return csvCell(RUNS.test(text) ? `'${text}` : text);
}
