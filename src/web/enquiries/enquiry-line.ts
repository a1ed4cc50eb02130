import {
  AUTHORITIES,
  ENQUIRY_KINDS,
  ENQUIRY_LIFE,
  ENQUIRY_RESULTS,
  ENQUIRY_STATES,
  type Enquiry,
  MISMATCHES,
} from '../../dissemination/index.ts';
import { tag } from '../frame/tags.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';
import type { Words } from '../words.ts';

/** An enquiry as lists show it: never what it names. */
export function enquiryLine(enquiry: Enquiry, words: Words) {
  const { term } = termsIn(words);
  const times = timesIn(words);
  const { state, openMismatches } = enquiry;
  const answer = enquiry.result && [term(ENQUIRY_RESULTS, enquiry.result), ...enquiry.forces].join(', ');
  return {
    id: enquiry.id,
    kind: term(ENQUIRY_KINDS, enquiry.kind),
    provider: enquiry.provider,
    authority: term(AUTHORITIES, enquiry.authority),
    state: tag(term(ENQUIRY_STATES, state), state === 'drafted' ? 'yellow' : 'blue'),
    due: times.time(enquiry.dueAt),
    answer: answer ?? '',
    mismatches: openMismatches.map(({ id, kind }) => ({ id, text: term(MISMATCHES, kind) })),
    isDrafted: state === 'drafted',
    takesAnswer: 'answer' in ENQUIRY_LIFE[state],
  };
}
