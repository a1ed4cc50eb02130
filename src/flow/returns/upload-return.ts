import { createHash } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addReading,
  addReturn,
  addReturnFile,
  addStep,
  forceNamed,
  isPeriod,
  type NewReturn,
  newReturnKey,
  profileExamples,
  profileOf,
  proposeReturn,
  type ReadReturn,
  readWorkbook,
  returnOfFile,
  schemeOn,
} from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { saltedDigest } from '../../shared/envelope.ts';
import { newId } from '../../shared/ids.ts';
import type { Period } from '../../shared/period.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import { ensureOwnForce } from './own-returns.ts';

/** `force`: its key in the registry; null for one table that names its forces. */
export type UploadedReturn = { force: string | null; period: Period; name: string; content: Buffer };

/** `isRepeated`: this very file was there already, and nothing was done. */
export type Uploaded = { id: string; isRepeated: boolean };

/**
 * Years for which the file itself is kept after it came in. Chosen: a figure can be traced to its cell until the report of
 * the year after next is out; then the file is erased, and the figures stay.
 */
const KEPT_YEARS = 3;
/** Other forces' mappings that a first proposal may learn from. */
const MOST_EXAMPLES = 20;

/** Takes in a return as it is and proposes how to read it. Throws `returns.invalid`, `picture.unreadable-return`. */
export async function uploadReturn(store: Store, actor: Actor, upload: UploadedReturn): Promise<Uploaded> {
  ensureMay(actor, 'send-return');
  ensureComplete(upload, store.clock.now());
  const { force, period, content } = upload;
  await ensureOwnForce(store, store.db, { actor, force });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const before = await returnOfFile(store.db, { sha256, force, period });
  if (before) return { id: before.id, isRepeated: true };
  const read = await proposalFor(store, upload);
  const { dataKey, key } = await newReturnKey(store);
  const at = store.clock.now();
  const added: NewReturn = {
    id: newId(at.getTime()),
    force,
    period,
    scheme: { id: read.mapping.scheme, version: read.mapping.schemeVersion },
    sha256,
    sizeBytes: content.length,
    uploadedBy: actorRef(actor),
    uploadedAt: at,
    keepUntil: yearsLater(at, KEPT_YEARS),
    key,
  };
  return inTransaction(store, async (tx) => {
    if (!(await addReturn(tx, added)))
      return { id: (await returnOfFile(tx, { sha256, force, period }))!.id, isRepeated: true };
    await addReturnFile(tx, dataKey, { id: added.id, name: upload.name, content });
    await addReading(tx, dataKey, { id: added.id, reading: read, by: added.uploadedBy, at });
    await addStep(tx, added.id, { act: 'upload', by: added.uploadedBy, at, reason: null });
    await record(tx, [
      {
        verb: 'collected',
        action: 'upload-return',
        actor: added.uploadedBy,
        purpose: 'statistics',
        subjects: [],
        digest: saltedDigest(dataKey, content),
        detail: { return: added.id, force, from: period.from, to: period.to, bytes: content.length },
      },
    ]);
    return { id: added.id, isRepeated: false };
  });
}

async function proposalFor(store: Store, { force, period, content }: UploadedReturn): Promise<ReadReturn> {
  const sheets = await readWorkbook(content);
  const own = (await profileOf(store, store.db, force))?.mapping;
  const examples = await profileExamples(store, store.db, MOST_EXAMPLES);
  return proposeReturn(sheets, { scheme: schemeOn(period.from), period, force, own, examples });
}

/** Longest period of a return. Chosen: a financial year that was moved by a quarter. */
const LONGEST_DAYS = 470;
const DAY_MS = 86_400_000;

function ensureComplete({ force, period, content }: UploadedReturn, now: Date): void {
  const faults: Fault[] = [];
  const days = (Date.parse(period.to) - Date.parse(period.from)) / DAY_MS;
  if (content.length === 0) faults.push({ path: 'file', reason: 'it is empty' });
  if (force !== null && forceNamed(force) !== force)
    faults.push({ path: 'force', reason: 'there is no such force' });
  if (!isPeriod(period) || days < 1 || days > LONGEST_DAYS)
    faults.push({ path: 'period', reason: 'it is no period of up to 15 months' });
  else if (Date.parse(period.from) > now.getTime())
    faults.push({ path: 'period', reason: 'it has not begun' });
  if (faults.length > 0) throw new Problem('returns.invalid', { faults });
}

function yearsLater(at: Date, years: number): string {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later.toISOString().slice(0, 10);
}
