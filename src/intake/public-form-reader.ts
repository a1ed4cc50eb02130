import type { Answer, Moment, Party } from '../referral/index.ts';
import { type Making, startMaking } from './making.ts';
import { parseMoment } from './moments.ts';
import type { Entry } from './public-form-answers.ts';
import { type FormField, formAnswer, formField } from './public-form-fields.ts';

/** Reads what people entered. It never refuses an answer: what it cannot use as such is kept as it was written. */
export type FormReader = {
  making: Making;
  has(field: FormField): boolean;
  /** What was entered, if it fits; longer answers stay to be kept. */
  text(field: FormField, longest: number): string | undefined;
  /** Everything entered under the field. */
  all(field: FormField): string[];
  answer(field: FormField): Answer | undefined;
  moment(field: FormField, meaning: Moment['meaning']): Moment | undefined;
  age(field: FormField): Party['age'];
  choice<T>(field: FormField, of: (written: string) => T | undefined): T | undefined;
  keepRest(): void;
};

export function formReader(entries: readonly Entry[]): FormReader {
  const making = startMaking();
  const open = new Map<Entry, FormField | undefined>(
    entries.filter(({ value }) => value.trim() !== '').map((entry) => [entry, formField(entry.name)]),
  );
  const entriesOf = (field: FormField) => [...open].filter(([, of]) => of === field).map(([entry]) => entry);
  const choice: FormReader['choice'] = (field, of) => {
    const [entry] = entriesOf(field);
    const value = entry && of(entry.value.trim());
    if (entry && value !== undefined) open.delete(entry);
    return value;
  };
  return {
    making,
    choice,
    has: (field) => entriesOf(field).length > 0,
    text: (field, longest) => choice(field, (written) => (written.length <= longest ? written : undefined)),
    all: (field) => {
      const found = entriesOf(field);
      for (const entry of found) open.delete(entry);
      return found.map(({ value }) => value.trim());
    },
    answer: (field) => choice(field, formAnswer),
    moment: (field, meaning) => choice(field, (written) => parseMoment(written, meaning)),
    age: (field) => choice(field, ageOf),
    keepRest: () => {
      for (const { name, value } of open.keys()) making.evidence.keep(name || '/', value);
    },
  };
}

/** "12", "about 12", "12 or 13", "11-13 years". */
function ageOf(written: string): Party['age'] {
  const [, from, to = from] = /^\D{0,20}(\d{1,2})(?:\D{1,6}(\d{1,2}))?\D{0,20}$/.exec(written) ?? [];
  if (from === undefined || Number(from) > Number(to)) return undefined;
  return { from: Number(from), to: Number(to) };
}
