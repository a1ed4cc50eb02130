import { fold, wordsOf } from '../words/fold.ts';
import { similarity } from '../words/similar.ts';
import { IN_EVERY_QUESTION, TURNS_ROUND } from '../words/vocabulary.ts';
import { type Ages, agesIn, bandOf, singleAgeIn } from './ages.ts';
import { type KnownCode, type Lexicon, wordsKey } from './lexicon.ts';
import { readPlainWords, withoutYears, type Years } from './plain-words.ts';
import type { LabelReading } from './reading-of-label.ts';
import { SURE } from './resolved.ts';

/** Below this a likeness is chance. Chosen. */
const LEAST_LIKENESS = 0.35;

/** All ways in which a label can be understood, the surest first. */
export function readLabel(text: string, lexicon: Lexicon, years: Years): LabelReading[] {
  const label = withoutNumberOf(text);
  const plain = readPlainWords(label, years);
  if (plain) return [plain];
  const folded = withoutYears(fold(label));
  const questions = questionsNamed(folded, lexicon);
  const isNamed = questions.some(({ certainty }) => certainty >= A_NAME);
  const isLikely = questions.some(({ certainty }) => certainty >= SURE);
  const readings = [
    ...readAges(label, lexicon),
    ...codesNamed(folded, lexicon),
    ...questions,
    ...(isLikely ? [] : readHint(folded, lexicon)),
    ...(isNamed ? [] : [...codesWithin(folded, lexicon), ...twoCodes(label, lexicon)]),
  ];
  return readings.sort((a, b) => b.certainty - a.certainty);
}

/** "No. of", "Total number of": what follows is counted. */
const A_NUMBER_OF = /^\s*(?:total )?(?:nos?\.? of|no\.(?=\s)|nos\.?|number of|num\.? of|count of)\s+/i;
export function withoutNumberOf(text: string): string {
  return text.replace(A_NUMBER_OF, '');
}

/** From here on a label is one of a question's names. */
const A_NAME = 0.97;
/** What may stand before a code in its own column. */
const INTRODUCES = /^(?:total|all|category|breakdown|detail|type|item|code|answer|group|class) /;

function codesNamed(folded: string, lexicon: Lexicon): LabelReading[] {
  const bare = folded.replace(INTRODUCES, '');
  const named =
    lexicon.codes.get(folded) ?? lexicon.codes.get(bare) ?? lexicon.codesByWords.get(wordsKey(folded)) ?? [];
  return named.flatMap((known) => readCode(known, 0.95));
}

function readCode({ list, code, crossed }: KnownCode, certainty: number): LabelReading[] {
  if (!crossed)
    return [{ codes: [{ list, code }], certainty, reason: `"${code}" is a code of the list ${list}` }];
  const { becomes, isLossy, isShared, crosswalk } = crossed;
  if (!isLossy)
    return [
      {
        codes: [{ list, code: becomes[0]!, ...(isShared && { isPart: true }) }],
        certainty,
        reason: `${crossed.list.title} ${code} becomes ${becomes[0]} (${crosswalk})`,
      },
    ];
  return becomes.map((one) => ({
    codes: [{ list, code: one, isLossy: true, isPart: true }],
    certainty: UNSURE,
    reason: `${crossed.list.title} ${code} may be ${becomes.join(' or ')} (${crosswalk}): something would be lost`,
  }));
}

/** What a person has to decide is offered with this. */
const UNSURE = 0.5;

function readAges(label: string, lexicon: Lexicon): LabelReading[] {
  const list = lexicon.scheme.codeLists.find(({ id }) => id === AGE_LIST);
  const ages = agesIn(label) ?? singleAgeIn(label);
  if (!ages || !list) return [];
  const band = bandOf(ages, list);
  const reason = `ages ${ages.from} to ${ages.to}`;
  if (band.is === 'all') return [{ isTotal: true, certainty: 0.95, reason: `${reason} are all children` }];
  if (band.is === 'adults') return [{ leftOut: 'not-asked', certainty: 0.9, reason: `${reason} are adults` }];
  if (band.is === 'exact') return [{ codes: [{ list: list.id, code: band.code }], certainty: 0.97, reason }];
  if (band.is === 'within')
    return [
      {
        codes: [{ list: list.id, code: band.code, isPart: true }],
        certainty: 0.95,
        reason: `${reason} lie within ${band.code}`,
      },
    ];
  return [
    {
      codes: [{ list: list.id, code: 'not-known', isLossy: true, isPart: true }],
      certainty: UNSURE,
      reason: `${reason} reach over ${band.codes.join(' and ')}: nobody can say how many are in which`,
    },
  ];
}

const AGE_LIST = 'age-band';

export function agesOfLabel(label: string): Ages | undefined {
  return agesIn(label) ?? singleAgeIn(label);
}

