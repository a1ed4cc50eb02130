import { hash } from 'node:crypto';
import type pg from 'pg';
import { isPrepared } from '../shared/db.ts';

type Query = (text: unknown, ...others: unknown[]) => unknown;

/**
 * Statements that are marked as prepared are parsed and planned once for each connection, not at each execution.
 * Only those: a plan for all values serves where the values do not change the plan, and each is kept in memory.
 */
export function prepareMarked(client: pg.ClientBase): void {
  const sender = client as unknown as { query: Query };
  const query = sender.query.bind(client);
  sender.query = (text, ...others) => {
    if (typeof text !== 'string' || !isPrepared(text)) return query(text, ...others);
    const [values, ...rest] = others;
    return query({ name: nameOf(text), text, values }, ...rest);
  };
}

const names = new Map<string, string>();

/** PostgreSQL cuts names at 63 bytes. */
function nameOf(text: string): string {
  const name = names.get(text) ?? hash('sha256', text).slice(0, 32);
  names.set(text, name);
  return name;
}
