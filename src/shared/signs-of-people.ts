import { Problem } from './problem.ts';

// Texts about figures name nobody. What plainly would is told by its form; names themselves no program can tell.

/** Of a telephone or account number, as its form below has them. Chosen: counts of fewer are common. */
const LEAST_DIGITS = 9;

/** In the order in which they are tried: a part of a text is told once. */
const SIGNS_OF_PEOPLE = {
  contact: {
    label: 'an e-mail address or a handle',
    form: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*|(?<![\w@])@\w{2,}/g,
  },
  link: { label: 'a link', form: /\w{1,20}:\/\/\S+|\bwww\.\S+/gi },
  connection: {
    label: 'the address of a connection or a device',
    form: /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:\b[0-9a-f]{1,4}:){3,}[0-9a-f]{0,4}|\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}/gi,
  },
  record: { label: 'the id of a record', form: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi },
  birth: { label: 'a date of birth', form: /\b(?:born(?: on)?|dob|d\.o\.b\.?)[ :]+\d{1,2}\b/gi },
  place: { label: 'a postcode', form: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g },
  number: {
    label: 'a telephone or account number',
    form: /(?<![\w.,])\+?\d(?:[ ()-]{0,2}\d){8,}(?![\w,])/g,
  },
  name: { label: 'somebody’s name', form: /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][\p{L}’'-]+/gu },
} as const satisfies Record<string, { label: string; form: RegExp }>;
export type SignOfPeople = keyof typeof SIGNS_OF_PEOPLE;

/** `word`: where it begins, the first word being 1. */
export type FoundSign = { sign: SignOfPeople; word: number };

/** Whole years, days and counts are none: "2014-04-01", "1,000,000", "12 000". Pure. */
export function signsOfPeople(text: string): FoundSign[] {
  let rest = text;
  const found = (Object.keys(SIGNS_OF_PEOPLE) as SignOfPeople[]).flatMap((sign) =>
    [...rest.matchAll(SIGNS_OF_PEOPLE[sign].form)]
      .filter(([match]) => sign !== 'number' || !isCountOrDays(match))
      .map((match) => {
        rest = rest.replace(match[0], (one) => '\u{fffc}'.repeat(one.length));
        return { sign, word: wordAt(text, match.index) };
      }),
  );
  return found.sort((a, b) => a.word - b.word);
}

/** "2013-04-01 - 2014" and "2 500 000", and not a number that stands beside a day. */
function isCountOrDays(match: string): boolean {
  const rest = match.replaceAll(/\b(?:19|20)\d\d-\d\d-\d\d\b/g, '').trim();
  return rest.replaceAll(/\D/g, '').length < LEAST_DIGITS || /^[1-9]\d{0,2}(?: \d{3})+$/.test(rest);
}

function wordAt(text: string, index: number): number {
  return (
    text.slice(0, index).split(/\s+/).filter(Boolean).length + (/\S$/.test(text.slice(0, index)) ? 0 : 1)
  );
}

/** Throws `picture.names-somebody`, with the field and the word, and never with what stands there. */
export function ensureNamesNobody(fields: Readonly<Record<string, string>>): void {
  const faults = Object.entries(fields).flatMap(([path, text]) =>
    signsOfPeople(text).map(({ sign, word }) => ({
      path,
      reason: `word ${word} reads as ${SIGNS_OF_PEOPLE[sign].label}`,
    })),
  );
  if (faults.length > 0) throw new Problem('picture.names-somebody', { faults });
}
