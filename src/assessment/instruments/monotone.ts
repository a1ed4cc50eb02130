import type { Answers, Instrument } from './definition.ts';
import { type Diagram, restrict } from './diagram.ts';
import { diagramOf } from './evaluate.ts';

/** An answer that is more concerning, and lowers the band while every other answer stays. */
export type Fall = { item: string; from: string; to: string; others: Answers; bands: [string, string] };

/** Of each item whose options rise: the first case, if there is any, in which a worse answer lowers the band. Exact. */
export function findFalls(instrument: Instrument): Fall[] {
  return instrument.items.flatMap((item, place) => {
    if (item.order !== 'rising') return [];
    const steps = item.options.slice(1).map((_, i) => fallAt(instrument, place, i));
    return steps.find((fall) => fall !== null) ?? [];
  });
}

function fallAt(instrument: Instrument, place: number, option: number): Fall | null {
  const item = instrument.items[place]!;
  const given = (chosen: number) => instrument.items.map((_, i) => (i === place ? chosen : -1));
  const diagram = diagramOf(instrument);
  const lower = restrict(diagram, given(option));
  const higher = restrict(diagram, given(option + 1));
  const found = witness(lower, higher);
  if (!found) return null;
  const code = (band: number) => instrument.bands[band]!.code;
  return {
    item: item.code,
    from: item.options[option]!.value,
    to: item.options[option + 1]!.value,
    others: Object.fromEntries(
      found.path.map(([i, chosen]) => [
        instrument.items[i]!.code,
        instrument.items[i]!.options[chosen]!.value,
      ]),
    ),
    bands: [code(found.before), code(found.after)],
  };
}

type Witness = { path: [item: number, option: number][]; before: number; after: number };

/** Walks two diagrams side by side for answers that end in a lower band in the second. */
function witness(one: Diagram, other: Diagram): Witness | null {
  const without = new Set<string>();
  const walk = (a: number, b: number): Witness | null => {
    if (a < one.bands && b < other.bands) return b < a ? { path: [], before: a, after: b } : null;
    const key = `${a},${b}`;
    if (without.has(key)) return null;
    const items = [one.item[a]!, other.item[b]!].filter((item) => item >= 0);
    const item = Math.min(...items);
    for (let option = 0; option < one.options[item]!; option += 1) {
      const found = walk(
        one.item[a] === item ? one.children[a]![option]! : a,
        other.item[b] === item ? other.children[b]![option]! : b,
      );
      if (found) return { ...found, path: [[item, option], ...found.path] };
    }
    without.add(key);
    return null;
  };
  return walk(one.root, other.root);
}
