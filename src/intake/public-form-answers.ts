import type { StrippedPayload } from './adapter.ts';
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

function fromUrlEncoded(raw: Buffer): FormText {
  const stripped: StrippedPayload[] = [];
  const withoutPayloads = (text: string, path: string): string => {
    const result = stripPayloads(text);
    stripped.push(...result.payloads.map((payload) => ({ path, ...payload })));
    return result.text;
  };
  const entries = [...new URLSearchParams(raw.toString('utf8'))].map(([name, value]) => {
    const path = withoutPayloads(name, '');
    return { name: path, value: withoutPayloads(value, path) };
  });
  if (stripped.length === 0) return { entries, stripped };
  const rewritten = new URLSearchParams(entries.map(({ name, value }): [string, string] => [name, value]));
  return { entries, stripped, raw: Buffer.from(rewritten.toString()) };
}
