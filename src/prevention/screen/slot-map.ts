import type { Entities, EntityKind } from './entities.ts';
import type { Slot } from './entity-store.ts';
import type { Order } from './order.ts';

type SavedSlot = [id: string, entity: Entities[EntityKind], last: Order | null, stamp: number];
export type SavedSegments = { newcomers: SavedSlot[]; regulars: SavedSlot[]; touches: number };

/** Of each segment, so large a part is forgotten at once. Chosen: a millisecond's work at the default capacity. */
const PARTS = 16;

/**
 * Slots of one kind, at most `capacity`. What one event touched is a newcomer, what a second touched a regular: a flood
 * of accounts that are seen once pushes out only its like. Within each, what was touched longest ago is forgotten first;
 * what is raised is passed over.
 */
export class SlotMap<Kind extends EntityKind> {
  readonly #kind: Kind;
  readonly #mostOfEach: number;
  readonly #newcomers = new Map<string, Slot<Kind>>();
  readonly #regulars = new Map<string, Slot<Kind>>();
  #touches = 0;

  constructor(kind: Kind, capacity: number) {
    this.#kind = kind;
    this.#mostOfEach = Math.max(1, Math.floor(capacity / 2));
  }

  get size(): number {
    return this.#newcomers.size + this.#regulars.size;
  }

  /** Finds a slot and makes it one of those that were touched last. */
  get(id: string): Slot<Kind> | undefined {
    const regular = this.#regulars.get(id);
    if (regular) {
      this.#refresh(regular);
      return regular;
    }
    const newcomer = this.#newcomers.get(id);
    if (!newcomer) return undefined;
    this.#newcomers.delete(id);
    newcomer.stamp = this.#touches;
    this.#regulars.set(id, newcomer);
    return newcomer;
  }

  /** Finds a slot and leaves it where it is. */
  peek(id: string): Slot<Kind> | undefined {
    return this.#regulars.get(id) ?? this.#newcomers.get(id);
  }

  /** Moving costs, so that what was moved a while ago is moved and what was moved just now is not. */
  #refresh(slot: Slot<Kind>): void {
    this.#touches += 1;
    if (this.#touches - slot.stamp < this.#mostOfEach / PARTS) return;
    slot.stamp = this.#touches;
    this.#regulars.delete(slot.id);
    this.#regulars.set(slot.id, slot);
  }

  add(slot: Slot<Kind>): void {
    this.#newcomers.set(slot.id, slot);
  }

  remove(id: string): void {
    this.#newcomers.delete(id);
    this.#regulars.delete(id);
  }

  /** Puts an earlier version back, also of what was forgotten since. */
  restore(slot: Slot<EntityKind>): void {
    const known = this.peek(slot.id);
    if (known) Object.assign(known, { entity: slot.entity, last: slot.last, lastEntry: slot.lastEntry });
    else this.#newcomers.set(slot.id, slot as unknown as Slot<Kind>);
  }

  /** How many were forgotten. */
  forgetSurplus(): number {
    return this.#forgetFrom(this.#newcomers) + this.#forgetFrom(this.#regulars);
  }

  #forgetFrom(segment: Map<string, Slot<Kind>>): number {
    if (segment.size <= this.#mostOfEach) return 0;
    // Many at once: finding the oldest key of a map costs as much as all that were deleted before it.
    const wanted = segment.size - this.#mostOfEach + Math.floor(this.#mostOfEach / PARTS);
    let forgotten = 0;
    const raised: Slot<Kind>[] = [];
    for (const slot of segment.values()) {
      if (forgotten === wanted) break;
      if (isRaised(slot) && raised.length < this.#mostOfEach / PARTS) raised.push(slot);
      else forgotten += 1;
      segment.delete(slot.id);
    }
    for (const slot of raised) segment.set(slot.id, slot);
    return forgotten;
  }

  save(): SavedSegments {
    const list = (segment: Map<string, Slot<Kind>>): SavedSlot[] =>
      Array.from(segment.values(), ({ id, entity, last, stamp }) => [id, entity, last, stamp]);
    return { newcomers: list(this.#newcomers), regulars: list(this.#regulars), touches: this.#touches };
  }

  load(saved: SavedSegments): void {
    const fill = (segment: Map<string, Slot<Kind>>, slots: readonly SavedSlot[]): void => {
      segment.clear();
      for (const [id, entity, last, stamp] of slots)
        segment.set(id, {
          kind: this.#kind,
          id,
          entity: entity as Entities[Kind],
          last,
          lastEntry: null,
          stamp,
        });
    };
    fill(this.#newcomers, saved.newcomers);
    fill(this.#regulars, saved.regulars);
    this.#touches = saved.touches;
  }
}

function isRaised<Kind extends EntityKind>({ entity }: Slot<Kind>): boolean {
  return entity.standing !== null && entity.standing.action !== 'allow';
}
