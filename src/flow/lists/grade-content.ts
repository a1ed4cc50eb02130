import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addGrading,
  changingLists,
  checkEntry,
  decideGrading,
  entryOfFile,
  findList,
  type Grading,
  gradesOf,
  type HashList,
  hashesOfFiles,
  MEDIA,
  type Media,
  openGrading,
  type UsableHash,
} from '../../matching/index.ts';
import { referralHeader } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { isId, newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees } from '../visible-referrals.ts';
import { standingEntry } from './give-opinion.ts';
import { addOwn, withdrawOwn } from './own-entries.ts';

/** `position`: of the file in the referral's list, from 0. */
export type GradingInput = {
  list: string;
  referralId: string;
  position: number;
  classification: string;
  media: Media;
};

/** Files of one referral that are looked at for hashes. */
const FILES_LOOKED_AT = 1_000;

/**
 * Proposes a file of a referral for the bureau's own list, with a grade. It is listed once a second person confirms: a
 * wrong entry would be found on every platform that fetches the list, and nobody there can see the content.
 */
export async function gradeContent(store: Store, actor: Actor, input: GradingInput): Promise<string> {
  ensureMay(actor, 'grade-content');
  return inTransaction(store, async (tx) => {
    const list = await ownList(tx, input.list);
    ensureGrade(list, input);
    await ensureSees(tx, actor, await referralHeader(tx, input.referralId));
    const file = await fileOf(tx, input);
    if (await entryOfFile(tx, list.id, file.hashes)) throw new Problem('lists.listed-already');
    const id = newId(store.clock.now().getTime());
    const isNew = await addGrading(tx, {
      id,
      listId: list.id,
      referralId: input.referralId,
      version: file.version,
      position: input.position,
      media: input.media,
      classification: input.classification,
      gradedBy: actor.id,
      gradedAt: store.clock.now(),
    });
    if (!isNew) throw new Problem('lists.listed-already');
    await recordStep(tx, actor, 'grade-content', {
      referralId: input.referralId,
      detail: { list: list.code, grading: id, classification: input.classification },
    });
    return id;
  });
}

/** A second person confirms the grade, and the file is listed; or refuses it. Answers the entry's id. */
export async function decideGradingOf(
  store: Store,
  actor: Actor,
  { gradingId, decision }: { gradingId: string; decision: 'confirmed' | 'refused' },
): Promise<number | null> {
  ensureMay(actor, 'grade-content');
  if (!['confirmed', 'refused'].includes(decision)) throw new Problem('lists.unknown-code');
  return inTransaction(store, async (tx) => {
    const grading = isId(gradingId) ? await openGrading(tx, gradingId) : undefined;
    if (!grading) throw new Problem('lists.unknown-grading');
    if (grading.gradedBy === actor.id) throw new Problem('lists.same-person');
    await ensureSees(tx, actor, await referralHeader(tx, grading.referralId));
    const at = store.clock.now();
    const entryId = decision === 'confirmed' ? await listFile(tx, actor, { grading, at }) : null;
    await decideGrading(tx, grading.id, { by: actor.id, at, decision, entryId });
    await recordStep(tx, actor, decision === 'confirmed' ? 'confirm-grade' : 'refuse-grade', {
      referralId: grading.referralId,
      detail: { list: grading.list, grading: grading.id, entry: entryId },
    });
    return entryId;
  });
}

/** Takes an entry off the bureau's own list; the next release says so. */
export async function withdrawOwnEntry(store: Store, actor: Actor, entryId: number): Promise<void> {
  ensureMay(actor, 'publish-hash-list');
  await inTransaction(store, async (tx) => {
    const entry = await standingEntry(tx, entryId);
    if (!entry.own) throw new Problem('lists.not-own');
    const at = store.clock.now();
    await changingLists(tx, { listId: entry.listId, at }, () => withdrawOwn(tx, actor, entry, at));
    await record(tx, [
      {
        verb: 'altered',
        action: 'withdraw-list-entry',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        detail: { list: entry.list, entry: entryId },
      },
    ]);
  });
}

async function listFile(
  tx: Tx,
  actor: PersonActor,
  { grading, at }: { grading: Grading; at: Date },
): Promise<number> {
  const list = await ownList(tx, grading.list);
  const { hashes } = await fileOf(tx, grading);
  if (await entryOfFile(tx, list.id, hashes)) throw new Problem('lists.listed-already');
  const { entry } = checkEntry(
    {
      what: 'entry',
      entry: 1,
      line: null,
      id: grading.id,
      media: grading.media,
      classification: grading.classification,
      scheme: list.scheme,
      member: null,
      listedAt: at,
      hashes: hashes.map(({ kind, hex, quality }) => ({
        kind,
        value: hex,
        ...(quality !== null && { quality }),
      })),
      labels: [],
      opinions: null,
    },
    list.scheme,
  );
  if (!entry) throw new Problem('lists.no-usable-hash');
  return changingLists(tx, { listId: list.id, at }, () => addOwn(tx, actor, { listId: list.id, entry, at }));
}

async function ownList(tx: Tx, code: string): Promise<HashList> {
  const list = await findList(tx, code);
  if (!list.own || list.closedAt !== null) throw new Problem('lists.not-own');
  return list;
}

function ensureGrade(list: HashList, { classification, media }: GradingInput): void {
  const grades = gradesOf(list.scheme);
  if ((grades !== null && !grades.includes(classification)) || !Object.hasOwn(MEDIA, media))
    throw new Problem('lists.unknown-code');
}

async function fileOf(
  tx: Tx,
  { referralId, position }: { referralId: string; position: number },
): Promise<{ version: number; hashes: UsableHash[] }> {
  const files = await hashesOfFiles(tx, referralId, FILES_LOOKED_AT);
  const file = files.find((one) => one.position === position);
  if (!file) throw new Problem('lists.no-usable-hash');
  return file;
}

async function recordStep(
  tx: Tx,
  actor: Actor,
  action: string,
  { referralId, detail }: { referralId: string; detail: Record<string, string | number | null> },
): Promise<void> {
  await record(tx, [
    { verb: 'altered', action, actor: actorRef(actor), purpose: 'matching', subjects: [referralId], detail },
  ]);
}
