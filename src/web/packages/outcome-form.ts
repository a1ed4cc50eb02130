import { type OutcomeInput, readOutcome } from '../../dissemination/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Form, type FormError, formError } from '../frame/forms.ts';
import type { Words } from '../words.ts';

const COUNTS = ['victimsIdentified', 'victimsSafeguarded', 'devicesSeized'] as const;
const ANSWERED = ['contactAbuseFound', 'useful'] as const;

/** Only what was filled in: an empty field is not told, never "none". */
export function outcomeFrom(form: Form): OutcomeInput {
  const counts = COUNTS.flatMap((name) => (form[name]?.trim() ? [[name, countFrom(form[name])]] : []));
  const chosen = [...ANSWERED, 'closureReason'].flatMap((name) => (form[name] ? [[name, form[name]]] : []));
  return Object.fromEntries([['status', form['status'] ?? ''], ...counts, ...chosen]) as OutcomeInput;
}

/** Digits only, so that "1e3" is no number. */
function countFrom(typed: string): number {
  return /^\d{1,9}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN;
}

/** What is wrong with an outcome, in the order of the form. */
export function outcomeErrors(input: OutcomeInput, { packages }: Words): FormError[] {
  try {
    readOutcome(input);
    return [];
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return failure.faults.map(({ path = 'status' }) => formError(path, textFor(path, input, packages)));
  }
}

function textFor(path: string, { status }: OutcomeInput, packages: Words['packages']): string {
  if (path === 'closureReason')
    return status === 'closed' ? packages.chooseClosure : packages.closureOnlyIfClosed;
  if ((COUNTS as readonly string[]).includes(path)) return packages.wholeNumber;
  return path === 'status' ? packages.chooseStatus : packages.chooseAnswer;
}
