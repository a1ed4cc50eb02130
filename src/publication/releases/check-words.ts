import type { ChangeWords } from '../../picture/index.ts';
import type { Passage } from './passages.ts';
import { type Warning, warn } from './warning.ts';

// Words of change beside a figure whose change does not allow them.

/** What each kind of word asks of a figure's change. Source: the wording rules of src/picture/change.ts. */
const STRONG_WORDS: readonly { pattern: RegExp; allowedBy: readonly ChangeWords['say'][] }[] = [
  {
    pattern:
      /\b(?:doubl(?:ed|ing)|two-?\s?fold|twice as (?:many|much|high)|trebl(?:ed|ing)|tripl(?:ed|ing))\b/i,
    allowedBy: ['at-least-doubled', 'about-doubled'],
  },
  {
    pattern:
      /\b(?:rose|risen|rising|increas(?:e|ed|es|ing)|grew|grown|growing|gone up|went up|soared|surged)\b/i,
    allowedBy: ['at-least-doubled', 'about-doubled', 'up'],
  },
  {
    pattern:
      /\b(?:fell|fallen|falling|decreas(?:e|ed|es|ing)|declin(?:e|ed|es|ing)|gone down|went down|halved)\b/i,
    allowedBy: ['down'],
  },
];

/** A sentence that says a change of the figure in it, where that figure's change is not known or does not bear it out. */
export function tooStrongWords({ sentences }: Passage): Warning[] {
  return sentences.flatMap(({ text, figures, line }) =>
    STRONG_WORDS.flatMap(({ pattern, allowedBy }) => {
      const what = pattern.exec(text)?.[0];
      if (what === undefined) return [];
      return figures
        .filter(({ change }) => change === null || !allowedBy.includes(change.words.say))
        .map(({ id }) => warn('too-strong', { line, what, id }));
    }),
  );
}

/** Reports, and recorded offences, follow how much is looked for. Source: domain knowledge of the design, 2026-11. */
const PREVALENCE =
  /\b(?:prevalen(?:ce|t)|more (?:common|widespread)|more children (?:are|were|have been) (?:abused|harmed)|epidemic)\b/i;

export function wordsOfPrevalence({ sentences }: Passage): Warning[] {
  return sentences.flatMap(({ text, figures, line }) => {
    const what = PREVALENCE.exec(text)?.[0];
    return what !== undefined && figures[0] ? [warn('prevalence', { line, what, id: figures[0].id })] : [];
  });
}
