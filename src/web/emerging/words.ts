import * as novelty from './novelty-words.ts';
import * as english from './words-english.ts';
import * as welsh from './words-welsh.ts';

/** What the pages of alerts and of novelty say. */
export const en = { emerging: english.en, ...novelty.en };
export const cy: typeof en = { emerging: welsh.cy, ...novelty.cy };
