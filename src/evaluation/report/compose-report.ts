import { type Instrument, textIn } from '../../assessment/index.ts';
import type { Block, Report } from './blocks.ts';
import { cardBlocks, honestBlocks } from './card-blocks.ts';
import { type ValidationFacts, validationBlocks } from './validation-blocks.ts';
import { english, type ReportWords } from './words-english.ts';
import { welsh } from './words-welsh.ts';

export type ReportLanguage = 'en' | 'cy';

const WORDS: Record<ReportLanguage, ReportWords> = { en: english, cy: welsh };

/** `document`: null for what has no document, such as a policy; `facts`: null where there are no outcomes to show. */
export type ReportInput = {
  title: string;
  version: string;
  document: Instrument | null;
  facts: ValidationFacts | null;
  /** The day that it is made on. */
  day: string;
};

/** The model card, and the validation after it where there is one. */
export function composeReport(input: ReportInput, language: ReportLanguage = 'en'): Report {
  const words = WORDS[language];
  const { title, version, document, facts, day } = input;
  const named = document ? textIn(document.title, language) : title;
  const validation = facts ? validationBlocks(facts, words) : [];
  const card: Block[] = document ? cardBlocks(document, words, language) : honestBlocks(words);
  return {
    title: facts ? words.reportTitle(named) : words.cardTitle(named),
    subtitle: words.version(version),
    language,
    made: words.made(day),
    blocks: facts && !document ? [...validation, ...card] : [...card, ...validation],
  };
}
