import { ADAPTERS, type Adapter, type CommitGroup, commitGroup } from '../intake/index.ts';
import type { Store } from '../shared/db.ts';
import { type PreparedReceipt, type Written, writeReceipts } from './write-receipts.ts';

/** What receiving needs: one for a process, so that all its receipts share the group commit. */
export type Intake = {
  store: Store;
  adapters: readonly Adapter[];
  group: CommitGroup<PreparedReceipt, Written>;
  /** Told the name of a reader that failed, never what it read. */
  onReaderFault(adapter: string): void;
};

export type IntakeOptions = { adapters?: readonly Adapter[]; onReaderFault?: (adapter: string) => void };

export function openIntake(store: Store, options: IntakeOptions = {}): Intake {
  return {
    store,
    adapters: options.adapters ?? ADAPTERS,
    group: commitGroup((receipts) => writeReceipts(store.db, receipts), { sizeOf: bytesOf }),
    onReaderFault: options.onReaderFault ?? (() => undefined),
  };
}

function bytesOf({ document, content }: PreparedReceipt): number {
  return document.raw.length + (content ? content.content.length + content.evidence.length : 0);
}
