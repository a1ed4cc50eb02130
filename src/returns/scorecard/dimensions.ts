// The vocabulary of quality. Source: the Government Data Quality Framework (Government Data Quality Hub, 2020): six
// dimensions. How each is counted here is ours, is versioned, and is printed with its numerator and denominator.

/** A rule that changes gets a new version, and figures of two versions are not compared. */
export const DIMENSIONS = {
  completeness: {
    label: 'Completeness',
    version: 1,
    numerator: 'answers given',
    denominator: 'answers asked for: the whole of each question, and each breakdown of it',
  },
  uniqueness: {
    label: 'Uniqueness',
    version: 1,
    numerator: 'cells that answer something nothing else answers',
    denominator: 'cells read',
  },
  consistency: {
    label: 'Consistency',
    version: 1,
    numerator: 'tests that held',
    denominator: 'tests made: no part is more than its whole, no breakdown adds up to more than its question',
  },
  timeliness: {
    label: 'Timeliness',
    version: 1,
    numerator: 'questions answered by the day they were due',
    denominator: 'questions asked whose day has come, or that were answered',
  },
  validity: {
    label: 'Validity',
    version: 1,
    numerator: 'cells with a count in the national codes, nothing lost on the way',
    denominator: 'cells read',
  },
  accuracy: {
    label: 'Accuracy',
    version: 2,
    numerator: 'tests that found nothing',
    denominator:
      'tests made: near the last year, near forces of its size, in its own line and unit and no copy. The truth is not known: this says what can be believed',
  },
} as const satisfies Record<string, Dimension>;
export type DimensionId = keyof typeof DIMENSIONS;

type Dimension = { label: string; version: number; numerator: string; denominator: string };

export const EVERY_DIMENSION = Object.keys(DIMENSIONS) as DimensionId[];

/**
 * In which order things are mended. Chosen: an impossible figure misleads whoever reads it, a missing one is estimated
 * and said to be; being late does no harm to the figure itself.
 */
export const MEND_ORDER = [
  'consistency',
  'accuracy',
  'completeness',
  'validity',
  'uniqueness',
  'timeliness',
] as const satisfies readonly DimensionId[];
