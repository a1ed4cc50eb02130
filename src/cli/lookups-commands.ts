import { readLookups, releaseValue, resumeLookups } from '../flow/index.ts';
import { ALERT_ACTIONS } from '../matching/index.ts';
import { type Acting, EXIT, type Result } from './command.ts';
import { tableLines } from './table.ts';

/** `everydot lookups`: who looks hashes up, who was slowed or suspended, and which values are held back. */
export async function lookupsCommand({ opened, person }: Acting): Promise<Result> {
  const view = await readLookups(opened.store, person);
  const days = view.days.map(({ sourceId, day, lookups, hits }) => [sourceId, day, lookups, hits]);
  const alerts = view.alerts.map((alert) => [
    alert.sourceId,
    ALERT_ACTIONS[alert.action].label,
    alert.raisedAt.toISOString(),
    `${alert.queries} queries, ${alert.hits} found, ${alert.misses} not`,
    alert.resolvedAt === null ? 'open' : 'settled',
  ]);
  const held = view.held.map(({ id, kind, sourceId, hits, allowed, listings }) => [
    id,
    kind,
    sourceId ?? 'everybody',
    `${hits} hits, ${allowed} allowed`,
    [...new Set(listings.map(({ list }) => list))].join(', '),
  ]);
  return {
    json: view,
    lines: [
      ...tableLines(['sender', 'day (UTC)', 'lookups', 'hits'], days),
      '',
      ...tableLines(['walked along a boundary', '', 'when', 'how', ''], alerts),
      '',
      ...tableLines(['held back', 'kind', 'from', 'why', 'lists'], held),
    ],
  };
}

/** `everydot lookups resume SENDER`: lets a sender look up again that walked along a boundary. */
export async function resumeCommand({ opened, person }: Acting, sourceId: string): Promise<Result> {
  const settled = await resumeLookups(opened.store, person, sourceId);
  return {
    json: { source: sourceId, settled },
    lines: [settled > 0 ? `${sourceId} may look up again.` : `Nothing stands against ${sourceId}.`],
    exitCode: settled > 0 ? EXIT.done : EXIT.refused,
  };
}

/** `everydot lookups release ID`: lets a value pass again that was held back because it flooded. */
export async function releaseCommand({ opened, person }: Acting, quarantineId: string): Promise<Result> {
  await releaseValue(opened.store, person, quarantineId);
  await opened.settle();
  return { json: { released: quarantineId }, lines: ['The value passes again, for everybody.'] };
}
