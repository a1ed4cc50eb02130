import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Problem } from '../../shared/problem.ts';

export type DuckDbOptions = { folder: string; memoryMegabytes: number };
export type DuckDbRow = Record<string, unknown>;

type Waiting = { resolve(rows: DuckDbRow[]): void; reject(cause: Problem): void };
type Answer = { id: number; rows: DuckDbRow[] } | { id: number; failed: string };

/** DuckDB in a child process, started when it is first asked, and anew after it died. */
export class DuckDbProcess {
  readonly #options: DuckDbOptions;
  #child: Promise<ChildProcess> | undefined;
  #pid: number | undefined;
  #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(options: DuckDbOptions) {
    this.#options = options;
  }

  /** Throws `picture.analysis-failed` with the kind of fault, never with what was asked. */
  async query(query: string): Promise<DuckDbRow[]> {
    this.#child ??= this.#start().catch((cause) => {
      this.#child = undefined;
      throw cause;
    });
    const child = await this.#child;
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.channel?.ref();
      child.send({ id, query });
    });
  }

  /** The most memory that it has held so far, in megabytes; 0 where it does not run or the system does not say. */
  peakMegabytes(): number {
    const status = `/proc/${this.#pid}/status`;
    if (this.#pid === undefined || !existsSync(status)) return 0;
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024);
  }

  async close(): Promise<void> {
    const child = await this.#child?.catch(() => undefined);
    if (!child || child.exitCode !== null) return;
    child.ref();
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }

  async #start(): Promise<ChildProcess> {
    const { folder, memoryMegabytes } = this.#options;
    const child = fork(
      new URL('./duckdb-child.ts', import.meta.url),
      [folder, String(memoryMegabytes), String(availableParallelism())],
      { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    this.#pid = child.pid;
    await Promise.race([once(child, 'message'), failureOf(child)]);
    child.on('message', (answer: Answer) => this.#settle(answer, child));
    child.on('exit', () => this.#giveUp());
    // It keeps nothing alive but what waits for an answer.
    child.unref();
    child.channel?.unref();
    return child;
  }

  #settle(answer: Answer, child: ChildProcess): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) child.channel?.unref();
    if ('rows' in answer) waiting?.resolve(answer.rows);
    else waiting?.reject(new Problem('picture.analysis-failed', { detail: answer.failed }));
  }

  #giveUp(): void {
    this.#child = undefined;
    this.#pid = undefined;
    for (const { reject } of this.#waiting.values()) reject(ended());
    this.#waiting.clear();
  }
}

async function failureOf(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw ended();
}

function ended(): Problem {
  return new Problem('picture.analysis-failed', { detail: 'its process ended' });
}