function questionsNamed(folded: string, lexicon: Lexicon): LabelReading[] {
  const words = wordsOf(folded);
  if (words.length === 0) return [];
  const turned = TURNS_ROUND.test(folded);
  return lexicon.questions
    .map(({ question, names }) => {
      const isExact = names.some((name) => name.folded === folded);
      const isSame = names.some((name) => isSameSet(name.words, words));
      const likeness = Math.max(...names.map((name) => similarity(words, name.words, lexicon.weigh)));
      const isSaidSo = names.some((name) => TURNS_ROUND.test(name.folded));
      const isWithin = !turned && holdsName(words, names);
      const likely = turned && !isSaidSo ? Math.min(likeness, UNSURE) : likeness * 0.95;
      const certainty = isExact ? 1 : isSame && !turned ? 0.97 : isWithin ? Math.max(likely, 0.9) : likely;
      return {
        question: question.id,
        certainty,
        reason: isExact
          ? `it is a name of "${question.title}"`
          : `its words are much like "${question.title}"`,
      };
    })
    .filter(({ certainty }) => certainty >= LEAST_LIKENESS);
}

/** A whole name of the question, and beside it only words of its other names, or words of which every return is full. */
function holdsName(words: readonly string[], names: readonly { words: readonly string[] }[]): boolean {
  const vocabulary = new Set(names.flatMap((name) => name.words));
  const isHeld = names.some((name) => {
    const telling = name.words.filter((word) => !IN_EVERY_QUESTION.has(word));
    return telling.length > 0 && name.words.every((word) => words.includes(word));
  });
  return isHeld && words.every((word) => vocabulary.has(word) || IN_EVERY_QUESTION.has(word));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word) => b.includes(word));
}

/** "By age band": nothing but the words of a list's title, or words that every return has. */
function readHint(folded: string, lexicon: Lexicon): LabelReading[] {
  const words = wordsOf(folded).filter((word) => !IN_EVERY_RETURN.has(word));
  if (words.length === 0)
    return [{ saysNothing: true, hints: [], certainty: 0.9, reason: 'its words are in every return' }];
  const hints = [...lexicon.hints].filter(([, known]) => words.some((word) => known.includes(word)));
  const all = new Set([...hints.flatMap(([, known]) => known), ...HEADS_A_BREAKDOWN]);
  if (!words.every((word) => all.has(word))) return [];
  return [
    { saysNothing: true, hints: hints.map(([id]) => id), certainty: 0.85, reason: 'it heads a breakdown' },
  ];
}

const IN_EVERY_RETURN: ReadonlySet<string> = new Set(
  'child sexual exploitation abuse online assessment threat national statistical collection template bureau ceop question indicator measure item topic theme subject area category_of description detail name metric'.split(
    ' ',
  ),
);
const HEADS_A_BREAKDOWN = [
  'victim',
  'child',
  'offender',
  'suspect',
  'perpetrator',
  'image',
  'file',
  'known',
  'by',
  'classified',
];

/** Shorter names of codes ("F", "No") mean something only where they stand alone. */
const SHORTEST_WITHIN = 4;

/** A code and a question in one label: "Female victims under 10" gives its parts one by one. */
function codesWithin(folded: string, lexicon: Lexicon): LabelReading[] {
  const found = [...lexicon.codes].filter(
    ([name]) =>
      name.length >= SHORTEST_WITHIN &&
      name !== folded &&
      ` ${folded} `.includes(` ${name} `) &&
      !AMBIGUOUS.test(name),
  );
  const longest = found.sort((a, b) => b[0].length - a[0].length)[0];
  if (!longest) return [];
  const [name, known] = longest;
  const rest = ` ${folded} `.replace(` ${name} `, ' ').trim();
  const others = wordsOf(rest);
  return known.flatMap((one) => {
    const questions = lexicon.questions.filter(({ question }) => question.by.includes(one.list));
    return questions.flatMap(({ question, names }) => {
      const vocabulary = new Set(names.flatMap(({ words }) => words));
      const isAllKnown = others.every((word) => vocabulary.has(word)) && !TURNS_ROUND.test(rest);
      const likeness = Math.max(...names.map((each) => similarity(others, each.words, lexicon.weigh)));
      const isOnly = questions.length === 1;
      return readCode(one, 0.9).map((reading) => ({
        ...reading,
        question: question.id,
        certainty: Math.min(reading.certainty, isAllKnown && (likeness > 0.8 || isOnly) ? 0.9 : UNSURE),
        reason: `${reading.reason}; the rest is much like "${question.title}"`,
      }));
    });
  });
}

/** "Girls under 10", "F 10-12": two codes of different lists, one after the other. */
function twoCodes(label: string, lexicon: Lexicon): LabelReading[] {
  const words = label.split(/[\s,;:|]+|\s[-–]\s/).filter((word) => word !== '' && !/^[-–]$/.test(word));
  return words.slice(1).flatMap((_, i) => {
    const [left, right] = [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')].map((part) =>
      oneCode(part, lexicon),
    );
    return (left ?? []).flatMap((a) =>
      (right ?? [])
        .filter((b) => a.codes![0]!.list !== b.codes![0]!.list)
        .map((b) => ({
          ...a,
          codes: [...a.codes!, ...b.codes!],
          certainty: Math.min(a.certainty, b.certainty),
          reason: `${a.reason}; ${b.reason}`,
        })),
    );
  });
}

function oneCode(part: string, lexicon: Lexicon): LabelReading[] {
  const folded = fold(part);
  return [...readAges(part, lexicon), ...codesNamed(folded, lexicon), ...codesWithin(folded, lexicon)].filter(
    ({ codes }) => codes?.length === 1,
  );
}

const AMBIGUOUS =
  /^(?:unknown|not known|not stated|not recorded|group|images?|meeting|contact|travel|family|professional|registered|associate|stranger|remote|relative|completed)$/;
