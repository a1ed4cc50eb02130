/** ASCII texts one after another: text i from `starts[i]` to `starts[i + 1]`. Many fit in memory that threads share. */
export type Texts = { bytes: Uint8Array; starts: Uint32Array };

const BLANK = 0x20;

export function lengthOf({ starts }: Texts, text: number): number {
  return starts[text + 1]! - starts[text]!;
}

export function areSame({ bytes, starts }: Texts, x: number, y: number): boolean {
  const [start, other] = [starts[x]!, starts[y]!];
  const length = starts[x + 1]! - start;
  if (starts[y + 1]! - other !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== bytes[other + i]) return false;
  return true;
}

/** By the order of their signs, as "ann" stands before "anne". */
export function standsAfter({ bytes, starts }: Texts, x: number, y: number): boolean {
  let [at, other] = [starts[x]!, starts[y]!];
  const [end, otherEnd] = [starts[x + 1]!, starts[y + 1]!];
  while (at < end && other < otherEnd && bytes[at] === bytes[other]) {
    at++;
    other++;
  }
  return at < end && (other === otherEnd || bytes[at]! > bytes[other]!);
}

export function textOf({ bytes, starts }: Texts, x: number): string {
  let text = '';
  for (let at = starts[x]!; at < starts[x + 1]!; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Whether a word, apart from others by a blank, is in both. */
export function shareWord({ bytes, starts }: Texts, x: number, y: number): boolean {
  const [end, otherEnd] = [starts[x + 1]!, starts[y + 1]!];
  for (let at = starts[x]!, next = at; at < end; at = next) {
    next = afterWord(bytes, at, end);
    for (let other = starts[y]!; other < otherEnd; other = afterWord(bytes, other, otherEnd))
      if (orderOfWords(bytes, { at, end, other, otherEnd }) === 0) return true;
  }
  return false;
}

/** How many words two texts share; in each they stand in order, each once. */
export function sharedWords({ bytes, starts }: Texts, x: number, y: number): number {
  let [at, other] = [starts[x]!, starts[y]!];
  const [end, otherEnd] = [starts[x + 1]!, starts[y + 1]!];
  let shared = 0;
  while (at < end && other < otherEnd) {
    const order = orderOfWords(bytes, { at, end, other, otherEnd });
    if (order === 0) shared++;
    if (order <= 0) at = afterWord(bytes, at, end);
    if (order >= 0) other = afterWord(bytes, other, otherEnd);
  }
  return shared;
}

export function wordsIn({ bytes, starts }: Texts, x: number): number {
  let words = 0;
  for (let at = starts[x]!; at < starts[x + 1]!; at = afterWord(bytes, at, starts[x + 1]!)) words++;
  return words;
}

/** As `sharedWords`, of words that carry a weight ("sony:31"): the sum of the weights of those that both have. */
export function sharedWeight({ bytes, starts }: Texts, x: number, y: number): number {
  let [at, other] = [starts[x]!, starts[y]!];
  const [end, otherEnd] = [starts[x + 1]!, starts[y + 1]!];
  let shared = 0;
  while (at < end && other < otherEnd) {
    const order = orderOfWords(bytes, { at, end, other, otherEnd });
    if (order === 0) shared += weightAt(bytes, at, end);
    if (order <= 0) at = afterWord(bytes, at, end);
    if (order >= 0) other = afterWord(bytes, other, otherEnd);
  }
  return shared;
}

export function weightIn({ bytes, starts }: Texts, x: number): number {
  const end = starts[x + 1]!;
  let weight = 0;
  for (let at = starts[x]!; at < end; at = afterWord(bytes, at, end)) weight += weightAt(bytes, at, end);
  return weight;
}

const COLON = 0x3a;
const ZERO = 0x30;

/** The digits behind the colon of the word that begins here. */
function weightAt(bytes: Uint8Array, from: number, end: number): number {
  let [at, weight] = [from, 0];
  while (at < end && bytes[at] !== COLON) at++;
  for (at++; at < end && bytes[at] !== BLANK; at++) weight = weight * 10 + (bytes[at]! - ZERO);
  return weight;
}

type TwoWords = { at: number; end: number; other: number; otherEnd: number };

/** Below 0: the first stands before the other; 0: they are the same. A blank stands before every letter. */
function orderOfWords(bytes: Uint8Array, { at, end, other, otherEnd }: TwoWords): number {
  for (let i = 0; ; i++) {
    const sign = at + i < end ? bytes[at + i]! : BLANK;
    const otherSign = other + i < otherEnd ? bytes[other + i]! : BLANK;
    if (sign !== otherSign || sign === BLANK) return sign - otherSign;
  }
}

/** Where the next word begins. */
function afterWord(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== BLANK) at++;
  return at + 1;
}
