import { type Actor, actorRef, ensureMay, namesOfPeople, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addNoveltyMark,
  marksOf,
  NOVELTY_NOTE_SEALED_AS,
  type NoveltyMark,
  type NoveltyTag,
  noteOfMark,
  noveltyTags,
  removeNoveltyMark,
} from '../../picture/index.ts';
import { openDataKey, recordExposure, referralHeader } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { unseal } from '../../shared/envelope.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { Sealed } from '../../shared/sealed.ts';
import { sealNote } from '../seal-note.ts';
import { ensureSees } from '../visible-referrals.ts';

export type Marking = { referralId: string; tag: string; note?: string | undefined };

/**
 * An analyst marks a referral as something new: a tag that anybody may read, and a note that is sealed with the record.
 * Throws `picture.unknown-tag`, `picture.already-marked`.
 */
export async function markNovelty(store: Store, actor: Actor, asked: Marking): Promise<string> {
  ensureMay(actor, 'mark-novelty');
  const { referralId, tag } = asked;
  return inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    if (!(await noveltyTags(tx)).some(({ id }) => id === tag)) throw new Problem('picture.unknown-tag');
    const at = store.clock.now();
    const id = newId(at.getTime());
    const note = await sealNote(store, tx, {
      id: referralId,
      note: asked.note,
      context: NOVELTY_NOTE_SEALED_AS,
    });
    const mark = { id, referralId, tag, note, markedBy: actor.id, markedAt: at };
    if (!(await addNoveltyMark(tx, mark))) throw new Problem('picture.already-marked');
    await recordAct(tx, actor, { referralId, action: 'mark-novelty', tag });
    return id;
  });
}

/** Takes a mark back; that it stood stays on record. Throws `picture.unknown-mark`. */
export async function unmarkNovelty(
  store: Store,
  actor: Actor,
  { referralId, markId }: { referralId: string; markId: string },
): Promise<void> {
  ensureMay(actor, 'mark-novelty');
  await inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    const mark = (await marksOf(tx, referralId)).find(({ id }) => id === markId);
    const removed = mark && { id: markId, referralId, by: actor.id, at: store.clock.now() };
    if (!removed || !(await removeNoveltyMark(tx, removed))) throw new Problem('picture.unknown-mark');
    await recordAct(tx, actor, { referralId, action: 'unmark-novelty', tag: mark.tag });
  });
}

type Act = { referralId: string; action: string; tag: string };

async function recordAct(tx: Tx, actor: PersonActor, { referralId, action, tag }: Act): Promise<void> {
  const subjects = [referralId];
  await record(tx, [
    { verb: 'altered', action, actor: actorRef(actor), purpose: 'statistics', subjects, detail: { tag } },
  ]);
}

export type MarkLine = NoveltyMark & { by: string };

/** What a referral is marked with, and the tags there are. */
export async function readMarks(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<{ marks: MarkLine[]; tags: NoveltyTag[] }> {
  ensureMay(actor, 'mark-novelty');
  await ensureSees(store.db, actor, await referralHeader(store.db, referralId));
  const marks = await marksOf(store.db, referralId);
  const names = await namesOfPeople(
    store.db,
    marks.map(({ markedBy }) => markedBy),
  );
  return {
    marks: marks.map((mark) => ({ ...mark, by: names.get(mark.markedBy) ?? '' })),
    tags: await noveltyTags(store.db),
  };
}

/** Opens the note of a mark; recorded, and counted as exposure. Throws `picture.unknown-mark`. */
export async function openNoveltyNote(
  store: Store,
  actor: Actor,
  { referralId, markId }: { referralId: string; markId: string },
): Promise<Sealed<string>> {
  ensureMay(actor, 'mark-novelty');
  return inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    const kept = await noteOfMark(tx, markId);
    if (kept?.referralId !== referralId) throw new Problem('picture.unknown-mark');
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-novelty-note',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [referralId],
      },
    ]);
    const openedAt = store.clock.now();
    await recordExposure(tx, {
      personId: actor.id,
      referralId,
      evidenceId: `novelty-note:${markId}`,
      openedAt,
    });
    const text = unseal(await openDataKey(store, tx, referralId), NOVELTY_NOTE_SEALED_AS, kept.note);
    return new Sealed(text.toString('utf8'));
  });
}
