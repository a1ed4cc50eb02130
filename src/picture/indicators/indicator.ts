/** What the figures of the national picture are about: the key threats first, then the bureau's own work. */
export const FIGURE_GROUPS = {
  images: { label: 'Indecent images of children' },
  exploitation: { label: 'Online child sexual exploitation' },
  transnational: { label: 'Transnational child sexual abuse' },
  contact: { label: 'Contact child sexual abuse' },
  received: { label: 'What was received' },
  response: { label: 'What was done' },
} as const satisfies Record<string, { label: string }>;
export type FigureGroup = keyof typeof FIGURE_GROUPS;

export type Unit =
  | 'receipts'
  | 'receipts-a-month'
  | 'incidents'
  | 'files'
  | 'children'
  | 'share'
  | 'reports'
  | 'offences'
  | 'offenders'
  | 'groups'
  | 'victims'
  | 'arrests'
  | 'operations';

/** What every figure says of itself, wherever it is counted. */
export type Definition = {
  title: string;
  /** In words: what is counted, and what is not. */
  definition: string;
  unit: Unit;
  group: FigureGroup;
  version: number;
  /** Where the definition comes from. */
  provenance: string;
  /** How many years lie between the periods that are compared; 1 where it is not said. */
  comparedYears?: number;
};

/**
 * A figure over picture_fact. `numerator` and, for a share, `denominator` are expressions in the part of SQL that
 * PostgreSQL and DuckDB share; each is written once.
 */
export type Indicator = Definition & { numerator: string; denominator?: string };

export const OWN = 'Defined by this project, 2026-11.';
export const ASSESSMENT_2012 =
  'Published figure of the 2012/13 national threat assessment; definition restated by this project.';
export const ASSESSMENT_2016 =
  'Published figure of the years 2016 and 2017; definition restated by this project.';

/** Readable, not folded into another and not retracted: what counts as one incident. */
export const COUNTED = `state not in ('folded', 'retracted', 'disposed', 'quarantined')`;

/** Receipts that count and fit; without `which`, all that count. */
export function incidents(which?: string): string {
  return `count(*) filter (where ${counted(which)})`;
}

/** Adds up a column over what counts and fits. */
export function sumOf(column: string, which?: string): string {
  return `coalesce(sum(${column}) filter (where ${counted(which)}), 0)`;
}

function counted(which: string | undefined): string {
  return which === undefined ? COUNTED : `${COUNTED} and ${which}`;
}
