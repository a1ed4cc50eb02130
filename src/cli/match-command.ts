import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import {
  type Found,
  type HashIndex,
  type HashLines,
  LINE_REFUSALS,
  type LineRefusal,
  labelOf,
  openHashIndex,
  readHashLines,
} from '../hashing/index.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT, type Progress } from './command.ts';
import type { Printer } from './printer.ts';

type MatchOptions = { list: string; queries: string; radius: number; threads?: number; json?: boolean };

/** Which file a bad line stands in. */
type Refused = LineRefusal & { file: 'list' | 'queries' };
type RefusedLines = { named: Refused[]; count: number };

/** Rows of the list that are put together; an id finds its line by it. */
const BATCH_ROWS = 8_192;

/** Chosen: few enough that hashes which all lie close together do not fill the memory with pairs. */
const QUERY_ROWS = 256;
const PAIRS_AT_ONCE = 10_000;

/** Chosen: bad lines beyond these are only counted, so that a file of something else does not flood the terminal. */
const MOST_REFUSED_NAMED = 1_000;

const STANDARD_INPUT = '-';

/** What is kept of the list's lines: the hashes themselves are in the index. */
type KnownLines = Pick<HashLines, 'lines' | 'labelBytes' | 'labelEnds'>[];

/** `everydot match`: prints pairs as they are found and gives the exit code. */
export async function matchCommand(options: MatchOptions, printer: Printer): Promise<number> {
  const { threads } = options;
  // Everything is built in one go once the list has been read.
  const index = await openHashIndex({
    ...(threads === undefined ? {} : { threads }),
    deltaRows: Number.POSITIVE_INFINITY,
  });
  try {
    return await matchWith(index, options, printer);
  } finally {
    await index.close();
  }
}

async function matchWith(index: HashIndex, options: MatchOptions, printer: Printer): Promise<number> {
  const { radius, json = false } = options;
  const refused: RefusedLines = { named: [], count: 0 };
  const known = await readList(index, options.list, { refused, onProgress: printer.progress });
  if (index.status().delta > BATCH_ROWS) await index.settle();
  const counts = { list: index.status().size, queries: 0, pairs: 0, refused: 0 };
  let hasBegun = false;
  for await (const batch of readLines(options.queries, QUERY_ROWS, printer.progress)) {
    // A file that cannot be read is told as a document of its own: nothing may stand before it.
    if (json && !hasBegun) await printer.print(`{"radius":${radius},"pairs":[`);
    hasBegun = true;
    addRefused(refused, batch.refused, 'queries');
    const found = await index.search(batch.hashes, { radius });
    for (let from = 0; from < found.ids.length && !printer.isClosed(); from += PAIRS_AT_ONCE) {
      await printer.print(describePairs(found, from, { known, batch, json, isFirst: counts.pairs === 0 }));
      counts.pairs += Math.min(PAIRS_AT_ONCE, found.ids.length - from);
    }
    counts.queries += batch.rows;
    if (printer.isClosed()) break;
  }
  counts.refused = refused.count;
  const { named } = refused;
  if (json)
    await printer.print(`\n],"refused":${JSON.stringify(named)},"counts":${JSON.stringify(counts)}}\n`);
  for (const line of describeRefused(named, counts.refused)) printer.tell(line);
  return counts.refused > 0 ? EXIT.refused : EXIT.done;
}

async function readList(
  index: HashIndex,
  file: string,
  { refused, onProgress }: { refused: RefusedLines; onProgress: Progress },
): Promise<KnownLines> {
  const known: KnownLines = [];
  for await (const { rows, hashes, refused: bad, ...lines } of readLines(file, BATCH_ROWS, onProgress)) {
    addRefused(refused, bad, 'list');
    if (rows === 0) continue;
    const from = known.length * BATCH_ROWS;
    index.put(
      Uint32Array.from({ length: rows }, (_, row) => from + row),
      hashes,
    );
    known.push(lines);
  }
  return known;
}

function addRefused(refused: RefusedLines, bad: readonly LineRefusal[], file: Refused['file']): void {
  refused.count += bad.length;
  const room = MOST_REFUSED_NAMED - refused.named.length;
  refused.named.push(...bad.slice(0, room).map((each) => ({ ...each, file })));
}

async function* readLines(file: string, most: number, onProgress: Progress): AsyncGenerator<HashLines> {
  try {
    yield* readHashLines(readBytes(file, onProgress), most);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    throw new Problem('command.file-unreadable', { detail: path.basename(file), cause });
  }
}

/** Chosen: large steps, because each one wakes the reader. */
const STEP_BYTES = 2 ** 20;

async function* readBytes(file: string, onProgress: Progress): AsyncGenerator<Uint8Array> {
  if (file === STANDARD_INPUT) return yield* process.stdin;
  const total = statSync(file).size;
  let done = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: STEP_BYTES })) {
    yield chunk as Uint8Array;
    done += (chunk as Uint8Array).length;
    if (total > STEP_BYTES) onProgress(`Reading ${path.basename(file)}`, done, total);
  }
}

type PairContext = { known: KnownLines; batch: HashLines; json: boolean; isFirst: boolean };

/** Some pairs from one on, as text or as members of the document's array. */
function describePairs({ queries, ids, distances }: Found, from: number, context: PairContext): string {
  const { known, batch, json, isFirst } = context;
  const lines: string[] = [];
  const to = Math.min(ids.length, from + PAIRS_AT_ONCE);
  for (let hit = from; hit < to; hit += 1) {
    const query = lineOf(batch, queries[hit]!);
    const list = lineOf(known[Math.floor(ids[hit]! / BATCH_ROWS)]!, ids[hit]! % BATCH_ROWS);
    const distance = distances[hit]!;
    if (!json) lines.push(`${inWords(query)}\t${inWords(list)}\t${distance}\n`);
    else lines.push(`${isFirst && hit === from ? '' : ','}\n${JSON.stringify({ query, list, distance })}`);
  }
  return lines.join('');
}

type Line = { line: number; label: string | null };

function lineOf(batch: KnownLines[number], row: number): Line {
  return { line: batch.lines[row]!, label: labelOf(batch, row) };
}

/** A label may hold whatever its file held: nothing of it may steer a terminal or look like a second column. */
function inWords({ line, label }: Line): string {
  return label === null ? `line ${line}` : label.replace(/\p{Cc}/gu, ' ');
}

function describeRefused(named: readonly Refused[], all: number): string[] {
  return [
    ...named.map(({ file, line, code }) => `--${file}, line ${line}: ${code}: ${LINE_REFUSALS[code]}`),
    ...(all > named.length ? [`and ${all - named.length} more bad lines`] : []),
  ];
}
