import type { Period } from '../shared/period.ts';
import { applyMapping } from './apply-mapping.ts';
import type { ForceAnswer } from './force-answer.ts';
import type { Mapping, Meaning, Place } from './mapping.ts';
import type { ProposedItem } from './proposal.ts';
import { completeMapping, proposeMapping } from './propose-mapping.ts';
import type { Reading, ReadingChange } from './reading.ts';
import type { Scheme } from './scheme/scheme.ts';
import type { Sheet } from './sheet.ts';
import { splitByForce } from './split-by-force.ts';

// A return as a whole: one force's file, or one table of many forces.

/** `force`: whose return it is; null for a table that names its forces. `own`: the mapping that was confirmed last. */
export type ReturnAsked = {
  scheme: Scheme;
  period: Period;
  force: string | null;
  own?: Mapping | undefined;
  examples?: readonly Mapping[];
};

export type ForcePart = { force: string; reading: Reading };

export type ReadReturn = {
  mapping: Mapping;
  /** What each part of the mapping rests on. */
  items: readonly ProposedItem[];
  sheetsWithout: readonly string[];
  /** How the file differs from the one that the mapping in use was confirmed for. */
  changes: readonly ReadingChange[];
  parts: readonly ForcePart[];
  /** In a table of many forces: names that are no force's. */
  unknownForces: readonly { sheet: string; cell: string }[];
};

/** Proposes a mapping and reads the return by it. Pure. */
export function proposeReturn(sheets: readonly Sheet[], asked: ReturnAsked): ReadReturn {
  const { scheme, period, own, examples = [] } = asked;
  const { mapping, items, sheetsWithout, changes } = proposeMapping(
    proposedFrom(sheets, asked),
    scheme,
    examples,
    { period, ...(own && { own }) },
  );
  return { ...readParts(sheets, mapping, asked), items, sheetsWithout, changes };
}

/** Of a table of many forces one force's part. */
function proposedFrom(sheets: readonly Sheet[], { force }: Pick<ReturnAsked, 'force'>): readonly Sheet[] {
  const split = force === null ? splitByForce(sheets) : null;
  return split ? fullest(split.parts) : sheets;
}

/** Reads the return by a mapping that a person changed. `before`: how it was read until then. Pure. */
export function rereadReturn(
  sheets: readonly Sheet[],
  { mapping, before, ...asked }: ReturnAsked & { mapping: Mapping; before: ReadReturn },
): ReadReturn {
  const items = before.items.map((item) => saidBy(item, mapping));
  const complete = completeMapping(mapping, proposedFrom(sheets, asked), asked.scheme);
  return { ...before, items, ...readParts(sheets, complete, asked) };
}

/** What a person says is sure. */
const SAID = { confidence: 1, reason: 'a person said so' } as const;

function saidBy(item: ProposedItem, mapping: Mapping): ProposedItem {
  const means = meaningAt(mapping, item.place);
  return means && JSON.stringify(means) !== JSON.stringify(item.means) ? { ...item, means, ...SAID } : item;
}

/** What a mapping says at a place; undefined where it has none. */
function meaningAt(mapping: Mapping, place: Place): Meaning | undefined {
  const table = mapping.tables.find(({ id }) => id === place.table);
  if (place.of === 'about') return table?.about;
  if (place.of === 'row') return table?.rows[place.index ?? -1]?.means;
  const column = table?.columns[place.index ?? -1];
  return place.of === 'column' ? column?.means : column?.values?.[place.value ?? ''];
}

function readParts(sheets: readonly Sheet[], mapping: Mapping, { scheme, period, force }: ReturnAsked) {
  const read = (own: readonly Sheet[]) => applyMapping(own, mapping, scheme, { period });
  if (force !== null) return { mapping, parts: [{ force, reading: read(sheets) }], unknownForces: [] };
  const split = splitByForce(sheets);
  const parts = [...(split?.parts ?? [])]
    .map(([name, own]) => ({ force: name, reading: read(own) }))
    .sort((a, b) => (a.force < b.force ? -1 : 1));
  return { mapping, parts, unknownForces: split?.unknown ?? [] };
}

/** The force with most cells filled: a mapping proposed from it fits the others. */
function fullest(parts: ReadonlyMap<string, Sheet[]>): Sheet[] {
  const filled = (sheets: readonly Sheet[]) =>
    sheets.reduce((sum, { rows }) => sum + rows.flat().filter((text) => text !== '').length, 0);
  return [...parts.values()].sort((a, b) => filled(b) - filled(a))[0] ?? [];
}

/** The figures of every force in a return, as answers of that return. */
export function forceAnswers({ parts }: Pick<ReadReturn, 'parts'>, returnId: string): ForceAnswer[] {
  return parts.flatMap(({ force, reading }) =>
    reading.figures.map((figure) => ({ ...figure, force, returnId })),
  );
}
