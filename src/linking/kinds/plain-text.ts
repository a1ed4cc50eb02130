import anyAscii from 'any-ascii';

/** What forms and programs write where they have no value. */
const NO_VALUE =
  /^(n\/?a|nil|none|null|nan|undefined|unknown|not (known|available|provided|stated)|redacted|[-*.?/_ ]+)$/;

/** Of a longer text the beginning is compared. Chosen: longer than any name or address. */
const LONGEST_GIVEN = 300;

/** Lower-case ASCII, other scripts transliterated, spaces single; '' where nothing was given. */
export function plain(value: string | undefined): string {
  if (!value) return '';
  const seen = isSeen(value) ? value : seenSigns(value);
  const text = seen.toLowerCase().slice(0, LONGEST_GIVEN);
  return NO_VALUE.test(text) ? '' : text;
}

/** Blanks, control signs, and what has no form in ASCII. */
const UNSEEN_SIGNS = /[^\x21-\x7e]+/g;

function seenSigns(value: string): string {
  const ascii = isAscii(value) ? value : anyAscii(value.normalize('NFKC'));
  return ascii.replaceAll(UNSEEN_SIGNS, ' ').trim();
}

function isSeen(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const sign = value.charCodeAt(i);
    if (sign < 0x21 || sign > 0x7e) return false;
  }
  return true;
}

function isAscii(value: string): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7e) return false;
  return true;
}

/** Words of letters and digits; apostrophes and full stops join, everything else separates. */
export function wordsOf(value: string | undefined): string[] {
  const text = plain(value);
  if (text === '') return [];
  if (ONE_WORD.test(text)) return [text];
  return text
    .replaceAll(/['`.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Most names are. */
const ONE_WORD = /^[a-z0-9]+$/;

/** Distinct words in order of the alphabet, apart by a blank. */
export function sortedWords(words: readonly string[]): string {
  if (words.length === 2 && words[0] !== words[1])
    return words[0]! < words[1]! ? `${words[0]} ${words[1]}` : `${words[1]} ${words[0]}`;
  return [...new Set(words)].sort().join(' ');
}

/** Letters that make one sound together. */
const SOUNDS: readonly [RegExp, string][] = [
  [/^(kn|gn|pn)/g, 'n'],
  [/^wr/g, 'r'],
  [/^ps/g, 's'],
  [/ph/g, 'f'],
  [/gh(?=[^aeiouy]|$)/g, ''],
  [/(sch|sh|ch|tch)/g, 'x'],
  [/c(?=[eiy])/g, 's'],
  [/(ck|c|q)/g, 'k'],
];

/** Letters that are confused, made one. */
const CONFUSED: Readonly<Record<string, string>> = { d: 't', b: 'p', v: 'f', w: 'f', z: 's', g: 'j' };
/** Vowels, and what is written and often not heard. */
const UNHEARD = 'aeiouyh';
const LONGEST_SOUND = 5;

/**
 * How a name sounds, roughly: first letter, then consonants with those that are confused made one. Our own, after the
 * idea of Soundex (1918): letters that are heard alike are written alike.
 */
export function soundOf(word: string): string {
  const known = soundsOfWords.get(word);
  if (known !== undefined) return known;
  if (soundsOfWords.size >= MOST_WORDS_KNOWN) soundsOfWords.clear();
  const sound = hear(word);
  soundsOfWords.set(word, sound);
  return sound;
}

/** The same names come again and again. Chosen: some megabytes. */
const MOST_WORDS_KNOWN = 50_000;
const soundsOfWords = new Map<string, string>();

function hear(word: string): string {
  const written = SOUNDS.reduce((text, [pattern, sound]) => text.replaceAll(pattern, sound), word);
  let sound = /^[aeiouy]/.test(written) ? 'a' : heard(written.slice(0, 1));
  for (let i = 1; i < written.length && sound.length < LONGEST_SOUND; i++) {
    const sign = written[i]!;
    if (!UNHEARD.includes(sign) && heard(sign) !== sound.at(-1)) sound += heard(sign);
  }
  return sound;
}

function heard(sign: string): string {
  return CONFUSED[sign] ?? sign;
}
