import { signsOfPeople } from '../../shared/signs-of-people.ts';
import { claimsWithoutSource, typedFigures } from './check-typed.ts';
import { tooStrongWords, wordsOfPrevalence } from './check-words.ts';
import { type Passage, passagesOf } from './passages.ts';
import type { FrozenContent, Section } from './release.ts';
import { parseSection } from './section-text.ts';
import { isOverdue, type TrackedItem } from './tracked-item.ts';
import { type Warning, warn } from './warning.ts';
import { offScaleWords } from './yardstick.ts';

/** A draft's sections, against what there is to show. */
export function checkWriting(sections: readonly Section[], content: FrozenContent): Warning[] {
  return sections.flatMap((section) => checkSection(section, content));
}

/** Sections that list what is tracked, with or without words before it. */
const LISTED: readonly string[] = ['priorities', 'gaps'];

function checkSection({ id: section, text }: Section, content: FrozenContent): Warning[] {
  const { blocks } = parseSection(text);
  const passages = passagesOf(blocks, content);
  const found = [
    ...(blocks.length === 0 && !LISTED.includes(section) ? [warn('empty')] : []),
    ...passages.flatMap((passage) => [
      ...tooStrongWords(passage),
      ...wordsOfPrevalence(passage),
      ...typedFigures(passage, content.figures),
      ...offScaleWords(passage.text).map((what) => warn('off-scale', { line: passage.line, what })),
      ...notToBeSaid(passage),
      ...namesOf(passage),
    ]),
    ...coverageNotSaid(passages),
    ...claimsWithoutSource(passages, blocks, content.claims),
  ];
  return found.map((one) => ({ ...one, section }));
}

function notToBeSaid({ line, figures }: Passage): Warning[] {
  return figures
    .filter(({ measured }) => measured.value === null)
    .map(({ id, marks }) => warn(marks.includes('c') ? 'withheld' : 'not-known', { line, id }));
}

function namesOf({ text, line }: Passage): Warning[] {
  return signsOfPeople(text).map(({ sign }) => warn('names-somebody', { line, what: sign }));
}

const SAYS_FORCES = /\b\d+\s+(?:of\s+(?:the\s+)?\d+\s+)?(?:police\s+)?forces\b/i;

/** "31 of 43 forces", or the coverage shown in a sentence, anywhere in the section, says it. */
function coverageNotSaid(passages: readonly Passage[]): Warning[] {
  if (passages.some(({ text, aspects }) => aspects.includes('coverage') || SAYS_FORCES.test(text))) return [];
  const partial = new Map<string, number>();
  for (const { line, figures } of passages)
    for (const { id, coverage } of figures)
      if (coverage && coverage.answered < coverage.of && !partial.has(id)) partial.set(id, line);
  return [...partial].map(([id, line]) => warn('coverage-not-said', { line, id }));
}

/** The assessment steers the year's work: one without priorities, or with overdue ones, says so. `today`: YYYY-MM-DD. */
export function checkTracked(items: readonly TrackedItem[], today: string): Warning[] {
  const open = (kind: TrackedItem['kind']) =>
    items.some((one) => one.kind === kind && one.state !== 'dropped');
  return [
    ...(open('priority') ? [] : [warn('no-priorities')]),
    ...(open('gap') ? [] : [warn('no-gaps')]),
    ...items.flatMap(({ id, what, why, owner, soFar }) =>
      signsOfPeople([what, why, owner, soFar].join('\n')).map(({ sign }) =>
        warn('names-somebody', { what: sign, id }),
      ),
    ),
    ...items.filter((item) => isOverdue(item, today)).map(({ what, id }) => warn('overdue', { what, id })),
  ];
}
