import type { ClaimTopic, KnownFrom, RegisteredClaim } from '../../publication/index.ts';
import { CLAIM_FAULTS, CLAIM_TOPICS, type ClaimFaultCode, KNOWN_FROM } from '../../publication/index.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Form, type FormError, formError } from '../frame/forms.ts';
import type { Words } from '../words.ts';

/** What a form says of a claim; numbers that are none are NaN, for the check to tell. */
export function claimIn(form: Form): Omit<RegisteredClaim, 'id'> {
  const text = (name: string) => (form[name] ?? '').trim();
  return {
    topic: text('topic') as ClaimTopic,
    statement: text('statement'),
    value: numberIn(text('value')),
    unit: text('unit'),
    saidBy: text('saidBy'),
    saidOn: text('saidOn'),
    document: text('document'),
    knownFrom: text('knownFrom') as KnownFrom,
    period: text('period') || null,
    method: text('method'),
    caveats: linesIn(text('caveats')),
    coverage: text('coverage') || null,
    shareNotRecorded: shareIn(text('shareNotRecorded')),
    contradicts: text('contradicts')
      .split(/[\s,]+/)
      .filter((id) => id !== ''),
    contradiction: text('contradiction'),
  };
}

function numberIn(text: string): number | null {
  if (text === '') return null;
  return /^-?\d[\d,]*(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** "28" and "28 %" are 0.28. */
function shareIn(text: string): number | null {
  const percent = numberIn(text.replace(/\s*%$/, ''));
  return percent === null ? null : percent / 100;
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What a form is filled with to be corrected. */
export function typedOf(claim: RegisteredClaim): Form {
  const { value, period, caveats, coverage, shareNotRecorded, contradicts, ...texts } = claim;
  return {
    ...texts,
    value: value === null ? '' : String(value),
    period: period ?? '',
    caveats: caveats.join('\n'),
    coverage: coverage ?? '',
    shareNotRecorded:
      shareNotRecorded === null ? '' : String(Number((shareNotRecorded * 100).toPrecision(12))),
    contradicts: contradicts.join(', '),
  };
}

/** The choices of the form. */
export function claimChoices({ claims }: Words) {
  return {
    topics: (Object.keys(CLAIM_TOPICS) as ClaimTopic[]).map((value) => ({
      value,
      text: claims.topics[value],
    })),
    knownFrom: (Object.keys(KNOWN_FROM) as KnownFrom[]).map((value) => ({
      value,
      text: claims.known[value],
    })),
  };
}

/** Each fault at its field; of a field with several the first. */
export function claimErrors({ faults }: Problem, { claims }: Words): FormError[] {
  const codes = Object.keys(CLAIM_FAULTS) as ClaimFaultCode[];
  const named = faults.map(({ path = '', reason }) => {
    const code = codes.find((one) => CLAIM_FAULTS[one] === reason);
    return formError(path, `${labelOf(path, claims)}: ${code ? claims.faults[code] : reason}`);
  });
  return named.filter(({ href }, i) => named.findIndex((other) => other.href === href) === i);
}

/** What a field of a claim is called on its form. */
export function labelOf(field: string, claims: Words['claims']): string {
  const labels: Record<string, string> = {
    topic: claims.topic,
    statement: claims.statement,
    value: claims.value,
    unit: claims.unit,
    saidBy: claims.saidBy,
    saidOn: claims.saidOn,
    document: claims.document,
    knownFrom: claims.knownFrom,
    period: claims.period,
    method: claims.method,
    caveats: claims.caveats,
    coverage: claims.coverage,
    shareNotRecorded: claims.share,
    contradicts: claims.contradicts,
    contradiction: claims.contradiction,
    reason: claims.reason,
  };
  return labels[field] ?? field;
}
