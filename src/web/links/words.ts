// Every sentence of the pages about links, in files for each language.

import { en as overseeingInEnglish } from './oversight-words-english.ts';
import { cy as overseeingInWelsh } from './oversight-words-welsh.ts';
import { en as lookingInEnglish } from './words-english.ts';
import { cy as lookingInWelsh } from './words-welsh.ts';

export const en = { ...lookingInEnglish, ...overseeingInEnglish };
export const cy = { ...lookingInWelsh, ...overseeingInWelsh };
