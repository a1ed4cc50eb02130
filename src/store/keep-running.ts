import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionFault, connectionFault } from './connect.ts';
import { type Postmaster, serves } from './postmaster-file.ts';

/** How soon a server that died is noticed. */
const WATCH_MS = 500;

export type Watch = {
  /** Ends the watch, and gives the server that runs now. */
  end(): Promise<Postmaster>;
};

/**
 * Starts the server again when it dies under a living application; its pools reconnect by themselves. What was
 * acknowledged is in its log on disk. A start that fails is reported and tried again.
 */
export function keepRunning(
  records: string,
  first: Postmaster,
  restart: () => Promise<Postmaster>,
  onFault: (fault: ConnectionFault) => void,
): Watch {
  const ended = new AbortController();
  let current = first;
  const watching = (async () => {
    while (await nextLook(ended.signal)) {
      if (await serves(records, current.pid)) continue;
      onFault({ code: 'store.server-died', message: 'The embedded database ended and is started again' });
      try {
        current = await restart();
      } catch (cause) {
        onFault(connectionFault(cause));
      }
    }
  })();
  return {
    async end() {
      ended.abort();
      await watching;
      return current;
    },
  };
}

/** False once the watch is to end. Does not keep the process alive. */
async function nextLook(signal: AbortSignal): Promise<boolean> {
  return sleep(WATCH_MS, true, { ref: false, signal }).catch(() => false);
}
