import type { DatedAnswer } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';
import { daysIn } from './periods.ts';

/** What a force answered for days that are not those asked for. `shared`: how many of its days lie in the period asked for. */
export type OtherPeriod = { period: Period; days: number; shared: number; answers: readonly DatedAnswer[] };

/** Of each force its other periods, in order. `near`: answers that touch the period. */
export function otherPeriods(near: readonly DatedAnswer[], asked: Period): Map<string, OtherPeriod[]> {
  const byForce = Map.groupBy(near, ({ force }) => force);
  return new Map(
    [...byForce].map(([force, own]) => [
      force,
      [...Map.groupBy(own, ({ from, to }) => `${from}/${to}`).values()].map((answers) =>
        otherPeriod(answers, asked),
      ),
    ]),
  );
}

function otherPeriod(answers: readonly DatedAnswer[], asked: Period): OtherPeriod {
  const { from, to } = answers[0]!;
  const shared = { from: from > asked.from ? from : asked.from, to: to < asked.to ? to : asked.to };
  return { period: { from, to }, days: daysIn({ from, to }), shared: daysIn(shared), answers };
}
