import type { PartnerFigure, PartnerRelease } from './partner-release.ts';

/** Why figures of one name cannot be added up. */
export const DIFFERENCES = {
  definition: { label: 'The definitions differ' },
  version: { label: 'They are of different versions of the definition' },
  unit: { label: 'The units differ' },
  period: { label: 'The periods differ' },
  'counted-in': { label: 'They are counted in different ways' },
  coverage: { label: 'Not everybody who should have answered did' },
  share: { label: 'Shares are not added up' },
  'no-value': { label: 'Not every one of them has a value' },
  'one-country': { label: 'Two releases speak for the same country' },
} as const satisfies Record<string, { label: string }>;
export type Difference = keyof typeof DIFFERENCES;

/** `release`: its place among those that were combined. */
export type ComparedLine = { release: number; figure: PartnerFigure };

/** One figure as every release that has it says it. `missing`: countries whose releases do not have it. */
export type ComparedFigure = {
  id: string;
  title: string;
  lines: readonly ComparedLine[];
  differences: readonly Difference[];
  /** Only where two countries or more agree in everything. */
  sum: { value: number; countries: readonly string[] } | null;
  missing: readonly string[];
};

export type GlobalAssessment = {
  releases: readonly Omit<PartnerRelease, 'figures' | 'claims'>[];
  figures: readonly ComparedFigure[];
  claims: readonly { release: number; claim: PartnerRelease['claims'][number] }[];
};

/**
 * Releases side by side, figure by figure. A sum is made only of figures that agree in definition, unit, period, way of
 * counting and coverage, and names the countries it is of and those it lacks. In the order in which releases are given.
 */
export function combineReleases(releases: readonly PartnerRelease[]): GlobalAssessment {
  const lines = releases.flatMap(({ figures }, release) => figures.map((figure) => ({ release, figure })));
  const byId = Map.groupBy(lines, ({ figure }) => figure.id);
  return {
    releases: releases.map(({ figures: _, claims: __, ...about }) => about),
    figures: [...byId]
      .map(([id, own]) => compare(id, own, releases))
      .sort((a, b) => b.lines.length - a.lines.length || (a.id < b.id ? -1 : 1)),
    claims: releases.flatMap(({ claims }, release) => claims.map((claim) => ({ release, claim }))),
  };
}

function compare(
  id: string,
  lines: readonly ComparedLine[],
  releases: readonly PartnerRelease[],
): ComparedFigure {
  const countryOf = ({ release }: ComparedLine) => releases[release]!.country;
  const countries = lines.map(countryOf);
  const differences = differencesAmong(lines, countries);
  const have = new Set(countries.map(nameKey));
  const all = [...new Set(releases.map(({ country }) => country))];
  return {
    id,
    title: lines[0]!.figure.title,
    lines,
    differences,
    sum:
      lines.length > 1 && differences.length === 0
        ? { value: sumOf(lines.map(({ figure }) => figure.value!)), countries }
        : null,
    missing: all.filter((country) => !have.has(nameKey(country))),
  };
}

function differencesAmong(lines: readonly ComparedLine[], countries: readonly string[]): Difference[] {
  const figures = lines.map(({ figure }) => figure);
  const differ = (say: (figure: PartnerFigure) => string) => new Set(figures.map(say)).size > 1;
  const found: Record<Difference, boolean> = {
    definition: differ(({ definition }) => wordsOf(definition)),
    version: differ(({ version }) => String(version)),
    unit: differ(({ unit }) => wordsOf(unit)),
    period: differ(({ period }) => `${period.from}/${period.to}`),
    'counted-in': differ(({ countedIn }) => wordsOf(countedIn ?? '')),
    coverage: figures.some(({ coverage }) => coverage !== null && coverage.answered < coverage.of),
    share: figures.some(({ unit }) => isShare(unit)),
    'no-value': figures.some(({ value }) => value === null),
    'one-country': new Set(countries.map(nameKey)).size < countries.length,
  };
  if (lines.length === 1) return [];
  return (Object.keys(DIFFERENCES) as Difference[]).filter((one) => found[one]);
}

/** The same words in the same order say the same, however they are spaced, capitalised or pointed. */
function wordsOf(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}%]+/gu) ?? []
  ).join(' ');
}

function nameKey(country: string): string {
  return wordsOf(country);
}

/** Shares, rates and means lie between others; only counts add up. */
function isShare(unit: string): boolean {
  return /%|\b(share|per|rate|percentage|ratio|mean|median|average)\b/i.test(unit);
}

/** Parts of counts add up to what a person would write. */
function sumOf(values: readonly number[]): number {
  return Number(values.reduce((sum, value) => sum + value, 0).toPrecision(15));
}
