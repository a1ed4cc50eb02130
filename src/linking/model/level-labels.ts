import { KINDS } from '../kinds/kinds.ts';
import { PERSON_SPEC } from './person-spec.ts';

/** What comparing two people can find, in words: every level of every attribute. */
export function levelLabels(): string[] {
  const labels = PERSON_SPEC.attributes.flatMap(({ kind }) => KINDS[kind].levels.map(({ label }) => label));
  return [...new Set([...labels, 'differ'])];
}
