import {
  codeOfMeaning,
  LEFT_OUT,
  type Meaning,
  type ProposedItem,
  type Scheme,
} from '../../returns/index.ts';
import type { Words } from '../words.ts';

// What a label of a return was taken for, in words, and what else it may be taken for.

export function sayMeaning(means: Meaning, scheme: Scheme, { returns: { mapping: w } }: Words): string {
  switch (means.is) {
    case 'open':
      return w.open;
    case 'left-out':
      return `${w.leftOut}: ${w.because[means.because]}`;
    case 'codes':
      return w.codesOf(titleOfList(scheme, means.list));
    case 'ages':
      return w.agesOf(titleOfList(scheme, means.list));
    case 'questions':
      return w.questionsOfCases;
    case 'dates':
      return w.dates;
    case 'counted': {
      const question = means.question ? titleOfQuestion(scheme, means.question) : null;
      const codes = sayCodes(means.codes ?? {}, scheme);
      const parts = [
        question,
        codes || null,
        means.isTotal && !codes ? w.total : null,
        means.isPart ? w.part : null,
      ];
      const said = parts.filter((part) => part !== null).join(': ') || w.total;
      return means.isLossy ? `${said} (${w.lossy})` : said;
    }
  }
}

/** "Female, 0 to 9 years". */
export function sayCodes(codes: Readonly<Record<string, string>>, { codeLists }: Scheme): string {
  return Object.entries(codes)
    .map(([list, code]) => {
      const known = codeLists.find(({ id }) => id === list)?.codes.find((one) => one.code === code);
      return known?.label ?? code;
    })
    .join(', ');
}

export function titleOfQuestion({ questions }: Scheme, id: string): string {
  return questions.find((question) => question.id === id)?.title ?? id;
}

export function titleOfList({ codeLists }: Scheme, id: string): string {
  return codeLists.find((list) => list.id === id)?.title ?? id;
}

export type MeaningOption = { value: string; text: string; selected: boolean };
export type MeaningGroup = { label: string; options: MeaningOption[] };

/** What a person may choose for a label; `all`: everything that the scheme knows, else what is likely. */
export function choicesFor(
  item: ProposedItem,
  scheme: Scheme,
  { words, all }: { words: Words; all: boolean },
): MeaningGroup[] {
  const { mapping: w } = words.returns;
  const now = codeOfMeaning(item.means);
  const seen = new Set<string>();
  const group = (label: string, meanings: readonly Meaning[]): MeaningGroup => ({
    label,
    options: meanings.flatMap((means) => {
      const value = codeOfMeaning(means);
      if (seen.has(value)) return [];
      seen.add(value);
      return [{ value, text: sayMeaning(means, scheme, words), selected: value === now }];
    }),
  });
  const groups = [
    group(w.asProposed, [item.means, ...item.candidates.map(({ means }) => means)]),
    group(w.leftOut, [OPEN, ...LEFT_OUT_MEANINGS]),
    ...(all ? everything(item, scheme, words).map(({ label, meanings }) => group(label, meanings)) : []),
  ];
  return groups.filter(({ options }) => options.length > 0);
}

const OPEN: Meaning = { is: 'open' };
const LEFT_OUT_MEANINGS = (Object.keys(LEFT_OUT) as (keyof typeof LEFT_OUT)[]).map(
  (because): Meaning => ({ is: 'left-out', because }),
);

function everything(
  { place }: ProposedItem,
  { questions, codeLists }: Scheme,
  { returns: { mapping: w } }: Words,
): { label: string; meanings: Meaning[] }[] {
  const codes = codeLists.map(({ id, title, codes: own }) => ({
    label: title,
    meanings: own.map(({ code }): Meaning => ({ is: 'counted', codes: { [id]: code } })),
  }));
  const broken = questions
    .filter(({ by }) => by.length > 0)
    .map(({ id, title, by }) => ({
      label: title,
      meanings: by.flatMap((list) =>
        (codeLists.find((one) => one.id === list)?.codes ?? []).map(
          ({ code }): Meaning => ({ is: 'counted', question: id, codes: { [list]: code } }),
        ),
      ),
    }));
  const columns: Meaning[] = [
    { is: 'questions' },
    { is: 'dates' },
    ...codeLists.map(({ id }): Meaning => ({ is: 'codes', list: id })),
    ...codeLists
      .filter(({ id }) => id.startsWith('age'))
      .map(({ id }): Meaning => ({ is: 'ages', list: id })),
  ];
  return [
    {
      label: w.questions,
      meanings: [
        ...questions.map(({ id }): Meaning => ({ is: 'counted', question: id })),
        { is: 'counted', isTotal: true },
        { is: 'counted', isPart: true },
      ],
    },
    ...codes,
    ...(place.of === 'value' ? [] : broken),
    ...(place.of === 'column' ? [{ label: w.ofCases, meanings: columns }] : []),
  ];
}
