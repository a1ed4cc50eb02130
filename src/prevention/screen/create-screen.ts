import { Problem } from '../../shared/problem.ts';
import type { ScreenEvent } from '../events/screen-event.ts';
import type { World } from './apply-payment.ts';
import { corridorTest } from './apply-payment.ts';
import type { Decision } from './decision.ts';
import { EntityStore } from './entity-store.ts';
import { EventJournal } from './event-journal.ts';
import { Judge } from './judge.ts';
import { judgeFrame } from './judge-frame.ts';
import { type Arrival, putInPlace } from './put-in-place.ts';
import type { Capacity, SavedScreen, Screen, ScreenCounts, ScreenOptions } from './screen-types.ts';

/** How late an event may come. Chosen: queues inside one platform deliver within seconds. */
const TOLERANCE_MS = 10_000;

/** Chosen: some hundred megabytes of ordinary traffic; see docs/screening.md. */
const CAPACITY: Capacity = { accounts: 100_000, pairs: 100_000, streams: 20_000, recentEvents: 50_000 };

type Body = {
  store: ReturnType<EntityStore['save']>;
  journal: ReturnType<EventJournal['save']>;
  counts: ScreenCounts;
};

/** Makes a screen: empty, or as it was saved. Throws `prevention.saved-state-differs`. */
export function createScreen(options: ScreenOptions & { saved?: SavedScreen }): Screen {
  const screen = new MemoryScreen(options);
  if (options.saved) screen.load(options.saved);
  return screen;
}

class MemoryScreen implements Screen {
  readonly #options: ScreenOptions;
  readonly #world: World & { store: EntityStore };
  readonly #journal: EventJournal;
  #counts: ScreenCounts = { taken: 0, duplicates: 0, tooLate: 0, putInOrder: 0, placedLast: 0, forgotten: 0 };

  constructor(options: ScreenOptions) {
    const capacity = { ...CAPACITY, ...options.capacity };
    const store = new EntityStore(capacity);
    this.#options = options;
    this.#world = {
      store,
      judge: new Judge(options.rules, store),
      corridors: corridorTest(options.rules.document),
    };
    this.#journal = new EventJournal(options.toleranceMs ?? TOLERANCE_MS, capacity.recentEvents);
  }

  take(event: ScreenEvent): Decision[] {
    if (this.#journal.has(event.id)) return this.#count('duplicates');
    const at = Date.parse(event.time);
    const frame = event.type === 'frame.hashed' ? judgeFrame(event, this.#options.lookup) : null;
    if (event.type === 'frame.hashed' && frame === null) return this.#count('taken');
    const order = { at, id: event.id };
    if (!this.#journal.isTooLate(order)) return this.#place({ order, event, frame });
    this.#count('tooLate');
    // A stream that shows what is known is stopped however late the news comes.
    return frame?.verdict === 'confirmed' ? this.#place({ order: this.#now(event.id), event, frame }) : [];
  }

  #place(arrival: Arrival): Decision[] {
    const { decisions, redone, last } = putInPlace(this.#world, this.#journal, arrival);
    this.#counts.taken += 1;
    if (redone > 0) this.#counts.putInOrder += 1;
    if (last) this.#counts.placedLast += 1;
    this.#counts.forgotten += this.#world.store.forgetSurplus();
    return decisions;
  }

  /** A place after every other: `~` sorts behind whatever an id begins with. */
  #now(id: string): { at: number; id: string } {
    return { at: this.#journal.newestAt, id: `~${id}` };
  }

  #count(what: keyof ScreenCounts): Decision[] {
    this.#counts[what] += 1;
    return [];
  }

  state(): SavedScreen {
    const { id, version } = this.#options.rules.document;
    const body: Body = {
      store: this.#world.store.save(),
      journal: this.#journal.save(),
      counts: { ...this.#counts },
    };
    return { format: 1, rules: { id, version }, body: structuredClone(body) };
  }

  load(saved: SavedScreen): void {
    if (saved.format !== 1 || !isBody(saved.body)) throw new Problem('prevention.saved-state-differs');
    const body = structuredClone(saved.body);
    this.#world.store.load(body.store);
    this.#world.store.relink(this.#journal.load(body.journal));
    this.#counts = { ...body.counts };
  }

  counts(): ScreenCounts {
    return { ...this.#counts };
  }

  size(): Capacity {
    return { ...this.#world.store.sizes(), recentEvents: this.#journal.size };
  }
}

function isBody(body: unknown): body is Body {
  return (
    typeof body === 'object' && body !== null && 'store' in body && 'journal' in body && 'counts' in body
  );
}
