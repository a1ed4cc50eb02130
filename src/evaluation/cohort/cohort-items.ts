// The vocabulary of the synthetic cohort: seventeen answers in the published shape of KIRAT-2 (Long et al. 2016: four
// filters, seventeen variables kept). How often each is "yes", and what it weighs, is made up here: Everydot's own
// numbers, chosen so that the best attainable area lies where published instruments lie. They say nothing of real people.

export const COHORT_FILTERS = {
  'previous-offending': { label: 'Previous offending' },
  'access-to-children': { label: 'Access to children' },
  'current-behaviour': { label: 'Current behaviour' },
  'other-factors': { label: 'Other relevant factors' },
} as const satisfies Record<string, { label: string }>;
export type CohortFilter = keyof typeof COHORT_FILTERS;

/** `usual`: share of "yes" where nothing else is known; `logOdds`: what a "yes" adds to the log odds of the outcome. */
type CohortItem = { filter: CohortFilter; label: string; usual: number; logOdds: number };

export const COHORT_ITEMS = {
  priorContactConviction: {
    filter: 'previous-offending',
    label: 'Convicted of contact abuse before',
    usual: 0.06,
    logOdds: 2.2,
  },
  priorContactAllegation: {
    filter: 'previous-offending',
    label: 'Contact abuse alleged before',
    usual: 0.12,
    logOdds: 1.4,
  },
  priorImagesConviction: {
    filter: 'previous-offending',
    label: 'Convicted of indecent images before',
    usual: 0.1,
    logOdds: 0.2,
  },
  priorPrison: {
    filter: 'previous-offending',
    label: 'Has been in prison',
    usual: 0.08,
    logOdds: 0.4,
  },
  livesWithChildren: {
    filter: 'access-to-children',
    label: 'Lives with children',
    usual: 0.3,
    logOdds: 1.2,
  },
  worksWithChildren: {
    filter: 'access-to-children',
    label: 'Works or volunteers with children',
    usual: 0.1,
    logOdds: 0.6,
  },
  meetsChildren: {
    filter: 'access-to-children',
    label: 'Meets children in other ways',
    usual: 0.35,
    logOdds: 0.3,
  },
  incitement: {
    filter: 'current-behaviour',
    label: 'Incites a child to sexual acts',
    usual: 0.15,
    logOdds: 1,
  },
  grooming: { filter: 'current-behaviour', label: 'Grooms a child', usual: 0.18, logOdds: 1.2 },
  production: { filter: 'current-behaviour', label: 'Makes material', usual: 0.1, logOdds: 1.6 },
  sexualCommunication: {
    filter: 'current-behaviour',
    label: 'Sexual communication with a child',
    usual: 0.25,
    logOdds: 0.3,
  },
  meetingPlanned: {
    filter: 'current-behaviour',
    label: 'A meeting with a child is planned',
    usual: 0.07,
    logOdds: 0.8,
  },
  distribution: {
    filter: 'current-behaviour',
    label: 'Passes material on',
    usual: 0.4,
    logOdds: -0.2,
  },
  otherConvictions: {
    filter: 'other-factors',
    label: 'Convicted of other offences',
    usual: 0.3,
    logOdds: 0.1,
  },
  domesticAbuse: { filter: 'other-factors', label: 'Domestic abuse', usual: 0.12, logOdds: 0.6 },
  substanceMisuse: {
    filter: 'other-factors',
    label: 'Misuse of alcohol or drugs',
    usual: 0.2,
    logOdds: 0.1,
  },
  travelPlanned: {
    filter: 'other-factors',
    label: 'Travel to a place of risk is planned',
    usual: 0.04,
    logOdds: 0.2,
  },
} as const satisfies Record<string, CohortItem>;
export type CohortItemCode = keyof typeof COHORT_ITEMS;

export const COHORT_CODES = Object.keys(COHORT_ITEMS) as CohortItemCode[];
