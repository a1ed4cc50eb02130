import { listSources, may } from '../../access/index.ts';
import { listCirculation, readCirculation, readDoubles, startAudit } from '../../flow/index.ts';
import { DOUBLE_SIGNS } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { groupView } from './group-view.ts';

const count = (value: number) => value.toLocaleString('en-GB');

export const circulationPages: Pages = (app, { store }) => {
  app.get('/circulation', async (request, reply) => {
    const groups = await listCirculation(store, signedIn(request));
    const { words, time, day } = readerOf(request, store.clock.now());
    return reply.page('circulation/list.njk', {
      title: words.circulation.title,
      rows: groups.map(({ group, referrals, actBy, facts }) => ({
        group,
        name: words.circulation.content(group),
        inLine: count(referrals),
        reports: count(facts?.referrals ?? 0),
        reporters: count(facts?.reporters ?? 0),
        actBy: time(actBy),
        first: day(facts?.firstSeen),
        last: day(facts?.lastSeen),
      })),
    });
  });

  app.get<{ Querystring: { source?: string } }>('/circulation/double-reports', async (request, reply) => {
    const source = typeof request.query.source === 'string' ? request.query.source : undefined;
    const page = await readDoubles(store, signedIn(request), { ...(source && { sourceId: source }) });
    const { words, time, day, term } = readerOf(request, store.clock.now());
    return reply.page('circulation/double-reports.njk', {
      title: words.doubleReports.title,
      since: words.doubleReports.since(day(page.since)),
      source,
      hidden: page.hidden,
      senders: page.senders.map((sender) => ({
        ...sender,
        share: words.doubleReports.shareOf(sender.doubles, sender.reports),
        last: day(sender.last),
      })),
      pairs: page.pairs.map(({ direct, relayed, recognisedBy, foundAt }) => ({
        direct: formatNumber(direct.number),
        relayed: formatNumber(relayed.number),
        sign: term(DOUBLE_SIGNS, recognisedBy),
        found: time(foundAt),
      })),
    });
  });

  app.get<{ Params: { group: string } }>('/circulation/:group', async (request, reply) => {
    const person = signedIn(request);
    const page = await readCirculation(store, person, Number(request.params.group));
    const reader = readerOf(request, store.clock.now());
    const hasClosed = page.audits.some(({ standing }) => standing.state === 'closed');
    return reply.page('circulation/group.njk', {
      title: reader.words.circulation.content(page.group.id),
      ...groupView(page, await listSources(store.db), reader),
      mayStart: may(person, 'close-circulation') && page.inLine > 0,
      startText: hasClosed ? reader.words.circulation.startFresh : reader.words.circulation.start,
      isRunning: page.audits.some(({ standing }) =>
        ['sampling', 'needs-more', 'passed'].includes(standing.state),
      ),
    });
  });

  app.post<{ Params: { group: string } }>('/circulation/:group/audits', async (request, reply) => {
    const id = await startAudit(store, signedIn(request), { group: Number(request.params.group) });
    return reply.redirect(`/circulation/audits/${id}`, 303);
  });
};
