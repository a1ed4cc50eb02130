import type { Holds, PlaceOfPart, Test } from './kind.ts';
import { reachesJaroWinkler, withinEdits } from './text-distance.ts';
import {
  areSame,
  lengthOf,
  sharedWeight,
  sharedWords,
  shareWord,
  standsAfter,
  type Texts,
  textOf,
  weightIn,
  wordsIn,
} from './texts.ts';

// The words in which levels are written. Each says the same in TypeScript and in DuckDB; an unknown part ('')
// passes none of them.

/** Similarities at a threshold must not fall apart by the last bit of a division. */
const ROUNDING = 1e-9;

/** The part is known on both sides and equal. With `other`, one side's part equals the other side's `other`. */
export function same(part: string, other = part): Test {
  return {
    over: ofTexts(part, other, areSame),
    sql: (a, b) => `(${a}.${part} <> '' AND ${a}.${part} = ${b}.${other})`,
  };
}

/** Jaro-Winkler similarity of at least `least`. */
export function similar(part: string, least: number, other = part): Test {
  const limit = least - ROUNDING;
  return {
    over: ofTexts(part, other, (texts, x, y) => reachesJaroWinkler(texts, x, y, limit)),
    sql: (a, b) =>
      `(${a}.${part} <> '' AND ${b}.${other} <> '' AND jaro_winkler_similarity(${a}.${part}, ${b}.${other}) >= ${limit})`,
  };
}

/** At most `most` edits (Damerau), of texts that are at least `length` long. */
export function edited(part: string, most: number, length = 1, other = part): Test {
  return {
    over: ofTexts(
      part,
      other,
      (texts, x, y) =>
        Math.min(lengthOf(texts, x), lengthOf(texts, y)) >= length && withinEdits(texts, x, y, most),
    ),
    sql: (a, b) => {
      const [x, y] = [`${a}.${part}`, `${b}.${other}`];
      return `(least(length(${x}), length(${y})) >= ${length} AND abs(length(${x}) - length(${y})) <= ${most} AND damerau_levenshtein(${x}, ${y}) <= ${most})`;
    },
  };
}

/** The parts hold words apart by a blank; at least one is in both. */
export function sharesWord(part: string, other = part): Test {
  return {
    over: ofTexts(part, other, shareWord),
    sql: (a, b) =>
      `(${a}.${part} <> '' AND ${b}.${other} <> '' AND list_has_any(string_split(${a}.${part}, ' '), string_split(${b}.${other}, ' ')))`,
  };
}

/**
 * Of words apart by a blank, in the order of the alphabet and each once, at least `least` (0..1) are shared: of all of
 * them, or of the shorter side's.
 */
export function overlaps(part: string, least: number, of: 'all' | 'shorter', words = 1): Test {
  return {
    over: ofTexts(part, part, (texts, x, y) => {
      const shared = sharedWords(texts, x, y);
      if (shared < words) return false;
      const [m, n] = [wordsIn(texts, x), wordsIn(texts, y)];
      return shared >= least * (of === 'all' ? m + n - shared : Math.min(m, n)) - ROUNDING;
    }),
    sql: (a, b) => {
      const [x, y] = [`string_split(${a}.${part}, ' ')`, `string_split(${b}.${part}, ' ')`];
      const shared = `len(list_intersect(${x}, ${y}))`;
      const whole = of === 'all' ? `(len(${x}) + len(${y}) - ${shared})` : `least(len(${x}), len(${y}))`;
      return `(${a}.${part} <> '' AND ${b}.${part} <> '' AND ${shared} >= ${words} AND ${shared} >= ${least} * ${whole} - ${ROUNDING})`;
    },
  };
}

/**
 * Of the weight of all words, or of the lighter side's, at least `least` (0..1) is shared, in `words` words or more. The
 * words are weighed ("sony:31"), in order, each once.
 */
