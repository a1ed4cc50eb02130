import type { Tx } from '../../shared/db.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import type { Pair } from './edge-rows.ts';
import { holdersOfKeys } from './key-rows.ts';
import { capOfKey } from './person-keys.ts';

/** By how many records the holders of each key grew, and shrank. */
export type KeyChanges = { added: ReadonlyMap<string, number>; dropped: ReadonlyMap<string, number> };

/** What a change of keys brings about. */
export type KeyTurns = {
  /** Holders of each key that brings records together now. */
  open: Map<string, number[]>;
  /** Of keys that do so again since they were dropped: all holders. */
  thawed: number[][];
  /** Of keys that have become over-common: all holders, whose pairs may have rested on nothing else. */
  frozen: number[][];
};

/** The keys that changed, of each how many holders tell what that brings about. */
export function askTurns(spec: LinkSpec, { added, dropped }: KeyChanges): Map<string, number> {
  const keys = [...new Set([...added.keys(), ...dropped.keys()])];
  return new Map(keys.map((k) => [k, capOfKey(spec, k) + (added.get(k) ?? 0) + 1]));
}

/** What the change of keys brings about, told from their holders. Pure. */
export function turnsOfKeys(
  spec: LinkSpec,
  held: ReadonlyMap<string, number[]>,
  { added, dropped }: KeyChanges,
): KeyTurns {
  const turns: KeyTurns = { open: new Map(), thawed: [], frozen: [] };
  for (const [k, holders] of held) {
    const before = holders.length - (added.get(k) ?? 0) + (dropped.get(k) ?? 0);
    const cap = capOfKey(spec, k);
    const [wasOpen, isOpen] = [before <= cap, holders.length <= cap];
    if (isOpen) turns.open.set(k, holders);
    if (isOpen && !wasOpen) turns.thawed.push(holders);
    if (!isOpen && wasOpen) turns.frozen.push(holders);
  }
  return turns;
}

/** Which of these keys bring records together. */
export async function openAmong(tx: Tx, spec: LinkSpec, keys: readonly string[]): Promise<Set<string>> {
  const held = await holdersOfKeys(tx, new Map(keys.map((k) => [k, capOfKey(spec, k) + 1])));
  return new Set(keys.filter((k) => (held.get(k)?.length ?? 0) <= capOfKey(spec, k)));
}

/** Every pair among some records. */
export function pairsAmong(ids: readonly number[]): Pair[] {
  const sorted = ids.toSorted((a, b) => a - b);
  return sorted.flatMap((a, i) => sorted.slice(i + 1).map((b) => ({ a, b })));
}
