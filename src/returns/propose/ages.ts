import type { CodeList } from '../scheme/scheme.ts';
import { fold } from '../words/fold.ts';

/** Years of age, both included. */
export type Ages = { from: number; to: number };

/** Everyone under 18 is a child: Children Act 1989 s.105. */
const OLDEST_CHILD = 17;
const OLDEST = 120;

/** The ages that a label means: "Under 10", "10 to 12 yrs", "<10", "13+", "16/17"; undefined where it means none. */
export function agesIn(label: string): Ages | undefined {
  const text = label
    .toLowerCase()
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\b(?:aged?|ages|years?|yrs?|yo|y|old|of|children|child|victims?|inclusive)\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[().:]/g, '')
    .trim();
  return (
    range(/^(\d{1,2}) ?(?:-|to|\/|and|until) ?(\d{1,2})$/.exec(text), (from, to) => ({ from, to })) ??
    range(/^(?:under|below|less than|younger than|<|u) ?(\d{1,2}) ?s?$/.exec(text), (to) => ({
      from: 0,
      to: to - 1,
    })) ??
    range(/^(?:up to|<=|≤) ?(\d{1,2})$/.exec(text), (to) => ({ from: 0, to })) ??
    range(/^(?:over|above|older than|>) ?(\d{1,2})$/.exec(text), (from) => ({
      from: from + 1,
      to: OLDEST,
    })) ??
    range(/^(\d{1,2}) ?(?:\+|and over|or over|and above|and older|plus)$/.exec(text), (from) => ({
      from,
      to: OLDEST,
    })) ??
    range(/^between (\d{1,2}) and (\d{1,2})$/.exec(text), (from, to) => ({ from, to }))
  );
}

/** A single age, where the label says that it is one: "Age 7". */
export function singleAgeIn(label: string): Ages | undefined {
  const found =
    /^(?:age|aged|age in years) (\d{1,2})$/.exec(fold(label)) ??
    /^(\d{1,2}) (?:years?|yrs?)(?: old)?$/.exec(fold(label));
  return range(found, (age) => ({ from: age, to: age }));
}

function range(found: RegExpExecArray | null, make: (...ages: [number, number]) => Ages): Ages | undefined {
  if (!found) return undefined;
  const ages = make(Number(found[1]), Number(found[2] ?? 0));
  return ages.from <= ages.to && ages.from >= 0 ? ages : undefined;
}

export type BandFound =
  | { is: 'exact'; code: string }
  | { is: 'within'; code: string }
  /** Nobody can say how many are in which band. */
  | { is: 'across'; codes: readonly string[] }
  | { is: 'all' }
  | { is: 'adults' };

/** Which band of a list ages fall into. */
export function bandOf({ from, to }: Ages, list: CodeList): BandFound {
  const bands = list.codes.flatMap(({ code }) => {
    const found = /^(\d+)-(\d+)$/.exec(code);
    return found ? [{ code, from: Number(found[1]), to: Number(found[2]) }] : [];
  });
  if (from > OLDEST_CHILD) return { is: 'adults' };
  if (from === 0 && to === OLDEST_CHILD) return { is: 'all' };
  const exact = bands.find((band) => band.from === from && band.to === to);
  if (exact) return { is: 'exact', code: exact.code };
  const within = bands.find((band) => band.from <= from && to <= band.to);
  if (within) return { is: 'within', code: within.code };
  return {
    is: 'across',
    codes: bands.filter((band) => band.from <= to && from <= band.to).map(({ code }) => code),
  };
}
