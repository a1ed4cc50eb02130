/** Every sentence these pages show. */
export { en } from './words-english.ts';
export { cy } from './words-welsh.ts';
