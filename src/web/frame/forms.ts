import { Problem } from '../../shared/problem.ts';
import type { ProblemCode } from '../../shared/problem-codes.ts';
import type { Terms } from './terms.ts';

// What forms have in common: nothing that was typed is lost, and every error leads to its field.

/** Fields by name, as they were sent, but for NUL, which no text of a database holds; one that was sent twice is as if it had not been. */
export type Form = Record<string, string | undefined>;

/** `href`: "#" and the id of the field, or of the first control of a group. */
export type FormError = { text: string; href: string };

/** A form that is shown again. */
export type Again = { errors?: readonly FormError[]; typed?: Form };

export function formFrom(body: unknown): Form {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll('\0', '')]] : [],
    ),
  );
}

export function formError(field: string, text: string): FormError {
  return { text, href: `#${field}` };
}

/** For a template: the errors of the summary, those of each field by its id, and what was typed. */
export function formValues({ errors = [], typed = {} }: Again) {
  const faults = Object.fromEntries(errors.map(({ href, text }) => [href.slice(1), { text }]));
  return { errors, faults, typed };
}

export type Choice = { value: string; text: string };

export function choicesOf(vocabulary: Record<string, { label: string }>, { term }: Terms): Choice[] {
  return Object.keys(vocabulary).map((value) => ({ value, text: term(vocabulary, value) }));
}

/** Whether a vocabulary holds what was sent. */
export function isOneOf<T extends object>(
  vocabulary: T,
  value: string | undefined,
): value is keyof T & string {
  return value !== undefined && Object.hasOwn(vocabulary, value);
}

/** Errors by problem code: those that whoever filled the form in can mend. */
export type Mendable = Partial<Record<ProblemCode, FormError>>;

/** Does what a form asks for; a problem that can be mended there comes back as its error. */
export async function errorsOf(act: () => Promise<unknown>, mendable: Mendable): Promise<FormError[]> {
  try {
    await act();
    return [];
  } catch (failure) {
    const error = failure instanceof Problem ? mendable[failure.code] : undefined;
    if (error) return [error];
    throw failure;
  }
}
