import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

// Seeded damage to sound documents, for trying the readers: what transfer, other programs and attackers do to them.

type Throw = (from: number, to: number) => number;
type Mutation = (raw: Buffer, dice: Throw) => Buffer;

/** The document, damaged once or twice; the same seed damages it in the same way. */
export function damageDocument(raw: Buffer, seed: number): Buffer {
  const generator = xoroshiro128plus(seed);
  const dice: Throw = (from, to) => uniformInt(generator, from, Math.max(from, to));
  let damaged = raw;
  for (let times = dice(1, 2); times > 0; times -= 1) damaged = pick(MUTATIONS, dice)(damaged, dice);
  return damaged;
}

function pick<T>(items: readonly T[], dice: Throw): T {
  return items[dice(0, items.length - 1)]!;
}

const STRANGE = [
  '\0',
  '\u{FFFE}',
  '\u{202E}',
  '\r',
  '\n\n',
  '\t',
  '"',
  "'",
  '<',
  '>',
  '&',
  '&amp;',
  '&#0;',
  '&nope;',
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  ';',
  '\\',
  '\\u0000',
  '\\ud800',
  '%',
  '%zz',
  '%00',
  '%ed%a0%80',
  '=',
  '&&',
  'null',
  'true',
  'NaN',
  '-1',
  '1e999',
  '99999999999999999999',
  '0.1',
  '2026-02-30T25:61:61Z',
  '+14:30',
  'constructor',
  '__proto__',
  'toString',
  '\u{1F600}',
  'e\u{301}',
  'x'.repeat(3_000),
  '\u{FEFF}',
] as const;

const MUTATIONS: readonly Mutation[] = [
  // A word is another word of the same document; twice in the list, because it reaches furthest.
  (raw, dice) => replaceWord(raw, dice, (words) => pick(words, dice)),
  (raw, dice) => replaceWord(raw, dice, () => pick(STRANGE, dice)),
  // One byte is another.
  (raw, dice) => {
    const copy = Buffer.from(raw);
    if (copy.length > 0) copy[dice(0, copy.length - 1)] = dice(0, 255);
    return copy;
  },
  // The transfer stopped.
  (raw, dice) => raw.subarray(0, dice(0, raw.length)),
  // The beginning is missing.
  (raw, dice) => raw.subarray(dice(0, Math.min(raw.length, 400))),
  // Something is gone from the middle.
  (raw, dice) => {
    const [from, to] = span(raw, dice, 200);
    return Buffer.concat([raw.subarray(0, from), raw.subarray(to)]);
  },
  // Something stands twice.
  (raw, dice) => {
    const [from, to] = span(raw, dice, 400);
    return Buffer.concat([raw.subarray(0, to), raw.subarray(from)]);
  },
  // Something strange was slipped in.
  (raw, dice) => insert(raw, dice, Buffer.from(pick(STRANGE, dice))),
  // Content was slipped in.
  (raw, dice) => insert(raw, dice, Buffer.from(noise(dice(400, 3_000), dice).toString('base64'))),
  (raw, dice) => insert(raw, dice, Buffer.from(`data:image/png;base64,${'QUJD'.repeat(dice(1, 400))}`)),
  // A word is another word of the same document.
  (raw, dice) => replaceWord(raw, dice, (words) => pick(words, dice)),
  // A word is something strange.
  (raw, dice) => replaceWord(raw, dice, () => pick(STRANGE, dice)),
  // Two lines changed places.
  (raw, dice) => {
    const lines = raw.toString('latin1').split('\n');
    const [one, other] = [dice(0, lines.length - 1), dice(0, lines.length - 1)];
    [lines[one], lines[other]] = [lines[other]!, lines[one]!];
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  // It is nested deeper than anybody needs.
  (raw, dice) =>
    insert(raw, dice, Buffer.from(pick(['[', '{"a":', '<a>', '"'], dice).repeat(dice(1, 5_000)))),
  // It is in another encoding.
  (raw) => Buffer.from(raw.toString('utf8'), 'utf16le'),
  (raw) => Buffer.from(raw.toString('utf8').replaceAll('a', '\u{E4}'), 'latin1'),
  // It is no document at all.
  (raw, dice) => noise(raw.length, dice),
];

function noise(length: number, dice: Throw): Buffer {
  return Buffer.from(Uint8Array.from({ length }, () => dice(0, 255)));
}

function span(raw: Buffer, dice: Throw, longest: number): [number, number] {
  const from = dice(0, raw.length);
  return [from, Math.min(raw.length, from + dice(1, longest))];
}

function insert(raw: Buffer, dice: Throw, what: Buffer): Buffer {
  const at = dice(0, raw.length);
  return Buffer.concat([raw.subarray(0, at), what, raw.subarray(at)]);
}

function replaceWord(raw: Buffer, dice: Throw, by: (words: string[]) => string): Buffer {
  const text = raw.toString('latin1');
  const words = [...text.matchAll(/[\w.:+-]+/g)];
  if (words.length === 0) return raw;
  const { index, 0: word } = pick(words, dice);
  return Buffer.from(
    text.slice(0, index) + by(words.map(([found]) => found)) + text.slice(index + word.length),
    'latin1',
  );
}
