import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { JUDGEMENT_NOTE_SEALED_AS, judgementNote } from '../../linking/index.ts';
import { openDataKey, recordExposure } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { seal, unseal } from '../../shared/envelope.ts';
import { Problem } from '../../shared/problem.ts';
import { Sealed } from '../../shared/sealed.ts';
import { type AskedPair, type FoundPair, findPair } from './find-pair.ts';
import { historyOf, purposeOf, referralsOf } from './read-pair.ts';

/** As much as a person writes beside a decision. Chosen. */
const LONGEST_NOTE = 2_000;

/** A note as it is stored: under the keys of both referrals, so that it goes with whichever is erased first. Null for none. */
export async function sealJudgementNote(
  store: Store,
  tx: Tx,
  { pair, note = '' }: { pair: FoundPair; note: string | undefined },
): Promise<Buffer | null> {
  const text = note.trim();
  if (text === '') return null;
  if (text.length > LONGEST_NOTE) throw new Problem('linking.note-too-long');
  const inner = seal(
    await openDataKey(store, tx, pair.a.referralId),
    JUDGEMENT_NOTE_SEALED_AS,
    Buffer.from(text),
  );
  return seal(await openDataKey(store, tx, pair.b.referralId), JUDGEMENT_NOTE_SEALED_AS, inner);
}

/** Opens what somebody wrote beside their decision on this pair; recorded. Throws `linking.unknown-note`. */
export async function openJudgementNote(
  store: Store,
  actor: Actor,
  asked: AskedPair & { judgementId: number },
): Promise<Sealed<string>> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const pair = await findPair(tx, actor, asked);
    const isOfPair = (await historyOf(tx, pair)).some(
      ({ id, hasNote }) => id === asked.judgementId && hasNote,
    );
    const kept = isOfPair ? await judgementNote(tx, asked.judgementId) : undefined;
    if (!kept) throw new Problem('linking.unknown-note');
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-link-note',
        actor: actorRef(actor),
        purpose: purposeOf(pair),
        subjects: referralsOf(pair),
      },
    ]);
    const openedAt = store.clock.now();
    const evidenceId = `link-note:${asked.judgementId}`;
    await recordExposure(tx, { personId: actor.id, referralId: pair.a.referralId, evidenceId, openedAt });
    const inner = unseal(await openDataKey(store, tx, kept.bReferral), JUDGEMENT_NOTE_SEALED_AS, kept.note);
    const text = unseal(await openDataKey(store, tx, kept.aReferral), JUDGEMENT_NOTE_SEALED_AS, inner);
    return new Sealed(text.toString('utf8'));
  });
}
