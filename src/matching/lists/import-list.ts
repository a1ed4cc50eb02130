import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { type CheckedEntry, checkEntry, keptId } from './check-entry.ts';
import type { GivenEntry, ListItem, Place, RejectionCode } from './given-entry.ts';
import { addMembers, addRejections, type ImportCounts, putCounts, type Rejection } from './import-records.ts';
import { changingLists } from './list-changes.ts';
import type { HashList } from './list-records.ts';
import { SeenIds } from './seen-ids.ts';
import { takeEntries } from './take-entries.ts';

/** Entries of one transaction: long enough to be fast, short enough that lookups see a list grow. Chosen. */
const TAKEN_TOGETHER = 5_000;
/** Kept in detail; the counts hold all. Chosen: more than a person reads. */
const MOST_REJECTIONS = 10_000;
/** Of one file. The largest lists that are published of hold a few million. Chosen. */
const MOST_ENTRIES = 20_000_000;
/** Different classifications that are counted by name. */
const MOST_CLASSIFICATIONS = 60;

type Batch = {
  entries: CheckedEntry[];
  withdrawals: string[];
  rejections: Rejection[];
  members: Map<string, string>;
};

function newBatch(): Batch {
  return { entries: [], withdrawals: [], rejections: [], members: new Map() };
}

/** Takes the items of one file into a list, batch by batch; what it has taken stays if the file breaks off. */
export class ListImporting {
  readonly #store: Store;
  readonly #list: HashList;
  readonly #importId: string;
  readonly #seen = new SeenIds();
  #batch = newBatch();
  #committing: Promise<void> = Promise.resolve();
  #kept = 0;
  country: string | null = null;
  cursor: string | null = null;
  readonly counts: ImportCounts = {
    entries: 0,
    added: 0,
    updated: 0,
    unchanged: 0,
    withdrawn: 0,
    unknownWithdrawals: 0,
    notTaken: 0,
    opinions: 0,
    rejections: {},
    values: {},
    otherKinds: {},
    classifications: {},
  };

  constructor(store: Store, list: HashList, importId: string) {
    this.#store = store;
    this.#list = list;
    this.#importId = importId;
  }

  async take(items: readonly ListItem[]): Promise<void> {
    for (const item of items) {
      this.#takeItem(item);
      if (this.#batch.entries.length + this.#batch.withdrawals.length >= TAKEN_TOGETHER) await this.#hand();
    }
    if (this.#batch.rejections.length >= TAKEN_TOGETHER) await this.#hand();
  }

  /** Commits what waits. */
  async finish(): Promise<void> {
    await this.#hand();
    await this.#committing;
  }

  /** Hands the batch to the database, and goes on reading while that works. */
  async #hand(): Promise<void> {
    await this.#committing;
    const batch = this.#batch;
    this.#batch = newBatch();
    if (batch.entries.length + batch.withdrawals.length + batch.rejections.length === 0) return;
    this.#committing = inTransaction(this.#store, (tx) => this.#commit(tx, batch));
    // Whoever awaits it next is told; until then a failure must not end the process.
    this.#committing.catch(() => undefined);
  }

  async #commit(tx: Tx, { entries, withdrawals, rejections, members }: Batch): Promise<void> {
    const at = this.#store.clock.now();
    const taking = { listId: this.#list.id, importId: this.#importId, at };
    await addMembers(tx, this.#list.id, members);
    await addRejections(tx, this.#importId, rejections);
    const taken = await changingLists(tx, taking, () => takeEntries(tx, taking, { entries, withdrawals }));
    for (const [outcome, count] of Object.entries(taken)) {
      this.counts[outcome as keyof typeof taken] += count;
    }
    await putCounts(tx, this.#importId, this);
  }

  #takeItem(item: ListItem): void {
    if (item.what === 'heading') {
      this.country = item.country ?? this.country;
      this.cursor = item.cursor ?? this.cursor;
      return;
    }
    if (item.what === 'rejected') {
      this.counts.entries += item.code === 'list.ends-early' ? 0 : 1;
      this.#refuse(item, item.code);
      return;
    }
    this.counts.entries += 1;
    if (this.counts.entries > MOST_ENTRIES) throw new Problem('lists.too-many-entries');
    if (item.what === 'withdrawal') this.#takeWithdrawal(item);
    else this.#takeEntry(item);
  }

  #takeWithdrawal({ id, ...place }: Place & { id: string }): void {
    if (keptId(id) === null) this.#refuse(place, 'entry.no-id');
    else if (!this.#seen.add(id)) this.#refuse(place, 'entry.duplicate-id');
    else this.#batch.withdrawals.push(id);
  }

  #takeEntry(given: GivenEntry): void {
    const { entry, faults, otherKinds } = checkEntry(given, this.#list.scheme);
    for (const kind of otherKinds) countOne(this.counts.otherKinds, kind);
    for (const code of faults) this.#reject(given, code);
    if (!entry) this.counts.notTaken += 1;
    else if (this.#seen.add(entry.id)) this.#keep(entry);
    else this.#refuse(given, 'entry.duplicate-id');
  }

  #keep(entry: CheckedEntry): void {
    this.#batch.entries.push(entry);
    for (const { kind } of entry.values) countOne(this.counts.values, kind);
    if (entry.member?.name) this.#batch.members.set(entry.member.id, entry.member.name);
    for (const { holder, name } of entry.opinions ?? []) {
      if (name) this.#batch.members.set(holder, name);
    }
    if (entry.classification === null) return;
    const named = `${entry.scheme} ${entry.classification}`;
    const known = named in this.counts.classifications;
    const isOneMore = Object.keys(this.counts.classifications).length >= MOST_CLASSIFICATIONS;
    countOne(this.counts.classifications, known || !isOneMore ? named : 'others');
  }

  /** Refuses the whole entry. */
  #refuse(place: Place, code: RejectionCode): void {
    if (code !== 'list.ends-early') this.counts.notTaken += 1;
    this.#reject(place, code);
  }

  #reject({ entry, line }: Place, code: RejectionCode): void {
    countOne(this.counts.rejections, code);
    this.#kept += 1;
    if (this.#kept <= MOST_REJECTIONS) this.#batch.rejections.push({ entry, line, code });
  }
}

function countOne(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
