/** What a report is made of: the desk's page and the printed document show the same blocks. */
export type Block =
  | { kind: 'heading'; id: string; text: string; level: 2 | 3 }
  | { kind: 'text'; text: string }
  /** Something that nobody may overlook. */
  | { kind: 'warning'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'facts'; rows: [name: string, value: string][] }
  | Table
  | { kind: 'chart'; id: string; svg: string; table: Table };

/** `numeric`: columns that stand to the right; the first column names the row. */
export type Table = { kind: 'table'; caption: string; head: string[]; rows: string[][]; numeric: number[] };

export type Report = {
  title: string;
  subtitle: string;
  language: 'en' | 'cy';
  /** When and from what it was made, for the foot of every copy. */
  made: string;
  blocks: Block[];
};

export function heading(id: string, text: string, level: 2 | 3 = 2): Block {
  return { kind: 'heading', id, text, level };
}

export function text(said: string): Block {
  return { kind: 'text', text: said };
}

export function table(caption: string, head: string[], rows: string[][]): Table {
  return { kind: 'table', caption, head, rows, numeric: head.map((_, i) => i).slice(1) };
}
