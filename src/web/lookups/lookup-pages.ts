import { listSources, may } from '../../access/index.ts';
import { type HeldValue, readLookups, releaseValue, resumeLookups } from '../../flow/index.ts';
import { ALERT_ACTIONS, type LookupAlert } from '../../matching/index.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';

export const lookupPages: Pages = (app, desk) => {
  app.get('/lookups', (request, reply) => showLookups(desk, request, reply));

  app.post<{ Params: { source: string } }>('/lookups/senders/:source/resume', async (request, reply) => {
    await resumeLookups(desk.store, signedIn(request), request.params.source);
    return reply.redirect('/lookups', 303);
  });

  app.post<{ Params: { id: string } }>('/lookups/held/:id/release', async (request, reply) => {
    await releaseValue(desk.store, signedIn(request), request.params.id);
    return reply.redirect('/lookups', 303);
  });
};

async function showLookups({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { days, alerts, held } = await readLookups(store, person);
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const nameOf = (sourceId: string) => names.get(sourceId) ?? sourceId;
  const reader = readerOf(request, store.clock.now());
  const { term, time, words } = reader;
  const alertRow = ({ sourceId, action, queries, hits, misses, raisedAt, resolvedAt }: LookupAlert) => ({
    sourceId,
    sender: nameOf(sourceId),
    happened: words.lookups.tried(queries, hits, misses),
    done: term(ALERT_ACTIONS, action),
    raised: time(raisedAt),
    settled: resolvedAt && time(resolvedAt),
  });
  const heldRow = ({ id, sourceId, hits, allowed, heldAt, listings }: HeldValue) => ({
    id,
    lists: [...new Set(listings.map(({ name }) => name))].join(', '),
    why: words.lookups.flood(hits, allowed),
    from: sourceId === null ? words.lookups.everybody : nameOf(sourceId),
    raised: time(heldAt),
  });
  return reply.page('lookups/lookups.njk', {
    title: words.lookups.title,
    mayResume: may(person, 'resume-lookups'),
    mayRelease: may(person, 'release-value'),
    alerts: alerts.map(alertRow),
    held: held.map(heldRow),
    days: days.map((one) => ({ ...one, sender: nameOf(one.sourceId), day: reader.day(one.day) })),
  });
}
