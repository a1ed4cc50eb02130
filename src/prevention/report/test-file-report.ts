import path from 'node:path';
import { bureauFrom } from './bureau.ts';
import { composeReport } from './compose-report.ts';
import type { Incident } from './incident.ts';
import { openOutbox } from './outbox.ts';
import type { PlatformFacts } from './platform-facts.ts';
import { startReporter } from './reporter.ts';

// A process that files one report and ends: for tests that kill it. Arguments: folder, address of the bureau, token.

export const TEST_KEY = '0123456789abcdef0123456789abcdef';
const TEST_PLATFORM = { code: 'example-live', name: 'Example Live' };

export function testIncident(more: Partial<Incident> = {}): Incident {
  return {
    at: '2026-03-01T20:00:00.000Z',
    incidentType: 'live-streamed-abuse',
    accounts: [{ account: 'account-1', part: 'unknown' }],
    protect: false,
    interrupted: true,
    files: [
      {
        id: 'event-1',
        hashes: {
          pdq: { hash: 'd8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22', quality: 90 },
        },
        live: true,
        at: '2026-03-01T20:00:00.000Z',
      },
    ],
    payments: [],
    streams: [{ stream: 'stream-1', startedAt: '2026-03-01T19:58:00Z' }],
    detectedBy: ['A neutral example.'],
    evidence: ['event-1'],
    ...more,
  };
}

export async function testReporter(folder: string, bureau: { url: string; token: string }) {
  const outbox = await openOutbox<Incident>(path.join(folder, 'reports.journal'));
  const troubles: string[] = [];
  const reporter = startReporter<Incident, PlatformFacts>({
    bureau: bureauFrom(bureau),
    outbox,
    ask: async () => ({ facts: {} }),
    compose: (key, incident, facts, supplement) =>
      composeReport({ platform: TEST_PLATFORM, key, incident, facts, supplement }),
    now: () => new Date(),
    onTrouble: ({ why }) => troubles.push(why),
  });
  const close = async (): Promise<void> => {
    await reporter.stop();
    await outbox.close();
  };
  return { outbox, reporter, troubles, close };
}

if (process.argv[1] === import.meta.filename) {
  const [folder, url, token] = process.argv.slice(2) as [string, string, string];
  const { outbox, reporter, close } = await testReporter(folder, { url, token });
  await outbox.note(TEST_KEY, testIncident(), new Date().toISOString());
  await reporter.idle();
  await close();
}
