import type { Store } from '../shared/db.ts';
import type { Dice } from '../shared/dice.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import type { Cast } from './people.ts';

/** What people do about one thing, step by step. Each yield says when (milliseconds UTC) the next step is taken. */
export type Story = AsyncGenerator<number, void>;

/** What stories are told with. `storeAt`: the records as somebody meets them at that time. */
export type Stage = {
  storeAt(at: number): Store;
  signer: Signer;
  cast: Cast;
  dice: Dice;
  /** Last instant of the example. */
  until: number;
  start(story: Story, at: number): void;
  count(what: string): void;
};

export type Play = {
  stage: Stage;
  /** Tells every story on up to this time. */
  runUntil(at: number): Promise<void>;
  counts(): Record<string, number>;
};

/** Stories that are told at the same time: enough to keep the database busy while others compute. */
const AT_ONCE = 8;

type Running = { story: Story; nextAt: number };

/** A play over records: stories move on in the order of their next steps, some side by side. */
export function openPlay(
  opened: { store: Store; signer: Signer },
  setting: Pick<Stage, 'cast' | 'dice' | 'until'>,
): Play {
  const counts = new Map<string, number>();
  const running = new Set<Running>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const stage: Stage = {
    ...setting,
    signer: opened.signer,
    storeAt: (at) => ({ ...opened.store, clock: { now: () => new Date(at) } }),
    start: (story, nextAt) => running.add({ story, nextAt }),
    count,
  };
  return {
    stage,
    async runUntil(at) {
      for (let due = nextDue(running, at); due.length > 0; due = nextDue(running, at)) {
        await Promise.all(due.map((one) => tellOn(one, { running, count })));
      }
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function nextDue(running: ReadonlySet<Running>, at: number): Running[] {
  const due = [...running].filter(({ nextAt }) => nextAt <= at);
  return due.sort((a, b) => a.nextAt - b.nextAt).slice(0, AT_ONCE);
}

type Telling = { running: Set<Running>; count(what: string): void };

/** One step. What the bureau's rules do not allow ends the story, and is counted by its code. */
async function tellOn(one: Running, { running, count }: Telling): Promise<void> {
  try {
    const { value, done } = await one.story.next();
    if (done) running.delete(one);
    else one.nextAt = value;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    running.delete(one);
    count(`refused: ${failure.code}`);
  }
}
