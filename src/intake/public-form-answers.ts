import type { StrippedPayload } from './adapter.ts';
import { storable } from './evidence-list.ts';
import { readJson } from './json-text.ts';
import { stripPayloads } from './payloads.ts';

/** What was entered under one name; a name may occur several times. */
export type Entry = { name: string; value: string };

export type FormText = { entries: Entry[]; stripped: StrippedPayload[]; raw?: Buffer };

export function looksLikeJson(raw: Buffer): boolean {
  return /^\u{FEFF}?\s*\{/u.test(raw.subarray(0, 64).toString('utf8'));
}

/** The entries of a form, sent as JSON or as application/x-www-form-urlencoded. */
export function readForm(raw: Buffer): FormText {
  return looksLikeJson(raw) ? fromJson(raw) : fromUrlEncoded(raw);
}

function fromJson(raw: Buffer): FormText {
  const document = readJson(raw);
  const entries = Object.entries(document.value as object).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => ({ name, value: asText(item) })),
  );
  return { entries, stripped: document.stripped, ...(document.raw && { raw: document.raw }) };
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * In a form a plus sign is a blank, and base64 that was not encoded holds plus signs: payloads are looked for before
 * the blanks come back.
 */
function fromUrlEncoded(raw: Buffer): FormText {
  const text = raw.toString('utf8');
  const asWritten = [...new URLSearchParams(text.replaceAll('+', '%2B'))];
  const stripped: StrippedPayload[] = [];
  const withoutPayloads = (meant: string, written: string, path: string): string => {
    const result = stripPayloads(written);
    stripped.push(...result.payloads.map((payload) => ({ path, ...payload })));
    return result.payloads.length > 0 ? result.text.replaceAll('+', ' ') : meant;
  };
  const entries = [...new URLSearchParams(text)].map(([name, value], i) => {
    const [writtenName, writtenValue] = asWritten[i]!;
    const path = storable(withoutPayloads(name, writtenName, ''));
    return { name: path, value: storable(withoutPayloads(value, writtenValue, path)) };
  });
  if (stripped.length === 0) return { entries, stripped };
  const rewritten = new URLSearchParams(entries.map(({ name, value }): [string, string] => [name, value]));
  return { entries, stripped, raw: Buffer.from(rewritten.toString()) };
}
