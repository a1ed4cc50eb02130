import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { startEmbeddedServer } from './embedded-server.ts';
import { migrate } from './migrate.ts';
import type { ServerAddresses } from './server-addresses.ts';
import { newTestFolder } from './test-folder.ts';

/** Passed to test processes by the run that started the server. */
export const TEST_SERVER = 'EVERYDOT_TEST_SERVER';

export type TestServer = { env: Record<string, string>; stop(): Promise<void> };

/** Many test processes, each with pools of its own. */
const SETTINGS = { max_connections: '300', max_wal_size: '256MB' };

/** A server in a temporary home whose database `everydot` is migrated and serves as the template. */
export async function startTestServer(): Promise<TestServer> {
  const home = await newTestFolder();
  const guardian = guard(home);
  const server = await startEmbeddedServer({ home, settings: SETTINGS });
  await migrate(server.ownerUrl);
  const stop = async (): Promise<void> => {
    await server.stop();
    await dismiss(guardian);
  };
  return { env: { [TEST_SERVER]: addressesIn(server) }, stop };
}

function addressesIn({ superuserUrl, ownerUrl, appUrl }: ServerAddresses): string {
  return JSON.stringify({ superuserUrl, ownerUrl, appUrl });
}

/**
 * Ends the server and removes its home when this process ends, in whatever way: the guardian's input closes
 * then. What is removed needs no clean shutdown.
 */
function guard(home: string): ChildProcess {
  const script = `cat > /dev/null
    file="$1/postgres/records/postmaster.pid"
    if [ -e "$file" ]; then
      socket=$(sed -n 5p "$file")
      kill -QUIT "$(head -n 1 "$file")"
      for i in 1 2 3 4 5 6 7 8 9 10; do [ -e "$file" ] || break; sleep 0.1; done
      rm -rf "$socket"
    fi
    rm -rf "$1"`;
  const guardian = spawn('/bin/sh', ['-c', script, 'guardian', home], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guardian.unref();
  (guardian.stdin as unknown as { unref(): void }).unref();
  return guardian;
}

async function dismiss(guardian: ChildProcess): Promise<void> {
  guardian.ref();
  guardian.stdin?.end();
  await once(guardian, 'exit');
}
