import type { ScreenEvent } from '../events/screen-event.ts';
import type { Decision } from './decision.ts';
import { type Entities, type EntityKind, emptyEntity } from './entities.ts';
import type { FrameVerdict } from './judge-frame.ts';
import { isAfter, type Order } from './order.ts';
import { type SavedSegments, SlotMap } from './slot-map.ts';

/** An entity with the last event that read or changed it. */
export type Slot<Kind extends EntityKind = EntityKind> = {
  kind: Kind;
  id: string;
  entity: Entities[Kind];
  last: Order | null;
  /** That event, as long as it can be taken back. */
  lastEntry: Entry | null;
  /** When it was last moved among those touched last, in touches of its kind. */
  stamp: number;
};

/** What an entity was before an event touched it; `before` is undefined where the event created it. */
export type Touch = {
  kind: EntityKind;
  id: string;
  before: Entities[EntityKind] | undefined;
  last: Order | null;
  lastEntry: Entry | null;
};

/** A recent event with all that it did, so that it can be taken back. */
export type Entry = {
  order: Order;
  event: ScreenEvent;
  /** As it was judged on arrival: a list may change meanwhile. */
  frame: FrameVerdict | null;
  touched: Touch[];
  decisions: Decision[];
};

/** Thrown when an event touches what a later event has touched: that one has to be taken back first. */
export class TouchedLater extends Error {
  readonly entry: Entry;
  constructor(entry: Entry) {
    super('a later event has touched this');
    this.entry = entry;
  }
}

export type EntityCapacity = { accounts: number; pairs: number; streams: number };
type SavedEntities = { [Kind in EntityKind]: SavedSegments };

/** All entities. Everything an event reads or changes goes through here, so that it can be taken back. */
export class EntityStore {
  readonly #maps: { [Kind in EntityKind]: SlotMap<Kind> };
  #entry: Entry | null = null;
  readonly #current = new Set<Slot>();

  constructor(capacity: EntityCapacity) {
    this.#maps = {
      account: new SlotMap<'account'>('account', capacity.accounts),
      pair: new SlotMap<'pair'>('pair', capacity.pairs),
      stream: new SlotMap<'stream'>('stream', capacity.streams),
    };
  }

  /** From here on, what is read and changed is noted as done by this event. */
  begin(entry: Entry): void {
    entry.touched = [];
    this.#entry = entry;
    this.#current.clear();
  }

  /** A copy that may be changed until the event is done; made empty where there is none. */
  write<Kind extends EntityKind>(kind: Kind, id: string): Entities[Kind] {
    const map = this.#maps[kind] as unknown as SlotMap<Kind>;
    const slot = map.get(id);
    if (slot) return this.#touch(slot);
    const entry = this.#entry!;
    const entity = emptyEntity(kind, id);
    const made: Slot<Kind> = { kind, id, entity, last: entry.order, lastEntry: entry, stamp: 0 };
    map.add(made);
    entry.touched.push({ kind, id, before: undefined, last: null, lastEntry: null });
    this.#current.add(made as Slot);
    return entity;
  }

  /** The same where there is one. Absence is no dependency: see docs/screening.md, order of events. */
  change<Kind extends EntityKind>(kind: Kind, id: string): Entities[Kind] | undefined {
    const slot = (this.#maps[kind] as unknown as SlotMap<Kind>).get(id);
    return slot ? this.#touch(slot) : undefined;
  }

  #touch<Kind extends EntityKind>(slot: Slot<Kind>): Entities[Kind] {
    if (this.#current.has(slot as unknown as Slot)) return slot.entity;
    const entry = this.#entry!;
    const { kind, id, entity: before, last, lastEntry } = slot;
    if (lastEntry && isAfter(lastEntry.order, entry.order)) throw new TouchedLater(lastEntry);
    entry.touched.push({ kind, id, before, last, lastEntry });
    this.#current.add(slot as unknown as Slot);
    slot.entity = { ...before };
    slot.last = entry.order;
    slot.lastEntry = entry;
    return slot.entity;
  }

  /** Takes back what one event did; events are taken back newest first. */
  undo({ touched }: Entry): void {
    for (const { kind, id, before, last, lastEntry } of touched.toReversed()) {
      const map = this.#maps[kind] as unknown as SlotMap<EntityKind>;
      if (before === undefined) map.remove(id);
      else map.restore({ kind, id, entity: before, last, lastEntry, stamp: 0 });
    }
  }

  /** The event that touched an entity last, as far as it can be taken back. */
  lastEntryOf(kind: EntityKind, id: string): Entry | null {
    return this.#maps[kind].peek(id)?.lastEntry ?? null;
  }

  /** After loading: which recent event touched what last. Entries come in their order. */
  relink(entries: readonly Entry[]): void {
    for (const entry of entries) {
      for (const touch of entry.touched) {
        const slot = this.#maps[touch.kind].peek(touch.id);
        touch.lastEntry = slot?.lastEntry ?? null;
        if (slot) slot.lastEntry = entry;
      }
    }
  }

  /** Makes room. Between events only, so that no event loses what it works on. */
  forgetSurplus(): number {
    return (
      this.#maps.account.forgetSurplus() + this.#maps.pair.forgetSurplus() + this.#maps.stream.forgetSurplus()
    );
  }

  sizes(): EntityCapacity {
    const { account, pair, stream } = this.#maps;
    return { accounts: account.size, pairs: pair.size, streams: stream.size };
  }

  save(): SavedEntities {
    const { account, pair, stream } = this.#maps;
    return { account: account.save(), pair: pair.save(), stream: stream.save() };
  }

  load(saved: SavedEntities): void {
    for (const kind of ['account', 'pair', 'stream'] as const) this.#maps[kind].load(saved[kind]);
  }
}
