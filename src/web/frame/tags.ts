import { BANDS, type Band } from '../../assessment/index.ts';
import type { Terms } from './terms.ts';

/** A coloured label; what it says never rests on the colour alone. */
export type Tag = { text: string; classes: string };

const BAND_COLOURS: Record<Band, string> = {
  'very-high': 'govuk-tag--red',
  high: 'govuk-tag--orange',
  medium: 'govuk-tag--yellow',
  low: 'govuk-tag--grey',
};

export function bandTag(band: Band, terms: Terms): Tag {
  return { text: terms.term(BANDS, band), classes: BAND_COLOURS[band] };
}

export function tag(text: string, colour: 'red' | 'orange' | 'yellow' | 'blue' | 'grey' | 'purple'): Tag {
  return { text, classes: `govuk-tag--${colour}` };
}
