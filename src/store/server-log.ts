import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { unlessMissing } from './database-user.ts';

/** A log that one start appends to; `failure()` is the reason that this start gave for its end. */
export type ServerLog = { fd: number; failure(): Promise<string>; close(): Promise<void> };

const LARGEST_BYTES = 1_000_000;

export async function openServerLog(file: string): Promise<ServerLog> {
  const size = (await stat(file).catch(unlessMissing))?.size ?? 0;
  const tooLarge = size > LARGEST_BYTES;
  const handle: FileHandle = await open(file, tooLarge ? 'w' : 'a', 0o600);
  const failure = async (): Promise<string> =>
    failureIn((await readFile(file)).subarray(tooLarge ? 0 : size).toString());
  return { fd: handle.fd, failure, close: () => handle.close() };
}

/** The last fatal message without its time stamp, else the last line; it names settings and files, never rows. */
function failureIn(log: string): string {
  const lines = log.trimEnd().split('\n');
  const fatal = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line));
  return (fatal ?? lines.at(-1))?.replace(/^.*?\b(FATAL|PANIC):\s*/, '') || 'it ended without saying why';
}
