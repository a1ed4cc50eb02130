// The vocabulary of receiving units.

export const UNIT_KINDS = {
  territorial: { label: 'Police force' },
  special: { label: 'Special police force' },
  national: { label: 'National team' },
  'childrens-services': { label: "Children's services" },
  'foreign-bureau': { label: 'Bureau abroad' },
  'professional-standards': { label: 'Professional standards' },
} as const satisfies Record<string, { label: string }>;
export type UnitKind = keyof typeof UNIT_KINDS;

/** A unit as it stood on a day. Null: not yet told. `outOfHours`: a desk or duty, never a person. */
export type ReceivingUnit = {
  id: string;
  name: string;
  kind: UnitKind;
  /** Slug of the force it belongs to. */
  force: string | null;
  /** ONS police force area. */
  onsCode: string | null;
  /** ITL 1 region or country of the United Kingdom, by which a force finds its children's services. */
  region: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  trainedOfficers: number | null;
  capacityPerMonth: number | null;
  outOfHours: string;
  /** First day, and the day after the last; null while it stands. */
  validFrom: string;
  validTo: string | null;
};

/** The country whose forces receive packages directly; others are reached through their bureau. */
export const HOME_COUNTRY = 'GB';

/** Id of the national professional-standards unit: what it holds is told to nobody else. */
export const PROFESSIONAL_STANDARDS = 'professional-standards';
