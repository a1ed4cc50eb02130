import type { ReturnFault } from '../reading.ts';
import type { CodeList, Question, Scheme } from '../scheme/scheme.ts';
import { groupBy } from './add-up.ts';
import { type CellReading, keyOf } from './cell-reading.ts';

/** Counts of which neither can be right beside the other: `most` of the one for each of the other. Chosen: far beyond any force. */
const RATIOS = [
  { of: 'image-files', to: 'image-reports', least: 1, most: 100_000 },
  { of: 'arrests', to: 'recorded-offences', least: 0, most: 20 },
] as const;

/** What cannot be right among figures that are each right in themselves. */
export function checkFigures(
  cells: readonly CellReading[],
  scheme: Scheme,
  unmappedQuestions: ReadonlySet<string>,
): ReturnFault[] {
  const whole = (id: string) =>
    cells.find(({ question, codes }) => question === id && Object.keys(codes).length === 0);
  const faults: ReturnFault[] = [];
  const tell = ({ sheet, cell, question }: CellReading, code: ReturnFault['code']) =>
    faults.push({ sheet, cell, code, question });
  for (const { id, atMost } of scheme.questions)
    for (const other of atMost) {
      const [part, all] = [whole(id), whole(other)];
      if (part && all && part.value !== null && all.value !== null && part.value > all.value)
        tell(part, 'part-exceeds-whole');
    }
  for (const { of, to, least, most } of RATIOS) {
    const [one, each] = [whole(of), whole(to)];
    if (!one || !each || one.value === null || each.value === null) continue;
    if (one.value > each.value * most || one.value < each.value * least) tell(one, 'impossible-ratio');
  }
  for (const question of scheme.questions)
    for (const { cell, code } of partFaults(cells, {
      question,
      scheme,
      isWholeKnown: !unmappedQuestions.has(question.id),
    }))
      tell(cell, code);
  return faults;
}

type PartContext = { question: Question; scheme: Scheme; isWholeKnown: boolean };
type PartFault = { cell: CellReading; code: 'part-exceeds-whole' | 'parts-do-not-sum' };

/** Every figure against its breakdown by each list. */
function partFaults(cells: readonly CellReading[], { question, isWholeKnown }: PartContext): PartFault[] {
  const own = cells.filter((cell) => cell.question === question.id);
  const byKey = new Map(own.map((cell) => [keyOf(cell), cell]));
  const families = groupBy(
    own.flatMap((cell) =>
      Object.keys(cell.codes).map((list) => ({
        cell,
        list,
        whole: keyOf({ question: question.id, codes: without(cell.codes, list) }),
      })),
    ),
    ({ whole, list }) => `${whole}/${list}`,
  );
  return [...families.values()].flatMap((family): PartFault[] => {
    const whole = byKey.get(family[0]!.whole);
    if (!whole || whole.value === null) return [];
    const larger = family.find(({ cell }) => (cell.value ?? 0) > whole.value!);
    if (larger) return [{ cell: larger.cell, code: 'part-exceeds-whole' }];
    const sum = family.reduce((all, { cell }) => all + (cell.value ?? 0), 0);
    const isComplete = isWholeKnown && family.length > 1 && family.every(({ cell }) => cell.value !== null);
    return sum > whole.value || (isComplete && sum < whole.value)
      ? [{ cell: whole, code: 'parts-do-not-sum' }]
      : [];
  });
}

function without(codes: Readonly<Record<string, string>>, list: string): Record<string, string> {
  return Object.fromEntries(Object.entries(codes).filter(([id]) => id !== list));
}

/** Codes that a complete answer may leave out. */
const MAY_BE_MISSING: readonly string[] = ['not-known', 'ungraded'];

/** Totals that the return does not give and its parts do: only from every code of a list, and said to be added up. */
export function addedWholes(
  cells: readonly CellReading[],
  scheme: Scheme,
  unmappedQuestions: ReadonlySet<string>,
): CellReading[] {
  const added: CellReading[] = [];
  for (const { id, by } of scheme.questions) {
    if (unmappedQuestions.has(id)) continue;
    // Inner totals first: of sex and age together, then of each, then the whole.
    for (let depth = by.length; depth > 0; depth -= 1) {
      const there = [...cells, ...added].filter(({ question }) => question === id);
      const known = new Set(there.map(keyOf));
      const families = groupBy(
        there
          .filter(({ codes }) => Object.keys(codes).length === depth)
          .flatMap((cell) => Object.keys(cell.codes).map((list) => ({ cell, list }))),
        ({ cell, list }) => `${keyOf({ question: id, codes: without(cell.codes, list) })}/${list}`,
      );
      for (const family of families.values()) {
        const { list, cell } = family[0]!;
        const codes = without(cell.codes, list);
        const key = keyOf({ question: id, codes });
        if (
          known.has(key) ||
          !isComplete(
            family.map((one) => one.cell),
            scheme.codeLists.find((one) => one.id === list)!,
          )
        )
          continue;
        known.add(key);
        added.push(
          sumOf(
            family.map((one) => one.cell),
            codes,
          ),
        );
      }
    }
  }
  return added;
}

function isComplete(cells: readonly CellReading[], { id, codes }: CodeList): boolean {
  const said = new Set(cells.map((cell) => cell.codes[id]));
  return (
    cells.every(({ value }) => value !== null) &&
    codes.every(({ code }) => said.has(code) || MAY_BE_MISSING.includes(code))
  );
}

function sumOf(cells: readonly CellReading[], codes: Record<string, string>): CellReading {
  const [first, last] = [cells[0]!, cells.at(-1)!];
  return {
    ...first,
    codes,
    value: cells.reduce((sum, { value }) => sum + value!, 0),
    marks: [...new Set(cells.flatMap(({ marks }) => [...marks]))],
    isLossy: cells.some(({ isLossy }) => isLossy),
    cell: `${first.cell.split(':')[0]}:${last.cell.split(':').at(-1)}`,
  };
}
