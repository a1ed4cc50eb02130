import {
  movedCounts,
  readPublished,
  readTable,
  roundToFive,
  type Suppressed,
  suppress,
  type Table,
} from '../picture/index.ts';
import { csvCell } from '../shared/csv-cell.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { progressBar } from './progress.ts';
import { readFileNamed } from './read-file.ts';
import { writeFileNamed } from './write-file.ts';

export const PROTECTIONS = ['suppress', 'perturb', 'round'] as const;

type ProtectOptions = {
  dimensions: string[];
  count: string;
  method: (typeof PROTECTIONS)[number];
  smallest: number;
  leastWidth: number;
  published?: string;
  key?: string;
  seconds: number;
  out?: string;
  json?: boolean;
};

/** What may be published of a cell: null where it is left out. */
type Outcome = { values: (number | null)[]; json: object; lines: string[] };

/** `everydot estimate protect`. Throws `picture.unreadable-table`, `picture.key-needed`. */
export async function protectCommand(file: string, options: ProtectOptions): Promise<Result> {
  const table = readTable(await readFileNamed(file), options);
  const outcome = await protect(table, options);
  if (options.out !== undefined)
    await writeFileNamed(options.out, csvOf(table, options.count, outcome.values));
  const { dimensions, cells, sums } = table;
  return {
    json: {
      method: options.method,
      dimensions,
      cells: cells.map(({ labels }, i) => ({ labels, published: outcome.values[i] })),
      ...outcome.json,
    },
    lines: [
      `${cells.length} cells with their totals, ${sums.length} sums between them.`,
      ...outcome.lines,
      ...(options.out === undefined ? [] : ['The table that may be published is written.']),
    ],
  };
}

async function protect(table: Table, options: ProtectOptions): Promise<Outcome> {
  if (options.method === 'round') {
    const values = table.cells.map(({ count }) => roundToFive(count));
    return { values, json: {}, lines: ['Each count is rounded to the nearest 5, totals by themselves.'] };
  }
  if (options.method === 'perturb') {
    const values = movedCounts(table, await readKey(options.key));
    const lines = [
      'Each count is moved by at most 2, without bias; totals by themselves, so that they need not add up.',
    ];
    return { values, json: {}, lines };
  }
  return leaveOut(table, options);
}

/** A short key could be tried out. */
const SHORTEST_KEY_BYTES = 16;

async function readKey(file: string | undefined): Promise<Buffer> {
  const key = file === undefined ? Buffer.alloc(0) : await readFileNamed(file);
  if (key.length < SHORTEST_KEY_BYTES) throw new Problem('picture.key-needed');
  return key;
}

async function leaveOut(table: Table, options: ProtectOptions): Promise<Outcome> {
  const { published, smallest, leastWidth, seconds, json } = options;
  const known =
    published === undefined
      ? new Set<number>()
      : readPublished(await readFileNamed(published), options, table);
  const showProgress = progressBar(json === true);
  const onProgress = (done: number, of: number) => showProgress('protected', done, of);
  const suppressed = await suppress(table, { smallest, leastWidth, known, seconds, onProgress });
  const left = new Set([...suppressed.primary, ...suppressed.secondary]);
  return {
    values: table.cells.map(({ count }, cell) => (left.has(cell) ? null : count)),
    json: suppressed,
    lines: linesOf(table, suppressed, options),
  };
}

function linesOf(
  { cells }: Table,
  suppressed: Suppressed,
  { smallest, leastWidth }: ProtectOptions,
): string[] {
  const { primary, secondary, audit, disclosed, isFewest } = suppressed;
  const narrowest = audit.reduce(
    (least, { low, high }) => Math.min(least, high - low),
    Number.POSITIVE_INFINITY,
  );
  return [
    `${primary.length} counts of 1 to ${smallest - 1} are left out, and ${secondary.length} others so that they cannot be calculated.`,
    isFewest ? 'No fewer would do.' : 'The time was up: fewer might do.',
    ...(primary.length === 0
      ? []
      : [
          `Audit: what can be calculated of each lies ${Math.floor(narrowest)} apart or more; ${leastWidth} were asked for.`,
        ]),
    ...(disclosed.length === 0
      ? ['Nothing is disclosed.']
      : ['Cannot be protected, for it was published or stands alone in its total:']),
    ...disclosed.map((cell) => `- ${cells[cell]!.labels.join(' · ')}`),
  ];
}

/** "[c]" stands for a figure that is left out. Source: Government Statistical Service, symbols in tables. */
function csvOf({ dimensions, cells }: Table, count: string, values: readonly (number | null)[]): string {
  const lines = [
    [...dimensions, count],
    ...cells.map(({ labels }, i) => [...labels, String(values[i] ?? '[c]')]),
  ];
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\n')}\n`;
}
