import type { NewContent } from './mark-revisions.ts';
import type { Section } from './release.ts';
import { type Block, type Inline, parseSection, type SectionFault, type ShownKind } from './section-text.ts';

/** Something that commentary shows. `kind` `figure`: in a sentence. */
export type Reference = { kind: 'figure' | ShownKind; id: string | null; line: number };

/** What stands in the way of freezing: where, and what was written. `unknown`: there is no such thing to show. */
export type ReferenceFault = {
  section: string;
  line: number;
  code: SectionFault['code'] | 'unknown';
  text: string;
};

export function referencesIn(blocks: readonly Block[]): Reference[] {
  return blocks.flatMap((block): Reference[] => {
    if (block.kind === 'shown') return [{ kind: block.what, id: block.id, line: block.line }];
    const parts = block.kind === 'list' ? block.items.flatMap((item) => item.parts) : block.parts;
    return parts.filter(isFigure).map(({ id, line }) => ({ kind: 'figure', id, line }));
  });
}

function isFigure(part: Inline): part is Extract<Inline, { kind: 'figure' }> {
  return part.kind === 'figure';
}

/** Ids of each kind that there are to be shown. */
export type Known = Readonly<Record<'figure' | ShownKind, ReadonlySet<string>>>;

/** A chart can be made of whatever has several values. */
export function knownIn(content: NewContent): Known {
  const ids = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id));
  const { figures, tables, claims, series, forecasts, hidden } = content;
  return {
    figure: ids(figures),
    table: ids(tables),
    claim: ids(claims),
    series: ids(series),
    forecast: ids(forecasts),
    chart: ids([...figures, ...tables, ...series, ...forecasts]),
    hidden: new Set(hidden ? [''] : []),
    // A year without alerts is worth a sentence too.
    alerts: new Set(['']),
  };
}

/** All that cannot be read or shown, section by section, line by line. */
export function faultsOf(sections: readonly Section[], known: Known): ReferenceFault[] {
  return sections.flatMap(({ id: section, text }) => {
    const { blocks, faults } = parseSection(text);
    const unknown = referencesIn(blocks)
      .filter(({ kind, id }) => !known[kind].has(id ?? ''))
      .map(({ kind, id, line }) => ({
        line,
        code: 'unknown' as const,
        text: `[[${[kind, id].filter(Boolean).join(' ')}]]`,
      }));
    return [...faults, ...unknown].sort((a, b) => a.line - b.line).map((fault) => ({ section, ...fault }));
  });
}

/** Ids of one kind that any section shows. */
export function shownIn(sections: readonly Section[], kind: Reference['kind']): ReadonlySet<string> {
  const all = sections.flatMap(({ text }) => referencesIn(parseSection(text).blocks));
  return new Set(all.filter((one) => one.kind === kind).map(({ id }) => id ?? ''));
}
