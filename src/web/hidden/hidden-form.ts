import { SOURCE_KINDS, type SourceKind } from '../../access/index.ts';
import {
  COUNTED_UNITS,
  type Coverage,
  type DeclaredList,
  FEWEST_LISTS,
  type HiddenQuestion,
  LINKED_BY,
  LISTS,
  type ListName,
  MOST_LISTS,
  RESAMPLES_TO_QUOTE,
} from '../../picture/index.ts';
import { isDay } from '../../shared/period.ts';
import { type Form, type FormError, formError, isOneOf } from '../frame/forms.ts';
import type { Words } from '../words.ts';

/** Draws for a first look. Chosen: a tenth of the time. */
const FIRST_LOOK = 1_000;
const RESAMPLE_CHOICES = [RESAMPLES_TO_QUOTE, FIRST_LOOK];
const SEED = 1;

/** The question that a form asks, or what is wrong with it. */
export function questionIn(form: Form, { hidden }: Words): HiddenQuestion | FormError[] {
  const errors: FormError[] = [];
  const { unit, from = '', to = '', linkedBy, resamples } = form;
  if (!isOneOf(COUNTED_UNITS, unit)) errors.push(formError('unit', hidden.fixUnit));
  if (!isDay(from) || !isDay(to) || from > to) errors.push(formError('from', hidden.fixPeriod));
  const lists = listsIn(form);
  if (lists.length < FEWEST_LISTS || lists.length > MOST_LISTS)
    errors.push(formError(fieldOf('platform'), hidden.fixLists));
  if (errors.length > 0 || !isOneOf(COUNTED_UNITS, unit)) return errors;
  return {
    unit,
    period: { from, to },
    linkedBy: isOneOf(LINKED_BY, linkedBy) ? linkedBy : 'near-certain',
    lists,
    resamples: RESAMPLE_CHOICES.find((count) => String(count) === resamples) ?? RESAMPLES_TO_QUOTE,
    seed: SEED,
  };
}

function listsIn(form: Form): DeclaredList[] {
  const kinds = Object.keys(SOURCE_KINDS) as SourceKind[];
  return (Object.keys(LISTS) as ListName[]).flatMap((name) => {
    const own = kinds.filter((kind) => form[fieldOf(kind)] === name);
    return own.length > 0 ? [{ name, kinds: own }] : [];
  });
}

function fieldOf(kind: SourceKind): string {
  return `list-${kind}`;
}

/** What the form offers, with what was typed or the usual choice. */
export function formChoices(
  form: Form,
  { hidden }: Words,
  { say, covered }: { say: (label: string) => string; covered: Coverage | undefined },
) {
  const names = Object.keys(LISTS) as ListName[];
  return {
    units: Object.keys(COUNTED_UNITS).map((value) => ({
      value,
      text: hidden.units[value as keyof typeof hidden.units],
      checked: (form['unit'] ?? 'suspect') === value,
    })),
    linkedBys: Object.keys(LINKED_BY).map((value) => ({
      value,
      text: hidden.linkedBys[value as keyof typeof hidden.linkedBys],
      checked: (form['linkedBy'] ?? 'near-certain') === value,
    })),
    resamples: RESAMPLE_CHOICES.map((count) => ({
      value: String(count),
      text: hidden.resampleChoices(count.toLocaleString('en-GB'), count >= RESAMPLES_TO_QUOTE),
      selected: form['resamples'] === String(count),
    })),
    from: form['from'] ?? covered?.from ?? '',
    to: form['to'] ?? covered?.to ?? '',
    kinds: (Object.keys(SOURCE_KINDS) as SourceKind[]).map((kind) => {
      const chosen = form[fieldOf(kind)] ?? usualList(kind);
      const items = names.map((name) => ({
        value: name,
        text: hidden.onList(hidden.listNames[name]),
        selected: chosen === name,
      }));
      const none = { value: '', text: hidden.notUsed, selected: chosen === '' };
      return { field: fieldOf(kind), label: say(SOURCE_KINDS[kind].label), items: [...items, none] };
    }),
  };
}

/** Six lists at most can be tried: schools and health are left out unless somebody asks for them. */
function usualList(kind: SourceKind): string {
  const own = (Object.keys(LISTS) as ListName[]).find((name) =>
    (LISTS[name].kinds as readonly SourceKind[]).includes(kind),
  );
  return own === undefined || own === 'professional' ? '' : own;
}
