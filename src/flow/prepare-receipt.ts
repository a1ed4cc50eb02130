import type { Source } from '../access/index.ts';
import {
  type Channel,
  type DocumentReading,
  documentHash,
  type SealedDocument,
  tellsOfDanger,
} from '../intake/index.ts';
import type { NewEntry } from '../ledger/index.ts';
import { sensitivityOf } from '../referral/index.ts';
import { newId } from '../shared/ids.ts';
import type { KeyService } from '../shared/key-service.ts';
import type { NewJob } from '../shared/outbox.ts';
import type { PreparedReceipt } from './write-receipts.ts';

/** What all documents of one submission share. `batch`: of a file of many. */
export type Arrival = {
  sender: Source;
  channel: Channel;
  mediaType: string;
  receivedAt: Date;
  /** As it is kept: a keyed hash. */
  idempotencyKey: string | null;
  batch: { id: string; fileHash: Buffer } | undefined;
};

/** `position`: 1-based place in the file; without meaning for a document of its own. */
type ReadAndSealed = { reading: DocumentReading; sealed: SealedDocument; position: number };

/** The rows of one receipt. Its number is given by the database. */
export function prepareReceipt(keys: KeyService, arrival: Arrival, document: ReadAndSealed): PreparedReceipt {
  const { reading, sealed, position } = document;
  const id = newId();
  const { receivedAt, batch } = arrival;
  const sourceId = arrival.sender.id;
  const state = reading.problem ? 'quarantined' : 'open';
  return {
    referral: {
      id,
      sourceId,
      receivedAt,
      channel: arrival.channel,
      state,
      sensitivity: sensitivityOf(reading.content),
      key: sealed.key,
    },
    document: {
      referralId: id,
      sourceId,
      receivedAt,
      adapter: reading.adapter,
      mediaType: arrival.mediaType,
      raw: sealed.raw,
      rawBytes: reading.raw.length,
      documentHash: documentHashIn(keys, arrival, reading.raw),
      idempotencyKey: arrival.idempotencyKey,
      batchId: batch?.id ?? null,
      batchPosition: batch ? position : 0,
      stripped: reading.stripped,
      problem: reading.problem?.toJSON() ?? null,
    },
    content: sealed.content && {
      referralId: id,
      version: 1,
      madeAt: receivedAt,
      madeBy: `source:${sourceId}`,
      ...sealed.content,
    },
    entry: receiptEntry(id, arrival, document),
    job: followingJob(id, reading),
  };
}

/** What was read is joined up; what was not is looked at by a person sooner where it may tell of danger. */
function followingJob(id: string, reading: DocumentReading): NewJob | undefined {
  if (reading.content) return { kind: 'derive-referral', subject: id };
  return tellsOfDanger(reading.raw) ? { kind: 'call-for-unread', subject: id } : undefined;
}

/** Within a file, the whole file's hash comes first: the same line in a changed file is another document. */
export function documentHashIn(keys: KeyService, { batch }: Arrival, raw: Buffer): Buffer {
  return documentHash(keys, ...(batch ? [batch.fileHash] : []), raw);
}

/** The ledger alone tells source, day and first state of every receipt: conservation is proven from these. */
function receiptEntry(id: string, arrival: Arrival, { reading, sealed }: ReadAndSealed): NewEntry {
  return {
    verb: 'collected',
    action: 'receive',
    actor: `source:${arrival.sender.id}`,
    purpose: 'intake',
    subjects: [id],
    digest: sealed.digest,
    detail: {
      source: arrival.sender.id,
      day: arrival.receivedAt.toISOString().slice(0, 10),
      state: reading.problem ? 'quarantined' : 'open',
      channel: arrival.channel,
      adapter: reading.adapter,
      bytes: reading.raw.length,
    },
  };
}
