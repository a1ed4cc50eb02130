import { english } from './words-english.ts';
import { welsh } from './words-welsh.ts';

export const en = english;
export const cy: typeof en = welsh;
