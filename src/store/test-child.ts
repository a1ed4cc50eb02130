import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { DatabaseUser } from './database-user.ts';

const SERVER = path.join(import.meta.dirname, 'embedded-server.ts');

/** An application in a process of its own: starts the server of a home, and then only lives. */
export type TestChild = { said: string; process: ChildProcess };

/** Gives what the server said of itself as JSON, or the Problem that it met. */
export async function startInChild(home: string, user?: DatabaseUser): Promise<TestChild> {
  const child = spawnChild(home, user);
  const [said] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  return { said: String(said), process: child };
}

export async function killChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** The same, not waited for. */
export function spawnChild(home: string, user?: DatabaseUser): ChildProcess {
  const script = `
    const { startEmbeddedServer } = await import(${JSON.stringify(SERVER)});
    const said = await startEmbeddedServer({ home: ${JSON.stringify(home)} }).catch((problem) => problem);
    process.on('SIGTERM', async () => { await said.stop?.(); process.exit(0); });
    setInterval(() => undefined, 1000);
    process.stdout.write(JSON.stringify(said) + '\\n');`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  });
}
