import { problemsOf, type Receipt } from '../intake/index.ts';
import { formatNumber, type ReferralHeader, referralHeaders } from '../referral/index.ts';
import type { Db } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { PreparedReceipt, Written } from './write-receipts.ts';

/** Receipts in the order of what was written. Throws `intake.idempotency-conflict` where a key stood for something else. */
export async function receiptsFor(
  db: Db,
  prepared: readonly PreparedReceipt[],
  written: readonly Written[],
): Promise<Receipt[]> {
  if (written.some(({ kind }) => kind === 'conflict')) throw new Problem('intake.idempotency-conflict');
  const repeatedIds = written.flatMap((one) => (one.kind === 'repeated' ? one.id : []));
  const repeated = new Map((await readReceipts(db, repeatedIds)).map((receipt) => [receipt.id, receipt]));
  return prepared.map((receipt, i) => {
    const one = written[i]!;
    return one.kind === 'written'
      ? freshReceipt(receipt, one.number)
      : repeated.get((one as { id: string }).id)!;
  });
}

function freshReceipt({ referral, document: { problem } }: PreparedReceipt, number: number): Receipt {
  const { id, receivedAt, state } = referral;
  return {
    id,
    number: formatNumber(number),
    receivedAt,
    state,
    ...(problem && { problem }),
    repeated: false,
  };
}

/** Receipts of referrals received before, as they stand now, in no particular order. */
export async function readReceipts(db: Db, ids: readonly string[]): Promise<Receipt[]> {
  if (ids.length === 0) return [];
  const [headers, problems] = await Promise.all([referralHeaders(db, ids), problemsOf(db, ids)]);
  return headers.map((header) => receiptNow(header, problems.get(header.id)));
}

function receiptNow(header: ReferralHeader, problem: Receipt['problem']): Receipt {
  const { id, receivedAt, state } = header;
  const shown = state === 'quarantined' && problem ? { problem } : {};
  return { id, number: formatNumber(header.number), receivedAt, state, ...shown, repeated: true };
}
