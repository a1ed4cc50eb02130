import { lexiconOf } from '../propose/lexicon.ts';
import type { Question, Scheme } from '../scheme/scheme.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { fold } from '../words/fold.ts';

// Where a column or a header is missing, labels stand in the place of counts.

/** Limits of the age bands that forces use; counts are left out below five, not below these. */
const AGE_LIMIT = /^(?:<|under|below|less than|0 ?(?:-|–|to)) ?(?:9|10|12|13|15|16|17|18)$/i;

type Value = { row: FoundLabel; column: FoundLabel; text: string };

/** A value that nothing labels as a count, and that reads as a label: a code of the question, or the words of a band of ages. */
export function mayBeLabel(
  { rows }: FoundTable,
  { row, column, text }: Value,
  { scheme, question }: { scheme: Scheme; question: string },
): boolean {
  if (row.path.length === 0 && isCodeOf(text, scheme, question)) return true;
  return column.path.length === 0 && row === rows[0] && AGE_LIMIT.test(text.trim());
}

function isCodeOf(text: string, scheme: Scheme, id: string): boolean {
  const asked: Question | undefined = scheme.questions.find((question) => question.id === id);
  const known = lexiconOf(scheme).codes.get(fold(text)) ?? [];
  return known.some(({ list, crossed }) => asked?.by.includes(crossed?.to ?? list) ?? false);
}
