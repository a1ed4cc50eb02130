import type { Key } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkRecord } from './link-record.ts';
import type { LinkSpec } from './link-spec.ts';

/** Records that share a text under one rule are candidates. `rule`: "email.local", "family.sound+birth.year". */
export type BlockingKey = { rule: string; text: string };

type Found = { single: BlockingKey[]; facets: BlockingKey[] };

/**
 * Every key of a record. Without rules of its own a specification is blocked by each kind's keys, and by every pair
 * of facets of two attributes: whoever runs it may leave out rules that cost too many pairs.
 */
export function blockingKeysOf(spec: LinkSpec, record: LinkRecord): BlockingKey[] {
  const found = spec.attributes.map((attribute, i): Found => {
    const kind = KINDS[attribute.kind];
    const named = (keys: readonly Key[]) =>
      keys.map(({ name, text }) => ({ rule: `${attribute.name}.${name}`, text }));
    const values = record[i] ?? [];
    return {
      single: values.flatMap((value) => named(kind.keys(value))),
      facets: values.flatMap((value) => named(kind.facets(value))),
    };
  });
  const keys = spec.blocking
    ? spec.blocking.flatMap((rule) => keysOfRule(rule, found))
    : [...found.flatMap(({ single }) => single), ...facetPairs(found)];
  return distinct(keys);
}

function keysOfRule(rule: readonly string[], found: readonly Found[]): BlockingKey[] {
  const all = found.flatMap(({ single, facets }) => [...single, ...facets]);
  return rule
    .map((name) => all.filter((key) => key.rule === name))
    .reduce((sofar, next) => sofar.flatMap((key) => next.map((other) => together(key, other))));
}

function facetPairs(found: readonly Found[]): BlockingKey[] {
  return found.flatMap(({ facets }, i) =>
    found.slice(i + 1).flatMap((later) => facets.flatMap((a) => later.facets.map((b) => together(a, b)))),
  );
}

function together(a: BlockingKey, b: BlockingKey): BlockingKey {
  return { rule: `${a.rule}+${b.rule}`, text: `${a.text}|${b.text}` };
}

function distinct(keys: readonly BlockingKey[]): BlockingKey[] {
  return [...new Map(keys.map((key) => [`${key.rule} ${key.text}`, key])).values()];
}
