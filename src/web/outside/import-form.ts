import {
  SERIES_FAULTS,
  type SeriesFaultCode,
  type SeriesHints,
  type StandingSeries,
} from '../../publication/index.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Form, type FormError, formError } from '../frame/forms.ts';
import type { Words } from '../words.ts';

const TEXTS = [
  'id',
  'title',
  'publisher',
  'licence',
  'source',
  'retrievedOn',
  'unit',
  'definition',
  'about',
] as const;
const COLUMNS = {
  period: 'periodColumn',
  value: 'valueColumn',
  low: 'lowColumn',
  high: 'highColumn',
} as const;

/** What a form says of a file; what was left empty is not said. */
export function hintsIn(form: Form): SeriesHints {
  const text = (name: string) => (form[name] ?? '').trim();
  const said = Object.fromEntries(
    TEXTS.map((name) => [name, text(name)]).filter(([, value]) => value !== ''),
  );
  const columns = Object.fromEntries(
    Object.entries(COLUMNS)
      .map(([name, field]) => [name, text(field)])
      .filter(([, value]) => value !== ''),
  );
  return {
    ...said,
    columns,
    ...(text('breaks') === '' ? {} : { breaks: breaksIn(text('breaks')) }),
    ...(text('country') === '' ? {} : { country: text('country').toLowerCase() }),
  };
}

/** "2024: what changed" on each line; a line of another shape has no period, for the check to tell. */
function breaksIn(text: string): { from: string; what: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, from = '', what = line] = /^([\d-]+)\s*:\s*(.+)$/.exec(line) ?? [];
      return { from, what };
    });
}

/** What the form is filled with for the next edition of a series. */
export function typedOf(series: StandingSeries): Form {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, series[name]]));
  const breaks = series.breaks.map(({ from, what }) => `${from}: ${what}`).join('\n');
  return { ...texts, breaks, retrievedOn: '' };
}

/** Each fault at its field; those of the file at the file, with the line. */
export function importErrors({ code, faults, message }: Problem, { outside }: Words): FormError[] {
  if (code === 'picture.series-known') return [formError('file', outside.sameFile)];
  if (code === 'picture.unreadable-table' || faults.length === 0) {
    const lines = faults.map(({ path, reason, line }) => {
      const text = path ? `${path}: ${reason}` : reason;
      return line === undefined ? text : outside.atLine(line, text);
    });
    return [outside.unreadable, ...(lines.length > 0 ? lines : [message])].map((text) =>
      formError('file', text),
    );
  }
  const codes = Object.keys(SERIES_FAULTS) as SeriesFaultCode[];
  return faults.map(({ path = '', reason }) => {
    const known = codes.find((one) => SERIES_FAULTS[one] === reason);
    const field = path === 'points' || path.startsWith('/') ? 'file' : path;
    const label = field === 'file' ? outside.file : labelOf(field, outside);
    return formError(field, `${label}: ${known ? outside.faults[known] : `${path} ${reason}`}`);
  });
}

function labelOf(field: string, words: Words['outside']): string {
  const labels: Record<string, string> = {
    id: words.id,
    title: words.titleLabel,
    publisher: words.publisher,
    licence: words.licence,
    source: words.source,
    retrievedOn: words.retrievedOn,
    unit: words.unit,
    definition: words.definition,
    about: words.about,
    breaks: words.breaks,
    reason: words.reason,
  };
  return labels[field] ?? field;
}
