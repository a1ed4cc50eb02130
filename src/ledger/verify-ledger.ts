import type { Db } from '../shared/db.ts';
import { type Checkpoint, chainHead, GENESIS_HEAD, signatureHolds } from './checkpoint.ts';
import { type Entry, hashEntry } from './entry.ts';
import { BEFORE_ALL, checkpointsAfter, entriesBetween, type Place, unsealedAfter } from './ledger-records.ts';
import { merkleRoot } from './merkle.ts';

/** A fault in the ledger: the checkpoint it was found at and what does not hold. */
export type LedgerFault = { checkpoint: number; fault: LedgerFaultCode };
export type LedgerFaultCode =
  | 'entries-changed'
  | 'entry-count'
  | 'chain-broken'
  | 'number-gap'
  | 'signature'
  | 'foreign-key'
  | 'differs-from-anchor'
  | 'anchor-missing';

export type LedgerReport = {
  checkpoints: number;
  entries: number;
  head: string;
  /** Committed entries that no checkpoint covers yet, and the time of the oldest. */
  unsealed: { entries: number; oldest: string | null };
  faults: LedgerFault[];
};

/** Where a verifier reads from: the database, or an exported file. */
export type LedgerReader = {
  checkpoints(): AsyncIterable<Checkpoint>;
  entriesBetween(after: Place, upTo: Place): Promise<Entry[]>;
  unsealedAfter(last: Place): Promise<{ entries: number; oldest: string | null }>;
};

/**
 * What the verifier knows from elsewhere. `anchors`: checkpoints that were kept outside; each must stand in the
 * ledger exactly as it was, or somebody has rewritten history since. `publicKey`: the bureau's, SPKI DER in hex.
 */
export type KnownElsewhere = { anchors?: readonly Checkpoint[]; publicKey?: string };

/** Recomputes every hash and signature from the first entry on. No secret is needed. */
export async function verifyLedger(reader: LedgerReader, known: KnownElsewhere = {}): Promise<LedgerReport> {
  const anchors = known.anchors ?? [];
  const awaited = new Map(anchors.map((anchor) => [anchor.number, anchor]));
  let expectedKey = known.publicKey ?? anchors[0]?.publicKey;
  const report: LedgerReport = {
    checkpoints: 0,
    entries: 0,
    head: GENESIS_HEAD,
    unsealed: { entries: 0, oldest: null },
    faults: [],
  };
  let place = BEFORE_ALL;
  for await (const checkpoint of reader.checkpoints()) {
    const upTo = { txid: checkpoint.lastTxid, id: checkpoint.lastId };
    const entries = await reader.entriesBetween(place, upTo);
    const anchor = awaited.get(checkpoint.number);
    // Where no key is known, the ledger has at least to be of one hand.
    expectedKey ??= checkpoint.publicKey;
    awaited.delete(checkpoint.number);
    const faults = faultsOf(checkpoint, entries, { report, anchor, expectedKey });
    report.faults.push(...faults.map((fault) => ({ checkpoint: checkpoint.number, fault })));
    report.checkpoints += 1;
    report.entries += entries.length;
    report.head = checkpoint.head;
    place = upTo;
  }
  for (const number of awaited.keys()) report.faults.push({ checkpoint: number, fault: 'anchor-missing' });
  report.unsealed = await reader.unsealedAfter(place);
  return report;
}

type Seen = { report: LedgerReport; anchor: Checkpoint | undefined; expectedKey: string | undefined };

function faultsOf(checkpoint: Checkpoint, entries: readonly Entry[], seen: Seen): LedgerFaultCode[] {
  const root = merkleRoot(entries.map(hashEntry)).toString('hex');
  const total = seen.report.entries + entries.length;
  const checks: [LedgerFaultCode, boolean][] = [
    ['number-gap', checkpoint.number === seen.report.checkpoints + 1],
    ['entry-count', checkpoint.entries === entries.length && checkpoint.total === total],
    ['entries-changed', checkpoint.root === root],
    ['chain-broken', checkpoint.head === chainHead(seen.report.head, checkpoint.root)],
    ['signature', signatureHolds(checkpoint)],
    ['foreign-key', seen.expectedKey === undefined || checkpoint.publicKey === seen.expectedKey],
    ['differs-from-anchor', seen.anchor === undefined || sameCheckpoint(seen.anchor, checkpoint)],
  ];
  return checks.filter(([, holds]) => !holds).map(([fault]) => fault);
}

function sameCheckpoint(a: Checkpoint, b: Checkpoint): boolean {
  return a.head === b.head && a.total === b.total && a.signature === b.signature;
}

/** Reads the ledger from the database, a batch of checkpoints at a time. */
export function databaseReader(db: Db): LedgerReader {
  return {
    async *checkpoints() {
      for (let last = 0; ; ) {
        const batch = await checkpointsAfter(db, last, 500);
        yield* batch;
        if (batch.length === 0) return;
        last = batch.at(-1)!.number;
      }
    },
    entriesBetween: (after, upTo) => entriesBetween(db, after, upTo),
    unsealedAfter: (last) => unsealedAfter(db, last),
  };
}
