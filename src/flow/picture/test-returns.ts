import { acceptParts, addFigures, addReturn } from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import type { Period } from '../../shared/period.ts';

/** What a test says that a force answered: to the whole of a question, or to codes of it. */
export type ToldAnswer = {
  force: string;
  question: string;
  value: number | null;
  codes?: Record<string, string>;
};

/** Answers as they stand after a table of many forces was accepted for a period. */
export async function acceptAnswers(
  store: Store,
  period: Period,
  answers: readonly ToldAnswer[],
): Promise<void> {
  const id = newId(store.clock.now().getTime());
  const at = store.clock.now();
  await inTransaction(store, async (tx) => {
    await addReturn(tx, {
      id,
      force: null,
      period,
      scheme: { id: 'national-return', version: 1 },
      sha256: id.replaceAll('-', '').padEnd(64, '0'),
      sizeBytes: 1,
      uploadedBy: 'system:test',
      uploadedAt: at,
      keepUntil: '2099-12-31',
      key: { keyId: 'test', wrapped: Buffer.from('test') },
    });
    await acceptParts(tx, {
      returnId: id,
      forces: [...new Set(answers.map(({ force }) => force))],
      period,
      at,
    });
    const figures = answers.map(({ codes = {}, ...answer }, i) => ({
      ...answer,
      codes,
      marks: [],
      cell: `A${i + 2}`,
      isLossy: false,
    }));
    await addFigures(tx, { returnId: id, acceptance: 1 }, figures);
  });
}
