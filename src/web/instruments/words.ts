import * as guided from './guided-words.ts';
import * as instruments from './instrument-words.ts';
import * as panel from './panel-words.ts';

/** English: what guided assessments say, and what the pages of instruments do. */
export const en = { guided: { ...guided.en, ...panel.en }, instruments: instruments.en };

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = { guided: { ...guided.cy, ...panel.cy }, instruments: instruments.cy };
