import type { Condition, Instrument, Then } from './definition.ts';
import type { Model } from './diagram.ts';

/** The total so far; settled once the rest cannot carry it into another band. */
export function pointsModel({ items, bands }: Instrument): Model<number> {
  const points = items.map(({ options }) => options.map((option) => option.points ?? 0));
  const least = sumFromEach(points.map((each) => Math.min(...each)));
  const most = sumFromEach(points.map((each) => Math.max(...each)));
  return {
    bands: bands.length,
    options: items.map(({ options }) => options.length),
    start: 0,
    step: (total, item, option) => total + points[item]![option]!,
    settle: (total, item) => {
      const [lowest, highest] = [bandAt(bands, total + least[item]!), bandAt(bands, total + most[item]!)];
      return lowest === highest ? lowest : String(total);
    },
  };
}

/** Place of the worst band whose cut the total reaches. */
export function bandAt(bands: Instrument['bands'], total: number): number {
  return bands.findLastIndex(({ from }) => from === undefined || total >= from);
}

/** Of each item: the sum over itself and all that follow it. */
function sumFromEach(values: readonly number[]): number[] {
  const sums = new Array<number>(values.length + 1).fill(0);
  for (let i = values.length - 1; i >= 0; i -= 1) sums[i] = sums[i + 1]! + values[i]!;
  return sums;
}

/** Of each condition: how many of its answers were given. */
type Counts = readonly number[];

type CompiledCondition = { place: number; atLeast: number; items: readonly number[] };
type CompiledRule = { conditions: readonly CompiledCondition[]; leadsTo: Target };
type Target = { band: number } | { filter: number };
type CompiledFilter = { rules: readonly CompiledRule[]; otherwise: Target };

/** How many of each condition's answers have come; settled once every way on through the filters ends in one band. */
export function phasedModel(instrument: Instrument): Model<Counts> {
  const { items, bands } = instrument;
  const conditions: Condition[] = [];
  const filters = compileFilters(instrument, conditions);
  const counted = items.map(({ code, options }) =>
    options.map(({ value }) => countedBy(conditions, code, value)),
  );
  const settle = (counts: Counts, item: number): number | string => {
    const future = futureOf(filters, counts, item);
    return future.startsWith('=') ? Number(future.slice(1)) : future;
  };
  return {
    bands: bands.length,
    options: items.map(({ options }) => options.length),
    start: conditions.map(() => 0),
    step: (counts, item, option) => {
      const next = [...counts];
      for (const place of counted[item]![option]!) next[place]! += 1;
      return next;
    },
    settle,
  };
}

function countedBy(conditions: readonly Condition[], code: string, value: string): number[] {
  return conditions.flatMap(({ of }, place) =>
    of.some(({ item, is }) => item === code && is.includes(value)) ? [place] : [],
  );
}

function compileFilters(
  { items, bands, filters = [] }: Instrument,
  conditions: Condition[],
): CompiledFilter[] {
  const target = (leadsTo: Then): Target =>
    'band' in leadsTo
      ? { band: bands.findIndex(({ code }) => code === leadsTo.band) }
      : { filter: filters.findIndex(({ code }) => code === leadsTo.filter) };
  const compile = (condition: Condition): CompiledCondition => ({
    place: conditions.push(condition) - 1,
    atLeast: condition.atLeast,
    items: condition.of.map(({ item }) => items.findIndex(({ code }) => code === item)),
  });
  return filters.map(({ rules = [], otherwise }) => ({
    rules: rules.map(({ when, leadsTo }) => ({ conditions: when.map(compile), leadsTo: target(leadsTo) })),
    otherwise: target(otherwise!),
  }));
}

/** "=2" where only the third band can come; otherwise what is still open, so that equal futures read the same. */
function futureOf(filters: readonly CompiledFilter[], counts: Counts, item: number): string {
  const known = new Map<number, string>();
  const ofFilter = (place: number): string => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const future = filterFuture(filters[place]!);
    known.set(place, future);
    return future;
  };
  const ofTarget = (to: Target): string => ('band' in to ? `=${to.band}` : ofFilter(to.filter));
  const filterFuture = ({ rules, otherwise }: CompiledFilter): string => {
    const ways: { open: string; to: string }[] = [];
    let rest = '';
    for (const { conditions, leadsTo } of rules) {
      const needs = conditions.map((condition) => neededOf(condition, counts, item));
      if (needs.includes(null)) continue;
      const open = needs.filter((need) => need !== '');
      if (open.length === 0) {
        rest = ofTarget(leadsTo);
        break;
      }
      ways.push({ open: open.join('&'), to: ofTarget(leadsTo) });
    }
    rest ||= ofTarget(otherwise);
    while (ways.length > 0 && ways.at(-1)!.to === rest) ways.pop();
    return ways.length === 0 ? rest : `(${ways.map(({ open, to }) => `${open}>${to}`).join(';')};${rest})`;
  };
  return ofFilter(0);
}

/** Null: it cannot hold any more. Empty: it holds. Otherwise how many more answers it waits for. */
function neededOf({ place, atLeast, items }: CompiledCondition, counts: Counts, item: number): string | null {
  const needed = atLeast - counts[place]!;
  if (needed <= 0) return '';
  const open = items.filter((one) => one >= item).length;
  return open < needed ? null : `${place}.${needed}`;
}
