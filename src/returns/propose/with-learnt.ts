import type { Meaning } from '../mapping.ts';
import type { FoundTable } from '../tables/found-table.ts';
import type { Learnt } from './learnt.ts';
import type { Years } from './plain-words.ts';
import { type Resolved, sure } from './resolved.ts';

type Given = {
  learnt: Learnt;
  years: Years;
  axis: 'about' | 'rows' | 'columns';
  path: readonly string[];
  resolved: Resolved;
  /** What is proposed for the labels beside it. */
  beside?: readonly Resolved[];
};

/** What was said in another table holds here if it names its question, or a code of a list that is here as well. */
function isOfItsKind(means: Meaning, beside: readonly Resolved[]): boolean {
  if (means.is !== 'counted' || means.question !== undefined) return true;
  const lists = new Set(
    beside.flatMap((one) => (one.means.is === 'counted' ? Object.keys(one.means.codes ?? {}) : [])),
  );
  return means.codes !== undefined && Object.keys(means.codes).every((list) => lists.has(list));
}

/** A label as people said of it before, where nothing surer stands against it. */
export function withLearnt<R extends Resolved>(
  table: FoundTable,
  { learnt, years, axis, path, resolved, beside = [] }: Given & { resolved: R },
): R {
  const known = learnt.of(table, axis, path, years.year);
  if (!known || JSON.stringify(known.means) === JSON.stringify(resolved.means)) return resolved;
  if (known.isOwn && known.isSure)
    return { ...resolved, ...sure(known.means, 0.99, 'as the force confirmed it last time') };
  if (!isOfItsKind(known.means, beside)) return resolved;
  // The scheme's own words are not overruled by what was meant by them elsewhere.
  if (resolved.means.is !== 'open') return resolved;
  if (known.isOwn)
    return {
      ...resolved,
      ...sure(known.means, 0.9, 'as the force confirmed it last time'),
      candidates: resolved.candidates,
    };
  const many =
    known.forces === 1 ? 'as another force confirmed it' : `as ${known.forces} other forces confirmed it`;
  return { ...resolved, ...sure(known.means, 0.86, many), candidates: resolved.candidates };
}