export function outweighs(part: string, least: number, of: 'all' | 'lighter', words = 1): Test {
  return {
    over: ofTexts(part, part, (texts, x, y) => {
      const shared = sharedWeight(texts, x, y);
      const [m, n] = [weightIn(texts, x), weightIn(texts, y)];
      const whole = of === 'all' ? m + n - shared : Math.min(m, n);
      return shared >= least * whole - ROUNDING && sharedWords(texts, x, y) >= words;
    }),
    sql: (a, b) => {
      const [x, y] = [`string_split(${a}.${part}, ' ')`, `string_split(${b}.${part}, ' ')`];
      const both = `list_intersect(${x}, ${y})`;
      const [shared, m, n] = [both, x, y].map(
        (list) =>
          `coalesce(list_sum(list_transform(${list}, lambda t: CAST(string_split(t, ':')[2] AS INTEGER))), 0)`,
      );
      const whole = of === 'all' ? `(${m} + ${n} - ${shared})` : `least(${m}, ${n})`;
      return `(${a}.${part} <> '' AND ${b}.${part} <> '' AND len(${both}) >= ${words} AND ${shared} >= ${least} * ${whole} - ${ROUNDING})`;
    },
  };
}

/** Whole or decimal numbers that lie at most `most` apart, or at most that share of the larger one. */
export function within(part: string, most: number, of: 'units' | 'share' = 'units'): Test {
  return {
    over: ofTexts(part, part, (texts, x, y) => {
      const [one, other] = [Number(textOf(texts, x)), Number(textOf(texts, y))];
      const limit = of === 'units' ? most : most * Math.max(Math.abs(one), Math.abs(other));
      return Math.abs(one - other) <= limit + ROUNDING;
    }),
    sql: (a, b) => {
      const [x, y] = [a, b].map((side) => `CAST(NULLIF(${side}.${part}, '') AS DOUBLE)`);
      const limit = of === 'units' ? `${most}` : `${most} * greatest(abs(${x}), abs(${y}))`;
      return `coalesce(abs(${x} - ${y}) <= ${limit} + ${ROUNDING}, false)`;
    },
  };
}

/** Spans from `from` to `to`, as texts that sort, have something in common. Of whichever is known both are. */
export function spansMeet(from: string, to: string): Test {
  const beginsInTime = ofTexts(from, to, (texts, x, y) => !standsAfter(texts, x, y));
  return {
    over: (placeOf) => {
      const holds = beginsInTime(placeOf);
      return (texts, a, b) => holds(texts, a, b) && holds(texts, b, a);
    },
    sql: (a, b) =>
      `(${a}.${from} <> '' AND ${b}.${from} <> '' AND ${a}.${from} <= ${b}.${to} AND ${b}.${from} <= ${a}.${to})`,
  };
}

/** The part is unknown on at least one side. */
export function unknown(part: string): Test {
  return {
    over: (placeOf) => {
      const place = placeOf(part);
      return (texts, a, b) => lengthOf(texts, a + place) === 0 || lengthOf(texts, b + place) === 0;
    },
    sql: (a, b) => `(${a}.${part} = '' OR ${b}.${part} = '')`,
  };
}

export function all(...tests: readonly Test[]): Test {
  return {
    over: (placeOf) => tests.map((test) => test.over(placeOf)).reduce(both),
    sql: (a, b) => `(${tests.map((test) => test.sql(a, b)).join(' AND ')})`,
  };
}

function both(one: Holds, other: Holds): Holds {
  return (texts, a, b) => one(texts, a, b) && other(texts, a, b);
}

export function any(...tests: readonly Test[]): Test {
  return {
    over: (placeOf) => tests.map((test) => test.over(placeOf)).reduce(either),
    sql: (a, b) => `(${tests.map((test) => test.sql(a, b)).join(' OR ')})`,
  };
}

function either(one: Holds, other: Holds): Holds {
  return (texts, a, b) => one(texts, a, b) || other(texts, a, b);
}

/** The same with the two exchanged: for tests that ask one part of the first and another of the second. */
export function flipped(test: Test): Test {
  return {
    over: (placeOf) => {
      const holds = test.over(placeOf);
      return (texts, a, b) => holds(texts, b, a);
    },
    sql: (a, b) => test.sql(b, a),
  };
}

/** Holds whichever of the two stands first. */
export function eitherWay(test: Test): Test {
  return any(test, flipped(test));
}

/** What holds between one text of each side, both known. */
function ofTexts(
  part: string,
  other: string,
  between: (texts: Texts, x: number, y: number) => boolean,
): (placeOf: PlaceOfPart) => Holds {
  return (placeOf) => {
    const [place, otherPlace] = [placeOf(part), placeOf(other)];
    return (texts, a, b) => {
      const [x, y] = [a + place, b + otherPlace];
      return lengthOf(texts, x) > 0 && lengthOf(texts, y) > 0 && between(texts, x, y);
    };
  };
}
