import { Worker } from 'node:worker_threads';
import type { LinkSpec } from '../model/link-spec.ts';
import type { LevelColumn } from './compare-values.ts';
import type { CandidatePairs } from './form-pairs.ts';
import type { HeldAttribute, ValueFacts } from './held-values.ts';
import type { HeldAttributes } from './hold-attributes.ts';
import { columnsOf } from './intern-values.ts';
import { columnAt, type RowTables } from './table-rows.ts';
import type { TermHolders } from './value-terms.ts';
import type { Workbench } from './workbench.ts';
import { readWritten, type WrittenCells } from './written-cells.ts';

export type ThreadTask = { spec: LinkSpec };

/** `attribute`: its place in the specification. Rows, pairs, labels and the answers' columns lie in memory that threads share. */
export type AskedOfThread = { id: number; attribute: number } & (
  | { what: 'hold'; written: WrittenCells }
  | { what: 'compare'; pairs: CandidatePairs }
  | { what: 'groups'; labels: Int32Array }
);

type Asked = AskedOfThread extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never;

/** Texts that live as long as the thread are moved once, and not time and again. Chosen. */
const YOUNG_MB = 128;

/** Each attribute is normalised, kept and compared by one thread; a thread that is free takes the next. */
export async function holdInThreads(
  bench: Workbench,
  tables: RowTables,
  {
    spec,
    threads,
    onProgress,
  }: { spec: LinkSpec; threads: number; onProgress: (done: number, total: number) => void },
): Promise<HeldAttributes> {
  const all = Array.from({ length: threads }, () => new AttributeThread({ spec }));
  const close = () => {
    for (const thread of all) thread.close();
  };
  try {
    const attributes: HeldAttribute[] = [];
    const waiting = await longestFirst(bench, tables, spec);
    let done = 0;
    let reading: Promise<unknown> = Promise.resolve();
    /** One after the other: DuckDB reads with all processors. */
    const readNext = (next: number): Promise<WrittenCells> => {
      const read = reading.then(() => readWritten(bench, tables, columnsOf(spec.attributes[next]!)));
      reading = read;
      return read;
    };
    const holdOn = async (thread: AttributeThread) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        attributes[next] = await thread.hold(next, await readNext(next));
        done += 1;
        onProgress(done, spec.attributes.length);
      }
    };
    onProgress(0, spec.attributes.length);
    await Promise.all(all.map(holdOn));
    return { attributes, close };
  } catch (failure) {
    close();
    throw failure;
  }
}

/** Attributes with most text first: they take longest to read and to compare, and no thread is to be left with one at the end. */
async function longestFirst(bench: Workbench, { tables }: RowTables, spec: LinkSpec): Promise<number[]> {
  const lengths = spec.attributes.map(() => 0);
  for (const table of tables) {
    const sums = spec.attributes.map((attribute, i) => {
      const places = columnsOf(attribute)
        .map((name) => columnAt(table, name))
        .filter((at) => at >= 0);
      return `${places.map((at) => `coalesce(sum(strlen(c${at})), 0)`).join(' + ') || '0'} as n${i}`;
    });
    const [found] = await bench.ask<Record<string, number>>(`select ${sums.join(', ')} from ${table.name}`);
    for (const i of lengths.keys()) lengths[i]! += found![`n${i}`]!;
  }
  return [...lengths.keys()].sort((a, b) => lengths[b]! - lengths[a]!);
}

class AttributeThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (answer: never) => void; reject: (why: unknown) => void }>();
  #asked = 0;

  constructor(workerData: ThreadTask) {
    this.#worker = new Worker(new URL('./attribute-thread.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#worker.on('message', ({ id, answer }: { id: number; answer: never }) => {
      this.#waiting.get(id)!.resolve(answer);
      this.#waiting.delete(id);
    });
    this.#worker.on('error', (failure) => {
      for (const { reject } of this.#waiting.values()) reject(failure);
      this.#waiting.clear();
    });
  }

  async hold(attribute: number, written: WrittenCells): Promise<HeldAttribute> {
    const facts = await this.#ask<ValueFacts>({ what: 'hold', attribute, written });
    return {
      ...facts,
      compare: (pairs) => this.#ask<LevelColumn>({ what: 'compare', attribute, pairs }),
      heldInGroups: (labels) => this.#ask<TermHolders>({ what: 'groups', attribute, labels }),
    };
  }

  close(): void {
    void this.#worker.terminate();
  }

  #ask<Answer>(asked: Asked): Promise<Answer> {
    const id = this.#asked;
    this.#asked += 1;
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...asked });
    });
  }
}
