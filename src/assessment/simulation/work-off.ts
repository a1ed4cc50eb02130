// A desk that works off a queue: nobody is interrupted, whoever is free takes the first in line. Times in milliseconds.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How many analysts are on duty, by day (07:00 to 19:00 UTC) and by night. */
export type Staff = { byDay: number; byNight: number };

const DAY_FROM_HOUR = 7;
const DAY_TO_HOUR = 19;

/** Hours of work in a day. */
export function staffHours({ byDay, byNight }: Staff): number {
  return (DAY_TO_HOUR - DAY_FROM_HOUR) * (byDay + byNight);
}

type Queue = { arrivedAt: readonly number[]; keys: readonly number[]; workMs: readonly number[] };

/**
 * When each arrival is first acted on; null: not before `until`. Arrivals in the order of their receipt.
 */
export function workOff({ arrivedAt, keys, workMs }: Queue, staff: Staff, until: number): (number | null)[] {
  const actedAt: (number | null)[] = arrivedAt.map(() => null);
  const waiting = new Heap(keys);
  const free = Array.from({ length: Math.max(staff.byDay, staff.byNight) }, () => arrivedAt[0] ?? 0);
  let next = 0;
  for (;;) {
    const { who, at } = firstOnDuty(free, staff);
    if (at >= until || (waiting.size === 0 && next >= arrivedAt.length)) return actedAt;
    for (; next < arrivedAt.length && arrivedAt[next]! <= at; next += 1) waiting.add(next);
    if (waiting.size === 0) {
      // Nobody has anything to do before the next arrival: all who are free wait for it, not one after another.
      free.forEach((from, i) => {
        free[i] = Math.max(from, arrivedAt[next]!);
      });
      continue;
    }
    const taken = waiting.take();
    actedAt[taken] = at;
    free[who] = at + workMs[taken]!;
  }
}

/** Who is free and on duty first. The first so many are on duty by night as well. */
function firstOnDuty(free: readonly number[], staff: Staff): { who: number; at: number } {
  let first = { who: 0, at: Number.POSITIVE_INFINITY };
  free.forEach((at, who) => {
    const onDuty = onDutyFrom(at, { byDay: who < staff.byDay, byNight: who < staff.byNight });
    if (onDuty < first.at) first = { who, at: onDuty };
  });
  return first;
}

function onDutyFrom(at: number, { byDay, byNight }: { byDay: boolean; byNight: boolean }): number {
  const midnight = Math.floor(at / DAY_MS) * DAY_MS;
  const hour = (at - midnight) / HOUR_MS;
  const isDay = hour >= DAY_FROM_HOUR && hour < DAY_TO_HOUR;
  if (isDay ? byDay : byNight) return at;
  if (isDay) return midnight + DAY_TO_HOUR * HOUR_MS;
  return midnight + (hour < DAY_FROM_HOUR ? DAY_FROM_HOUR : DAY_FROM_HOUR + 24) * HOUR_MS;
}

/** Positions by their key, smallest first; of equal keys the earlier position. */
class Heap {
  readonly #keys: readonly number[];
  readonly #items: number[] = [];

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  get size(): number {
    return this.#items.length;
  }

  add(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(items[at]!, items[above]!)) return;
      [items[at], items[above]] = [items[above]!, items[at]!];
      at = above;
    }
  }

  take(): number {
    const items = this.#items;
    const first = items[0]!;
    const last = items.pop()!;
    if (items.length > 0) {
      items[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    const items = this.#items;
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < items.length && this.#isBefore(items[below]!, items[least]!)) least = below;
      if (least === at) return;
      [items[at], items[least]] = [items[least]!, items[at]!];
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const difference = this.#keys[a]! - this.#keys[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }
}
