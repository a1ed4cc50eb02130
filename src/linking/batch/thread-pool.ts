import { Worker } from 'node:worker_threads';

type Task<Asked> = { asked: Asked; resolve: (answer: never) => void; reject: (why: unknown) => void };

type PoolOptions = { threads: number; workerData: unknown };

/** Threads of which whichever is free does what was asked next; each does one thing at a time. */
export class ThreadPool<Asked> {
  readonly #workers: Worker[];
  readonly #free: Worker[];
  readonly #doing = new Map<Worker, Task<Asked>>();
  readonly #waiting: Task<Asked>[] = [];
  /** Why nothing is done any longer. */
  #failure: Error | undefined;

  /** `script` answers each message with one. */
  constructor(script: URL, { threads, ...options }: PoolOptions) {
    this.#workers = Array.from({ length: threads }, () => this.#start(new Worker(script, options)));
    this.#free = [...this.#workers];
  }

  ask<Answer>(asked: Asked): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (this.#failure) throw this.#failure;
      this.#waiting.push({ asked, resolve, reject });
      this.#handOut();
    });
  }

  close(): void {
    this.#fail(new Error('the threads are closed'));
    for (const worker of this.#workers) void worker.terminate();
  }

  #start(worker: Worker): Worker {
    worker.on('message', (answer) => {
      this.#doing.get(worker)!.resolve(answer as never);
      this.#doing.delete(worker);
      this.#free.push(worker);
      this.#handOut();
    });
    worker.on('error', (failure) => this.#fail(failure));
    worker.on('exit', (code) => this.#fail(new Error(`a thread ended with ${code}`)));
    return worker;
  }

  #handOut(): void {
    while (this.#free.length > 0 && this.#waiting.length > 0) {
      const [worker, task] = [this.#free.pop()!, this.#waiting.shift()!];
      this.#doing.set(worker, task);
      worker.postMessage(task.asked);
    }
  }

  /** What one thread cannot do nobody waits for any longer. */
  #fail(failure: Error): void {
    this.#failure ??= failure;
    for (const { reject } of [...this.#doing.values(), ...this.#waiting]) reject(failure);
    this.#doing.clear();
    this.#waiting.length = 0;
  }
}
