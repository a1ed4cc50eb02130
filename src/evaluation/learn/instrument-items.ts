import type { Instrument } from '../../assessment/index.ts';
import type { Item } from './item.ts';
import type { Learned } from './learn-scorecard.ts';

type InstrumentItem = Instrument['items'][number];
type InstrumentOption = InstrumentItem['options'][number];
type Part = { item: Item; points: number; share: number };

/** One item for each column of the scorecard: what a column says in several cuts or values are its options. */
export function writeItems(learned: Learned, date: string): InstrumentItem[] {
  const { scorecard, holding } = learned;
  const parts = scorecard.items.map(({ item, points }, i): Part => ({ item, points, share: holding[i]! }));
  const columns = [...Map.groupBy(parts, ({ item }) => item.column)];
  const codes = distinctCodes(columns.map(([column]) => column));
  return columns.map(([column, ofColumn], i) =>
    writeItem(column, codes[i]!, { parts: ofColumn, learned, date }),
  );
}

function writeItem(
  column: string,
  code: string,
  { parts, learned, date }: { parts: readonly Part[]; learned: Learned; date: string },
): InstrumentItem {
  const options = optionsOf(parts);
  const rises = options.every(({ points }, i) => i === 0 || points! >= options[i - 1]!.points!);
  return {
    code,
    question: `What is recorded as “${column}”?`,
    definition: `What the column “${column}” of the table said that this was learned from. Write here what it means before anybody answers it.`,
    example: `A case recorded with “${textOf(options.at(-1)!)}”.`,
    source: 'The record that the case was assessed from.',
    about: 'suspect',
    order: rises ? 'rising' : 'none',
    options,
    evidence: { neededFor: [options.at(-1)!.value], what: 'Where the answer is recorded, and since when.' },
    column,
    provenance: { basis: 'learned', statement: provenanceOf(column, parts, learned), date },
    sharesFrom: {
      basis: 'learned',
      statement: 'Shares among the cases it was learned from where this is known.',
      date,
    },
  };
}

function textOf({ label }: InstrumentOption): string {
  return typeof label === 'string' ? label : label.en;
}

function provenanceOf(
  column: string,
  parts: readonly Part[],
  { nearlyEqual, areaByFold, appearances }: Learned,
): string {
  const found = appearances.find((one) => one.column === column);
  const shares = parts.map(
    ({ points, share }) => `${points > 0 ? '+' : ''}${points} holds in ${(share * 100).toFixed(1)} %`,
  );
  return (
    `Learned: ${shares.join('; ')} of the cases. In ${found?.inNearlyEqual ?? 0} of ${nearlyEqual.length} near-equal scorecards ` +
    `and in ${found?.inFolds ?? 0} of those of ${areaByFold.length} folds.`
  );
}

function optionsOf(parts: readonly Part[]): InstrumentOption[] {
  const options = parts.every(({ item }) => 'is' in item) ? valueOptions(parts) : stepOptions(parts);
  const values = distinctCodes(options.map(({ value }) => value));
  const falls = options.at(-1)!.points! < options[0]!.points!;
  const coded = options.map((option, i) => ({ ...option, value: values[i]! }));
  // Options stand from least to most concerning.
  return falls ? coded.reverse() : coded;
}

function valueOptions(parts: readonly Part[]): InstrumentOption[] {
  const rest = Math.max(0, 1 - parts.reduce((sum, { share }) => sum + share, 0));
  const [only] = parts;
  const isYes =
    parts.length === 1 && only !== undefined && 'is' in only.item && /^(yes|true|y|t|1)$/i.test(only.item.is);
  const others = {
    value: isYes ? 'no' : 'other',
    label: isYes ? 'No' : 'Anything else',
    points: 0,
    share: rest,
    cell: { otherwise: true as const },
  };
  const stated = parts.map(({ item, points, share }) => {
    const is = 'is' in item ? item.is : '';
    return { value: isYes ? 'yes' : is, label: isYes ? 'Yes' : is, points, share, cell: { is: [is] } };
  });
  return [others, ...stated].sort((a, b) => a.points - b.points);
}

/** Cuts of a number, or places in an order: each option lies between two of them, and its points add up. */
function stepOptions(parts: readonly Part[]): InstrumentOption[] {
  const sorted = [...parts].sort((a, b) => placeOf(a.item) - placeOf(b.item));
  return [null, ...sorted].map((_, i) => {
    const [from, to] = [sorted[i - 1], sorted[i]];
    return {
      ...stepText(from?.item, to?.item),
      points: sorted.slice(0, i).reduce((sum, { points }) => sum + points, 0),
      share: Math.max(0, (from?.share ?? 1) - (to?.share ?? 0)),
    };
  });
}

function placeOf(item: Item): number {
  if ('atLeast' in item) return item.atLeast;
  return 'from' in item ? item.order.indexOf(item.from) : 0;
}

function stepText(
  from: Item | undefined,
  to: Item | undefined,
): Pick<InstrumentOption, 'value' | 'label' | 'cell'> {
  const any = from ?? to!;
  if ('from' in any) {
    const [first, next] = [from ? placeOf(from) : 0, to ? placeOf(to) : any.order.length];
    const is = any.order.slice(first, next);
    return { value: is[0]!, label: is.join(' or '), cell: { is: [...is] } };
  }
  const [least, below] = [from && placeOf(from), to && placeOf(to)];
  const label = [least === undefined ? '' : `${least} or more`, below === undefined ? '' : `below ${below}`];
  return {
    value: least === undefined ? `below-${below}` : `from-${least}`,
    label: label.filter((text) => text !== '').join(' and '),
    cell: { ...(least === undefined ? {} : { atLeast: least }), ...(below === undefined ? {} : { below }) },
  };
}

/** Codes of lower-case letters, digits and hyphens, none twice. */
function distinctCodes(texts: readonly string[]): string[] {
  const used = new Set<string>(['unknown']);
  return texts.map((text) => {
    const plain = text
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56);
    const base = plain === '' ? 'value' : plain;
    let code = base;
    for (let n = 2; used.has(code); n += 1) code = `${base}-${n}`;
    used.add(code);
    return code;
  });
}
