import { INDICATORS } from '../indicators.ts';
import { RETURN_INDICATORS } from './from-returns.ts';
import type { Definition } from './indicator.ts';
import { AVERAGES } from './of-received.ts';

/** Every figure that there is, by where it is counted; its id says which. */
export const CATALOGUE = {
  records: { ...INDICATORS, ...AVERAGES },
  returns: RETURN_INDICATORS,
} as const satisfies Record<string, Record<string, Definition>>;
export type FigureId = keyof typeof CATALOGUE.records | keyof typeof CATALOGUE.returns;
