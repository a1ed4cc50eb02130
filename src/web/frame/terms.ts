import { describeReason, type Reason } from '../../assessment/index.ts';
import type { Words } from '../words.ts';
import { WELSH_TERMS } from './terms-welsh.ts';
import { WELSH_BUREAU_TERMS } from './terms-welsh-bureau.ts';
import { WELSH_EMERGING_TERMS } from './terms-welsh-emerging.ts';
import { WELSH_LINK_TERMS } from './terms-welsh-links.ts';
import { WELSH_LIST_TERMS } from './terms-welsh-lists.ts';
import { WELSH_PICTURE_TERMS } from './terms-welsh-picture.ts';
import { WELSH_REMOVAL_TERMS } from './terms-welsh-removal.ts';
import { WELSH_SUPERVISION_TERMS } from './terms-welsh-supervision.ts';

// The stages' vocabularies hold English labels; their Welsh stands beside the pages.

/** Of a page in one language. */
export type Terms = {
  /** A vocabulary's label in the page's language; a code that the vocabulary does not hold is shown as it is. */
  term(vocabulary: Readonly<Record<string, { label: string }>>, code: string): string;
  /** A label of a vocabulary, already in English words. */
  say(label: string): string;
  reason(reason: Reason): string;
};

export function termsIn(words: Words): Terms {
  const say: Terms['say'] = (label) =>
    words.language.code === 'cy'
      ? (WELSH_TERMS.get(label) ??
        WELSH_BUREAU_TERMS.get(label) ??
        WELSH_REMOVAL_TERMS.get(label) ??
        WELSH_PICTURE_TERMS.get(label) ??
        WELSH_LIST_TERMS.get(label) ??
        WELSH_LINK_TERMS.get(label) ??
        WELSH_SUPERVISION_TERMS.get(label) ??
        WELSH_EMERGING_TERMS.get(label) ??
        label)
      : label;
  return {
    say,
    term: (vocabulary, code) => say(Object.hasOwn(vocabulary, code) ? vocabulary[code]!.label : code),
    reason: (reason) => describeReason(reason, say),
  };
}
