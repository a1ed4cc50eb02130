import type { Test } from './kind.ts';
import { reachesJaroWinkler, withinEdits } from './text-distance.ts';

// The words in which levels are written. Each says the same in TypeScript and in DuckDB; an unknown part ('')
// passes none of them.

/** Similarities at a threshold must not fall apart by the last bit of a division. */
const ROUNDING = 1e-9;

/** The part is known on both sides and equal. With `other`, one side's part equals the other side's `other`. */
export function same(part: string, other = part): Test {
  return {
    holds: (a, b) => a[part] !== '' && a[part] === b[other],
    sql: (a, b) => `(${a}.${part} <> '' AND ${a}.${part} = ${b}.${other})`,
  };
}

/** Jaro-Winkler similarity of at least `least`. */
export function similar(part: string, least: number, other = part): Test {
  const limit = least - ROUNDING;
  return {
    holds: (a, b) => bothKnown(a[part]!, b[other]!) && reachesJaroWinkler(a[part]!, b[other]!, limit),
    sql: (a, b) =>
      `(${a}.${part} <> '' AND ${b}.${other} <> '' AND jaro_winkler_similarity(${a}.${part}, ${b}.${other}) >= ${limit})`,
  };
}

/** At most `most` edits (Damerau), of texts that are at least `length` long. */
export function edited(part: string, most: number, length = 1, other = part): Test {
  return {
    holds: (a, b) => {
      const [x, y] = [a[part]!, b[other]!];
      return Math.min(x.length, y.length) >= length && withinEdits(x, y, most);
    },
    sql: (a, b) => {
      const [x, y] = [`${a}.${part}`, `${b}.${other}`];
      return `(least(length(${x}), length(${y})) >= ${length} AND abs(length(${x}) - length(${y})) <= ${most} AND damerau_levenshtein(${x}, ${y}) <= ${most})`;
    },
  };
}

/** The parts hold words apart by a blank; at least one is in both. */
export function sharesWord(part: string, other = part): Test {
  return {
    holds: (a, b) => bothKnown(a[part]!, b[other]!) && shareAny(a[part]!, b[other]!),
    sql: (a, b) =>
      `(${a}.${part} <> '' AND ${b}.${other} <> '' AND list_has_any(string_split(${a}.${part}, ' '), string_split(${b}.${other}, ' ')))`,
  };
}

/** Of distinct words apart by a blank at least `least` (0..1) are shared: of all of them, or of the shorter side's. */
export function overlaps(part: string, least: number, of: 'all' | 'shorter', words = 1): Test {
  return {
    holds: (a, b) => {
      const [x, y] = [a[part]!, b[part]!];
      if (!bothKnown(x, y)) return false;
      const [m, n, shared] = [wordsIn(x).size, wordsIn(y).size, common(x, y)];
      return shared >= words && shared >= least * (of === 'all' ? m + n - shared : Math.min(m, n)) - ROUNDING;
    },
    sql: (a, b) => {
      const [x, y] = [`string_split(${a}.${part}, ' ')`, `string_split(${b}.${part}, ' ')`];
      const shared = `len(list_intersect(${x}, ${y}))`;
      const whole = of === 'all' ? `(len(${x}) + len(${y}) - ${shared})` : `least(len(${x}), len(${y}))`;
      return `(${a}.${part} <> '' AND ${b}.${part} <> '' AND ${shared} >= ${words} AND ${shared} >= ${least} * ${whole} - ${ROUNDING})`;
    },
  };
}

/** Whole or decimal numbers that lie at most `most` apart, or at most that share of the larger one. */
export function within(part: string, most: number, of: 'units' | 'share' = 'units'): Test {
  return {
    holds: (a, b) => {
      if (!bothKnown(a[part]!, b[part]!)) return false;
      const [x, y] = [Number(a[part]), Number(b[part])];
      const limit = of === 'units' ? most : most * Math.max(Math.abs(x), Math.abs(y));
      return Math.abs(x - y) <= limit + ROUNDING;
    },
    sql: (a, b) => {
      const [x, y] = [a, b].map((side) => `CAST(NULLIF(${side}.${part}, '') AS DOUBLE)`);
      const limit = of === 'units' ? `${most}` : `${most} * greatest(abs(${x}), abs(${y}))`;
      return `coalesce(abs(${x} - ${y}) <= ${limit} + ${ROUNDING}, false)`;
    },
  };
}

/** Spans from `from` to `to`, as texts that sort, have something in common. */
export function spansMeet(from: string, to: string): Test {
  return {
    holds: (a, b) => bothKnown(a[from]!, b[from]!) && a[from]! <= b[to]! && b[from]! <= a[to]!,
    sql: (a, b) =>
      `(${a}.${from} <> '' AND ${b}.${from} <> '' AND ${a}.${from} <= ${b}.${to} AND ${b}.${from} <= ${a}.${to})`,
  };
}

/** The part is unknown on at least one side. */
export function unknown(part: string): Test {
  return {
    holds: (a, b) => !bothKnown(a[part]!, b[part]!),
    sql: (a, b) => `(${a}.${part} = '' OR ${b}.${part} = '')`,
  };
}

export function all(...tests: readonly Test[]): Test {
  return {
    holds: (a, b) => tests.every((test) => test.holds(a, b)),
    sql: (a, b) => `(${tests.map((test) => test.sql(a, b)).join(' AND ')})`,
  };
}

export function any(...tests: readonly Test[]): Test {
  return {
    holds: (a, b) => tests.some((test) => test.holds(a, b)),
    sql: (a, b) => `(${tests.map((test) => test.sql(a, b)).join(' OR ')})`,
  };
}

/** The same with the two exchanged: for tests that ask one part of the first and another of the second. */
export function flipped(test: Test): Test {
  return { holds: (a, b) => test.holds(b, a), sql: (a, b) => test.sql(b, a) };
}

/** Holds whichever of the two stands first. */
export function eitherWay(test: Test): Test {
  return any(test, flipped(test));
}

function bothKnown(x: string, y: string): boolean {
  return x !== '' && y !== '';
}

/** Whether a word is in both; nothing is split, since most texts have a word or two. */
function shareAny(x: string, y: string): boolean {
  for (let start = 0, end = 0; start < x.length; start = end + 1) {
    end = endOfWord(x, start);
    if (hasWord(y, x.slice(start, end))) return true;
  }
  return false;
}

function hasWord(text: string, word: string): boolean {
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = endOfWord(text, start);
    if (end - start === word.length && text.startsWith(word, start)) return true;
  }
  return false;
}

function endOfWord(text: string, from: number): number {
  const end = text.indexOf(' ', from);
  return end < 0 ? text.length : end;
}

/** Splitting a text costs more than comparing it, and the same texts come again and again. */
const known = new Map<string, ReadonlySet<string>>();
const MOST_KNOWN = 50_000;

function wordsIn(text: string): ReadonlySet<string> {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const words = new Set(text.split(' '));
  known.set(text, words);
  return words;
}

function common(x: string, y: string): number {
  const [few, many] = wordsIn(x).size < wordsIn(y).size ? [x, y] : [y, x];
  let count = 0;
  for (const word of wordsIn(few)) if (wordsIn(many).has(word)) count++;
  return count;
}
