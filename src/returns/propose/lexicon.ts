import { type CrossedCode, crossedCodes } from '../scheme/crosswalks.ts';
import type { Question, Scheme } from '../scheme/scheme.ts';
import { fold, wordsOf } from '../words/fold.ts';
import { type Weights, weightsAmong } from '../words/similar.ts';

/** The scheme's words, ready to be looked up. */
export type Lexicon = {
  scheme: Scheme;
  questions: readonly {
    question: Question;
    names: readonly { folded: string; words: readonly string[] }[];
  }[];
  /** Codes by each of their folded names. */
  codes: ReadonlyMap<string, readonly KnownCode[]>;
  /** The same by words in any order, for names of several words. */
  codesByWords: ReadonlyMap<string, readonly KnownCode[]>;
  weigh: Weights;
  /** Words of the titles of code lists, by which a heading says what follows. */
  hints: ReadonlyMap<string, readonly string[]>;
};

/** A code by one of its names. `crossed`: of a list that the scheme does not have. */
export type KnownCode = { list: string; code: string; crossed?: CrossedCode };

const made = new WeakMap<Scheme, Lexicon>();

export function lexiconOf(scheme: Scheme): Lexicon {
  const known = made.get(scheme) ?? makeLexicon(scheme);
  made.set(scheme, known);
  return known;
}

function makeLexicon(scheme: Scheme): Lexicon {
  const questions = scheme.questions.map((question) => ({
    question,
    names: [question.title, question.id.replaceAll('-', ' '), ...question.alsoNamed].map((name) => ({
      folded: fold(name),
      words: wordsOf(name),
    })),
  }));
  const codes = codesByName(scheme);
  return {
    scheme,
    questions,
    codes,
    codesByWords: byWords(codes),
    weigh: weightsAmong(questions.flatMap(({ names }) => names.map(({ words }) => words))),
    hints: new Map(
      scheme.codeLists.map(({ id, title }) => [
        id,
        [...wordsOf(title), ...wordsOf(id.replaceAll('-', ' ')), ...(ALSO_HINTS[id] ?? [])],
      ]),
    ),
  };
}

export function wordsKey(text: string): string {
  return wordsOf(text).sort().join(' ');
}

/** A single word shorter than this is a code only as it stands. */
const SHORTEST_WORD = 6;

function byWords(codes: ReadonlyMap<string, readonly KnownCode[]>): Map<string, KnownCode[]> {
  const found = new Map<string, KnownCode[]>();
  for (const [name, known] of codes) {
    const key = wordsKey(name);
    if (!key.includes(' ') && key.length < SHORTEST_WORD) continue;
    const there = found.get(key) ?? [];
    found.set(key, [
      ...there,
      ...known.filter((one) => !there.some(({ list, code }) => list === one.list && code === one.code)),
    ]);
  }
  return found;
}

/** Words by which forces head a breakdown. */
const ALSO_HINTS: Readonly<Record<string, readonly string[]>> = {
  sex: ['gender'],
  'age-band': ['band', 'group', 'range', 'age'],
  'sap-level': ['grade', 'grading', 'sap', 'copine'],
  'image-category': ['grade', 'grading'],
  'exploitation-aim': ['purpose', 'motive', 'intention', 'aim', 'offender'],
  'abuse-achieved': ['outcome', 'result', 'achieved', 'abuse'],
  'offender-type': ['relationship', 'relation', 'type', 'offender', 'perpetrator'],
  'transnational-kind': ['type', 'kind', 'risk', 'factor'],
  register: ['status', 'registration', 'notification'],
  offence: ['ho', 'home', 'office', 'classification', 'type'],
};

function codesByName(scheme: Scheme): Map<string, KnownCode[]> {
  const names = new Map<string, KnownCode[]>();
  const add = (name: string, known: KnownCode) => {
    const folded = fold(name);
    const there = names.get(folded) ?? [];
    if (!there.some(({ list, code }) => list === known.list && code === known.code))
      names.set(folded, [...there, known]);
  };
  for (const { id, codes } of scheme.codeLists)
    for (const { code, label, alsoNamed } of codes)
      for (const name of namesOfCode(id, code, [label, ...alsoNamed])) add(name, { list: id, code });
  for (const crossed of crossedCodes(scheme))
    for (const name of namesOfCode(crossed.list.id, crossed.code.code, [
      crossed.code.label,
      ...crossed.code.alsoNamed,
    ]))
      add(name, { list: crossed.to, code: crossed.code.code, crossed });
  return names;
}

/** How a list's bare codes are introduced. */
const INTRODUCED: Readonly<Record<string, readonly string[]>> = {
  offence: ['', 'ho', 'ho code', 'code', 'offence', 'offence code', 'home office code', 'class', 'ho class'],
  'offence-class': ['', 'ho', 'ho code', 'code', 'offence', 'offence code', 'class', 'ho class'],
  'sap-level': ['level', 'sap', 'grade', 'image level', 'images level', 'level of image'],
  'image-category': ['category', 'cat', 'grade', 'image category', 'grading'],
};

function namesOfCode(list: string, code: string, names: readonly string[]): string[] {
  const introduced = (INTRODUCED[list] ?? []).map((word) => `${word} ${code}`);
  return [...names, ...introduced];
}
