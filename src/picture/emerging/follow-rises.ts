import type { Step } from '../crossings.ts';
import { type AlertLife, livesOn, type Reading } from './alert-life.ts';
import type { AlertMethod, JudgedSeries } from './judge-series.ts';

/** A rise as it stands; `reading`: of the latest period in which it was up. */
export type Rising = AlertLife & {
  /** Null for one that is not stored yet. */
  id: string | null;
  series: string;
  method: AlertMethod;
  step: Step;
  reading: Reading;
};

/** `until`: the last period that was judged, by step. A rise whose series is judged no more is quiet. */
export type Follow = {
  alive: readonly Rising[];
  judged: readonly JudgedSeries[];
  until: { week: string | null; month: string | null };
};

/** Every rise that a look begins, carries on or ends; what it leaves as it was is left out. */
export function followRises({ alive, judged, until }: Follow): Rising[] {
  const waiting = new Map(alive.map((rising) => [keyOf(rising), rising]));
  const changed = judged.flatMap((one) => {
    const before = waiting.get(keyOf(one));
    waiting.delete(keyOf(one));
    return followOne(before ?? null, one);
  });
  const quiet = [...waiting.values()].flatMap((rising) => {
    const period = until[rising.step];
    return period === null ? [] : followOne(rising, { ...rising, readings: [quietAt(period)] });
  });
  return [...changed, ...quiet];
}

function keyOf({ series, method }: Pick<Rising, 'series' | 'method'>): string {
  return `${method} ${series}`;
}

function quietAt(period: string): Reading {
  return { period, count: 0, expected: 0, chance: 1, isAlarm: false };
}

function followOne(before: Rising | null, { series, method, step, readings }: JudgedSeries): Rising[] {
  const touched: Rising[] = [];
  let alive = before;
  for (const reading of readings) {
    const life = livesOn(alive, reading, step);
    if (life === null || life === alive) continue;
    const own = alive ?? { id: null, series, method, step };
    const next: Rising = {
      ...own,
      ...life,
      reading: reading.isAlarm ? reading : alive!.reading,
    };
    if (touched.length > 0 && touched.at(-1) === alive) touched.pop();
    touched.push(next);
    alive = next.endedPeriod === null ? next : null;
  }
  return touched;
}
