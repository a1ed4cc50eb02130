import pg from 'pg';
import { Problem } from '../shared/problem.ts';
import { connectionFault } from './connect.ts';
import { quietErrors } from './quiet-errors.ts';
import { valueTypes } from './value-types.ts';

/** One connection, or `store.unreachable`. The caller ends it. */
export async function connectAs(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'everydot', types: valueTypes });
  client.on('error', () => client.end());
  try {
    await client.connect();
    quietErrors(client);
    return client;
  } catch (cause) {
    const { code, message } = connectionFault(cause);
    throw new Problem('store.unreachable', { detail: `${message || 'no answer'} (${code})`, cause });
  }
}
