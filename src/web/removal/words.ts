// Every sentence of the pages about removal notices, in a file for each language.
export { en } from './words-english.ts';
export { cy } from './words-welsh.ts';
