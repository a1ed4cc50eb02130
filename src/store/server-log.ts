import { readFile } from 'node:fs/promises';
import { unlessMissing } from './database-user.ts';

/** The last fatal message in a server's log, without its time stamp; it names settings and files, never rows. */
export async function lastFailureIn(log: string): Promise<string> {
  const content = (await readFile(log, 'utf8').catch(unlessMissing)) ?? '';
  const lines = content.trimEnd().split('\n');
  const failure = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line)) ?? lines.at(-1);
  return failure?.replace(/^.*?\b(FATAL|PANIC):\s*/, '') || 'it ended without saying why';
}
