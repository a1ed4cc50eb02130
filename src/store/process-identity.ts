import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Tells a process from a later one with the same number; undefined when no such process lives. */
export async function processIdentity(pid: number): Promise<string | undefined> {
  return process.platform === 'linux' ? linuxIdentity(pid) : otherIdentity(pid);
}

/** Boot and start time in clock ticks (field 22 of proc_pid_stat(5)); a zombie no longer counts. */
async function linuxIdentity(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}/${fields[18]}`;
  } catch (cause) {
    return unlessGone(cause as NodeJS.ErrnoException);
  }
}

function unlessGone(cause: NodeJS.ErrnoException): undefined {
  if (cause.code !== 'ENOENT' && cause.code !== 'ESRCH') throw cause;
}

/** `ps` fails where there is no such process. */
async function otherIdentity(pid: number): Promise<string | undefined> {
  return promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } }).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  );
}
