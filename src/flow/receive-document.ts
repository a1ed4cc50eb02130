import { SOURCE_KINDS, type Source } from '../access/index.ts';
import {
  type Adapter,
  chooseAdapter,
  countRefusal,
  type DocumentReading,
  documentHash,
  ensureSize,
  findKnownDocuments,
  hashIdempotencyKey,
  isSameDocument,
  type Receipt,
  readDocument,
  type Submission,
  sealDocuments,
  splitDocument,
  unread,
} from '../intake/index.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { Intake } from './open-intake.ts';
import { type Arrival, documentHashIn, prepareReceipt } from './prepare-receipt.ts';
import { receiptsFor } from './read-receipts.ts';

/** Documents of a file that are read and committed together; the next ones are read while these commit. */
const AT_ONCE = 200;
const BYTES_AT_ONCE = 32_000_000;

/**
 * Receives one document, or a file of many: a receipt for each, in order, once all are committed. What cannot be
 * read is kept in quarantine and its receipt says why; from an anonymous sender it is refused. Throws `intake.empty`,
 * `intake.too-large`, `intake.idempotency-conflict`, `intake.overloaded`, `store.unreachable`.
 */
export async function receiveDocument(
  intake: Intake,
  sender: Source,
  submission: Submission,
): Promise<Receipt[]> {
  try {
    return await receive(intake, sender, submission);
  } catch (failure) {
    if (failure instanceof Problem && isRefusal(failure)) {
      const at = intake.store.clock.now();
      await countRefusal(intake.store.db, { at, channel: submission.channel, code: failure.code });
    }
    throw failure;
  }
}

/** Overload and an unreachable database say nothing of the document: nothing is counted. */
function isRefusal({ code }: Problem): boolean {
  return code.startsWith('intake.') && code !== 'intake.overloaded';
}

async function receive(intake: Intake, sender: Source, submission: Submission): Promise<Receipt[]> {
  const { raw } = submission;
  const adapter = chooseAdapter(intake.adapters, raw, submission);
  ensureSize(raw, adapter);
  const parts = splitDocument(adapter, raw);
  const arrival = arrivalOf(intake, sender, submission, isFileOfMany(parts, raw));
  if (parts instanceof Problem) return commitDocuments(intake, arrival, [unread(adapter!.name, raw, parts)]);
  if (parts.length > 1 && SOURCE_KINDS[sender.kind].anonymous) {
    throw new Problem('intake.invalid', { faults: [{ reason: 'one report at a time' }] });
  }
  await ensureSameFile(intake, arrival, parts[0]!);
  return receiveParts(intake, arrival, adapter, parts);
}

/** A changed file under a key that was used before is refused before any of it is written. */
async function ensureSameFile({ store }: Intake, arrival: Arrival, first: Buffer): Promise<void> {
  const { batch, idempotencyKey, sender } = arrival;
  if (!batch) return;
  const asked = { referralId: batch.id, sourceId: sender.id, idempotencyKey, batchPosition: 1 };
  const documentHash = documentHashIn(store.keys, arrival, first);
  const known = await findKnownDocuments(store.db, [asked]);
  if (known.some((document) => !isSameDocument(document, { batchPosition: 1, documentHash }))) {
    throw new Problem('intake.idempotency-conflict');
  }
}

/** A format that can hold many may hold one: that is a document of its own. */
function isFileOfMany(parts: Buffer[] | Problem, raw: Buffer): boolean {
  return !(parts instanceof Problem) && (parts.length > 1 || !parts[0]!.equals(raw));
}

function arrivalOf({ store }: Intake, sender: Source, submission: Submission, isFile: boolean): Arrival {
  const fileHash = isFile ? documentHash(store.keys, submission.raw) : undefined;
  // A file sent a second time is the same file, whether or not its sender names a key.
  const key = submission.idempotencyKey || fileHash?.toString('hex');
  return {
    sender,
    channel: submission.channel,
    mediaType: essenceOf(submission.mediaType),
    receivedAt: submission.receivedAt ?? store.clock.now(),
    idempotencyKey: key ? hashIdempotencyKey(store.keys, key) : null,
    batch: fileHash && { id: newId(), fileHash },
  };
}

/** Type and subtype only: what follows is the sender's own, a file name perhaps. */
function essenceOf(mediaType: string | undefined): string {
  return (
    /^[\w.+-]{1,60}\/[\w.+-]{1,60}/.exec(mediaType ?? '')?.[0].toLowerCase() ?? 'application/octet-stream'
  );
}

async function receiveParts(
  intake: Intake,
  arrival: Arrival,
  adapter: Adapter | undefined,
  parts: readonly Buffer[],
): Promise<Receipt[]> {
  const context = { receivedAt: arrival.receivedAt, reliability: arrival.sender.reliability };
  const receipts: Receipt[] = [];
  let committing: Promise<Receipt[]> = Promise.resolve([]);
  for (const { from, some } of slicesOf(parts)) {
    const readings = some.map((part) => readDocument(adapter, part, context));
    receipts.push(...(await committing));
    committing = commitDocuments(intake, arrival, readings, from);
  }
  receipts.push(...(await committing));
  return receipts;
}

/** `from`: how many parts came before these. */
function* slicesOf(parts: readonly Buffer[]): Generator<{ from: number; some: Buffer[] }> {
  let some: Buffer[] = [];
  let bytes = 0;
  for (const [i, part] of parts.entries()) {
    if (some.length >= AT_ONCE || (some.length > 0 && bytes + part.length > BYTES_AT_ONCE)) {
      yield { from: i - some.length, some };
      some = [];
      bytes = 0;
    }
    some.push(part);
    bytes += part.length;
  }
  yield { from: parts.length - some.length, some };
}

/** `from`: how many documents of the same file came before these. */
async function commitDocuments(
  intake: Intake,
  arrival: Arrival,
  readings: readonly DocumentReading[],
  from = 0,
): Promise<Receipt[]> {
  for (const { problem, adapter, bug } of readings) {
    if (bug) intake.onReaderFault(adapter);
    if (problem && SOURCE_KINDS[arrival.sender.kind].anonymous) throw problem;
  }
  const sealed = await sealDocuments(intake.store.keys, readings);
  const receipts = readings.map((reading, i) =>
    prepareReceipt(intake.store.keys, arrival, { reading, sealed: sealed[i]!, position: from + i + 1 }),
  );
  const written = await Promise.all(receipts.map((receipt) => intake.group.add(receipt)));
  return receiptsFor(intake.store.db, receipts, written);
}
