import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Waits until its input ends, which it does with the process that opened it, and removes a folder. */
const WATCHER = `process.stdin.resume().on('end', () => require('node:fs').rmSync(process.argv[1], { recursive: true, force: true }))`;

/**
 * Removes a folder of personal data when this process ends, even by Ctrl-C in the middle of a computation or by
 * kill -9: a second process waits for that. Gives what removes it now.
 */
export function forgetFolder(folder: string): () => void {
  const watcher = spawn(process.execPath, ['-e', WATCHER, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  watcher.stdin.on('error', () => undefined);
  (watcher.stdin as unknown as { unref?: () => void }).unref?.();
  return () => {
    rmSync(folder, { recursive: true, force: true });
    watcher.stdin.end();
  };
}
