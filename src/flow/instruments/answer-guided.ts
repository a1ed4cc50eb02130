import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addGuidedAnswer,
  GUIDED_NOTE_SEALED_AS,
  type GuidedAnswer,
  guidedAnswers,
  type Item,
  knownAnswers,
  UNKNOWN,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { openAllEvidence } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { sealNote } from '../seal-note.ts';
import { gatherKnowledge } from './gather-knowledge.ts';
import { openOwnGuided } from './own-guided.ts';

/** `evidence`: ids of sealed items of the referral. `note`: what else it rests on; sealed under the record's key. */
export type AnswerToItem = {
  assessmentId: string;
  item: string;
  value: string;
  evidence?: readonly string[];
  note?: string;
};

/**
 * Answers one item; the latest answer counts. Throws `assessment.unknown-answer`, and `assessment.evidence-needed`
 * where the answer must say what it rests on: a sealed item, a note, or what the bureau knows.
 */
export async function answerGuided(store: Store, actor: Actor, asked: AnswerToItem): Promise<void> {
  ensureMay(actor, 'assess-suspect');
  await inTransaction(store, async (tx) => {
    const opened = await openOwnGuided(tx, actor, asked.assessmentId);
    const item = itemAsked(opened.loaded.instrument.items, asked);
    const known = knownAnswers(opened.loaded.instrument, await gatherKnowledge(tx, opened.header));
    const confirmsKnown = known[item.code]?.option === asked.value;
    const before = (await guidedAnswers(tx, asked.assessmentId)).get(item.code);
    const note = await sealNote(store, tx, {
      id: opened.header.id,
      note: asked.note,
      context: GUIDED_NOTE_SEALED_AS.answer,
    });
    const answer: GuidedAnswer = {
      item: item.code,
      value: asked.value,
      origin: confirmsKnown ? 'known' : 'person',
      evidence: await ofTheReferral(store, tx, opened.header.id, asked.evidence ?? []),
      // A note that was written for the same answer stays unless another one is written.
      note: note ?? (before?.value === asked.value ? before.note : null),
      answeredAt: store.clock.now(),
    };
    ensureEvidence(item, answer);
    await addGuidedAnswer(tx, asked.assessmentId, answer);
    await record(tx, [
      {
        verb: 'altered',
        action: 'answer-guided',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [opened.header.id],
        detail: {
          assessment: asked.assessmentId,
          item: item.code,
          value: asked.value,
          origin: answer.origin,
        },
      },
    ]);
  });
}

function itemAsked(items: readonly Item[], { item: code, value }: AnswerToItem): Item {
  const item = items.find((one) => one.code === code);
  const isOne = value === UNKNOWN || item?.options.some((option) => option.value === value);
  if (!item || !isOne)
    throw new Problem('assessment.unknown-answer', {
      faults: [{ path: item ? code : 'item', reason: 'the instrument has no such item or option' }],
    });
  return item;
}

async function ofTheReferral(store: Store, tx: Tx, id: string, asked: readonly string[]): Promise<string[]> {
  if (asked.length === 0) return [];
  const items = (await openAllEvidence(store, tx, id)).open('to see that what is referred to is there');
  const missing = asked.some((one) => !items.some((item) => item.id === one));
  if (missing) throw new Problem('referral.evidence-not-found');
  return [...new Set(asked)];
}

function ensureEvidence({ evidence }: Item, answer: GuidedAnswer): void {
  const isNeeded = evidence.neededFor.includes(answer.value);
  const rests = answer.evidence.length > 0 || answer.note !== null || answer.origin === 'known';
  if (isNeeded && !rests) throw new Problem('assessment.evidence-needed');
}
