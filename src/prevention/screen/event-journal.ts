import type { Entry, Touch } from './entity-store.ts';
import { isAfter, type Order } from './order.ts';

type SavedEntry = Omit<Entry, 'touched'> & { touched: Omit<Touch, 'lastEntry'>[] };
export type SavedJournal = { entries: SavedEntry[]; newestAt: number; closed: Order };

/** The events of the tolerance, in their order. What is older is closed: it can no longer be taken back. */
export class EventJournal {
  readonly #toleranceMs: number;
  readonly #most: number;
  readonly #ids = new Set<string>();
  #entries: Entry[] = [];
  #head = 0;
  #newestAt = -Infinity;
  #closed: Order = { at: -Infinity, id: '' };

  constructor(toleranceMs: number, most: number) {
    this.#toleranceMs = toleranceMs;
    this.#most = most;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  get newestAt(): number {
    return this.#newestAt;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  isTooLate(order: Order): boolean {
    return order.at < this.#newestAt - this.#toleranceMs || !isAfter(order, this.#closed);
  }

  /** Takes note of a time, and closes what it leaves behind. */
  add(entry: Entry): void {
    const { at } = entry.order;
    if (at > this.#newestAt) this.#newestAt = at;
    this.#entries.splice(this.#placeOf(entry.order), 0, entry);
    this.#ids.add(entry.event.id);
    this.#close();
  }

  #close(): void {
    const oldest = this.#newestAt - this.#toleranceMs;
    while (this.size > 0) {
      const first = this.#entries[this.#head]!;
      if (first.order.at >= oldest && this.size <= this.#most) break;
      this.#closed = first.order;
      this.#ids.delete(first.event.id);
      // Later events still point here: what this one pointed at may go.
      first.touched = [];
      first.decisions = [];
      this.#head += 1;
    }
    if (this.#head > this.#most / 2) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Where an event belongs; nearly always at the end. */
  #placeOf(order: Order): number {
    let place = this.#entries.length;
    while (place > this.#head && isAfter(this.#entries[place - 1]!.order, order)) place -= 1;
    return place;
  }

  save(): SavedJournal {
    const entries = this.#entries.slice(this.#head).map((entry) => ({
      ...entry,
      touched: entry.touched.map(({ lastEntry, ...touch }) => touch),
    }));
    return { entries, newestAt: this.#newestAt, closed: this.#closed };
  }

  /** Gives the entries, which have to be linked with what they touched. */
  load(saved: SavedJournal): readonly Entry[] {
    this.#entries = saved.entries.map((entry) => ({
      ...entry,
      touched: entry.touched.map((touch) => ({ ...touch, lastEntry: null })),
    }));
    this.#head = 0;
    this.#ids.clear();
    for (const { event } of saved.entries) this.#ids.add(event.id);
    this.#newestAt = saved.newestAt ?? Number.NEGATIVE_INFINITY;
    this.#closed = { at: saved.closed.at ?? Number.NEGATIVE_INFINITY, id: saved.closed.id };
    return this.#entries;
  }
}
