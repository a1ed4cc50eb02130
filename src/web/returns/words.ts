export { en } from './words-english.ts';
export { cy } from './words-welsh.ts';
