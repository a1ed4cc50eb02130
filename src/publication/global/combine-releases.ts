import type { PartnerFigure, PartnerRelease } from './partner-release.ts';

/** Why figures of one name cannot be added up. */
export const DIFFERENCES = {
  definition: { label: 'The definitions differ' },
  version: { label: 'They are of different versions of the definition' },
  unit: { label: 'The units differ' },
  period: { label: 'The periods differ' },
  'counted-in': { label: 'How they are counted differs, or is not said' },
  coverage: { label: 'Not everybody who should have answered did, or it is not said' },
  share: { label: 'Shares, rates and means are not added up' },
  invented: { label: 'Some are invented and some are not' },
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
  const differences = differencesAmong(lines, releases);
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

function differencesAmong(lines: readonly ComparedLine[], releases: readonly PartnerRelease[]): Difference[] {
  const figures = lines.map(({ figure }) => figure);
  const own = lines.map(({ release }) => releases[release]!);
  const differ = (say: (figure: PartnerFigure) => string) => new Set(figures.map(say)).size > 1;
  const found: Record<Difference, boolean> = {
    definition: differ(({ definition }) => wordsOf(definition)),
    version: differ(({ version }) => String(version)),
    unit: differ(({ unit }) => wordsOf(unit)),
    period: differ(({ period }) => `${period.from}/${period.to}`),
    'counted-in':
      differ(({ countedIn }) => wordsOf(countedIn ?? '')) || figures.some(({ countedIn }) => !countedIn),
    coverage:
      differ(({ coverage }) => String(coverage === null)) ||
      figures.some(({ coverage }) => coverage !== null && coverage.answered < coverage.of),
    share: figures.some(isShare),
    invented: new Set(own.map(({ isSynthetic }) => isSynthetic)).size > 1,
    'no-value': figures.some(({ value }) => value === null),
    'one-country': new Set(own.map(({ country }) => nameKey(country))).size < own.length,
  };
  if (lines.length === 1) return [];
  return (Object.keys(DIFFERENCES) as Difference[]).filter((one) => found[one]);
}

/**
 * The same words in the same order say the same, however they are spaced, capitalised or pointed. Signs that carry a
 * meaning stay: "$" is not "€", nor "< 10" what "> 10" is, nor "1.5" what "15" is.
 */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/(?<=^|[\s\p{P}])["“”'(]+|["“”').,;:!]+(?=$|\s)/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function nameKey(country: string): string {
  return wordsOf(country);
}

/** Shares, rates and means lie between others; only counts add up. */
function isShare({ unit, title }: PartnerFigure): boolean {
  const isOfUnit = /[%‰]|\b(share|proportion|per|percent|pct|index|score|probability)s?\b/i.test(unit);
  return (
    isOfUnit || [unit, title].some((text) => LEVEL.test(text)) || /^\W*(share|proportion)\b/i.test(title)
  );
}

const LEVEL = /\b(rate|percentage|ratio|mean|median|average)s?\b/i;

/** Parts of counts add up to what a person would write. */
function sumOf(values: readonly number[]): number {
  const sum = values.reduce((so, value) => so + value, 0);
  return Number.isSafeInteger(sum) ? sum : Number(sum.toPrecision(15));
}
