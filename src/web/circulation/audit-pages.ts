import { listSources, may, namesOfPeople, SOURCE_KINDS } from '../../access/index.ts';
import {
  closeCirculation,
  extendAudit,
  type GroupClosure,
  giveUpAudit,
  LEFT_OUT,
  REOPEN_REASONS,
  readAudit,
  recordFinding,
  reopenCirculation,
} from '../../flow/index.ts';
import { AUDIT_STATES, FINDINGS } from '../../matching/index.ts';
import { findReferral, formatNumber } from '../../referral/index.ts';
import { choicesOf, formError, formFrom, formValues, isOneOf } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';

type OfAudit = { Params: { id: string } };
const count = (value: number) => value.toLocaleString('en-GB');

export const auditPages: Pages = (app, desk) => {
  const { store } = desk;
  const act = (path: string, work: (request: Request, id: string) => Promise<unknown>) =>
    app.post<OfAudit>(`/circulation/audits/:id/${path}`, async (request, reply) => {
      await work(request, request.params.id);
      return reply.redirect(`/circulation/audits/${request.params.id}`, 303);
    });

  app.get<OfAudit>('/circulation/audits/:id', async (request, reply) =>
    showAudit(desk, { request, reply, id: request.params.id }),
  );
  act('extend', (request, id) => extendAudit(store, signedIn(request), id));
  act('give-up', (request, id) => giveUpAudit(store, signedIn(request), id));

  app.post<{ Params: { id: string; number: string } }>(
    '/circulation/audits/:id/findings/:number',
    async (request, reply) => {
      const { id, number } = request.params;
      const referralId = await findReferral(store.db, number);
      const finding = formFrom(request.body)['finding'] ?? '';
      await recordFinding(store, signedIn(request), { auditId: id, referralId, finding });
      return reply.redirect(`/circulation/audits/${id}#sample`, 303);
    },
  );

  app.post<OfAudit>('/circulation/audits/:id/close', async (request, reply) => {
    const { id } = request.params;
    const done = await closeCirculation(store, signedIn(request), id);
    return showAudit(desk, { request, reply, id, done });
  });

  app.post<OfAudit>('/circulation/audits/:id/reopen', async (request, reply) => {
    const { id } = request.params;
    const { reason } = formFrom(request.body);
    if (!isOneOf(REOPEN_REASONS, reason))
      return showAudit(desk, { request, reply: reply.code(422), id, noReason: true });
    await reopenCirculation(store, signedIn(request), { auditId: id, reason });
    return reply.redirect(`/circulation/audits/${id}`, 303);
  });
};

type Shown = { request: Request; reply: Reply; id: string; done?: GroupClosure; noReason?: boolean };

async function showAudit({ store }: Desk, { request, reply, id, done, noReason }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const audit = await readAudit(store, person, id);
  const reader = readerOf(request, store.clock.now());
  const { words, term, time } = reader;
  const { circulationAudit } = words;
  const names = new Map((await listSources(store.db)).map((source) => [source.id, source.name]));
  const people = await namesOfPeople(store.db, peopleIn(audit));
  const nameOf = (personId: string) => people.get(personId) ?? words.service.unknown;
  const { standing } = audit;
  const percent = `${Number((audit.tolerated * 100).toFixed(2))}%`;
  const mayClose = may(person, 'close-circulation');
  return reply.page('circulation/audit.njk', {
    title: circulationAudit.title(audit.group),
    id: audit.id,
    group: audit.group,
    state: term(AUDIT_STATES, standing.state),
    rule: circulationAudit.rule(count(standing.needed), count(standing.members), percent),
    drawn: circulationAudit.drawn(count(standing.sampled), count(standing.needed)),
    seed: circulationAudit.seed(audit.seed),
    strata: standing.strata.map((one) => ({ ...one, kind: term(SOURCE_KINDS, one.stratum) })),
    sample: audit.sample.map(({ header, finding, foundBy, foundAt, isOpened }) => ({
      number: formatNumber(header.number),
      sender: names.get(header.sourceId) ?? header.sourceId,
      received: time(header.receivedAt),
      isOpened,
      finding: finding && term(FINDINGS, finding),
      holdsMore: finding === 'holds-more',
      found: foundBy && foundAt ? circulationAudit.foundBy(nameOf(foundBy), time(foundAt)) : '',
    })),
    hidden: audit.hidden,
    ends: audit.ends.map(({ how, count: of, by, at }) => ({
      how: term(AUDIT_STATES, how),
      text: circulationAudit.ended(count(of), nameOf(by), time(at)),
    })),
    may: {
      judge: may(person, 'judge-sample') && audit.end === null,
      close: mayClose && standing.state === 'passed',
      extend: mayClose && standing.state === 'needs-more',
      giveUp: mayClose && audit.end === null,
      reopen: mayClose && audit.end === 'closed',
    },
    closeText: circulationAudit.close(count(standing.closable.length)),
    reopenReasons: choicesOf(REOPEN_REASONS, reader),
    ...formValues(noReason ? { errors: [formError('reason', circulationAudit.reopenMissing)] } : {}),
    done: done && {
      text: circulationAudit.closed(count(done.closed)),
      leftOut: done.leftOut.map(({ number, reason }) => ({ number, reason: term(LEFT_OUT, reason) })),
    },
  });
}

function peopleIn({ sample, ends }: Awaited<ReturnType<typeof readAudit>>): string[] {
  return [...new Set([...sample.flatMap(({ foundBy }) => foundBy ?? []), ...ends.map(({ by }) => by)])];
}
