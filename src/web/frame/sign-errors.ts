import { signsOfPeople } from '../../shared/signs-of-people.ts';
import type { Words } from '../words.ts';
import { type FormError, formError } from './forms.ts';

/** What the page says at a field whose text was refused because it may name somebody: which word, and what it reads as. */
export function signError(field: string, text: string, { signs }: Words): FormError {
  const [first] = signsOfPeople(text);
  return formError(field, first ? signs.at(String(first.word), signs.names[first.sign]) : '');
}
