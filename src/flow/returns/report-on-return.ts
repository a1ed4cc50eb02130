import {
  answersOf,
  dueDayOf,
  type ReadReturn,
  type ReturnHead,
  type ReturnReport,
  reportReturn,
  type Scheme,
  schemeOf,
  schemeOn,
} from '../../returns/index.ts';
import type { Db } from '../../shared/db.ts';
import { yearsBefore } from '../picture/periods.ts';

/** What is to be said of a return before it counts, with what is known of the period and the one before. */
export async function reportOnReturn(
  db: Db,
  { head, read, at }: { head: ReturnHead; read: ReadReturn; at: Date },
): Promise<ReturnReport> {
  return reportReturn({
    returnId: head.id,
    scheme: schemeOfReturn(head),
    read,
    others: await answersOf(db, head.period),
    before: await answersOf(db, yearsBefore(head.period, 1)),
    receivedOn: dayOf(head.uploadedAt),
    dueOn: await dueDayOf(db, head.period),
    today: dayOf(at),
  });
}

/** The scheme that a return was read by. */
export function schemeOfReturn({ scheme, period }: Pick<ReturnHead, 'scheme' | 'period'>): Scheme {
  return schemeOf(scheme.id, scheme.version) ?? schemeOn(period.from);
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
