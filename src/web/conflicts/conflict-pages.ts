import { may, namesOfPeople } from '../../access/index.ts';
import { acknowledgeConflict, type ConflictLine, seeConflicts } from '../../flow/index.ts';
import { CONFLICT_KINDS } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { pageOf } from '../frame/paging.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';

/** Lines of one page of a list. */
const LINES = 25;

export const conflictPages: Pages = (app, desk) => {
  app.get('/conflicts', (request, reply) => showConflicts(desk, request, reply));

  app.post<{ Params: { id: string } }>('/conflicts/:id/acknowledge', async (request, reply) => {
    await acknowledgeConflict(desk.store, signedIn(request), request.params.id);
    return reply.redirect('/conflicts', 303);
  });
};

async function showConflicts({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const isBureau = person.compartment === null;
  const purpose = isBureau ? 'supervision' : 'investigation';
  const alerts = await seeConflicts(store, person, { purpose });
  const people = alerts.flatMap(({ acknowledged }) => acknowledged.map(({ personId }) => personId));
  const asked = request.query as { waiting?: string; answered?: string };
  const row = rowIn(request, await namesOfPeople(store.db, [...new Set(people)]));
  const linesOf = (isShown: (done: boolean) => boolean, page: string | undefined) => {
    const list = pageOf(
      alerts.filter(({ acknowledged }) => isShown(acknowledged.length > 0)),
      page,
      LINES,
    );
    return { ...list, items: list.items.map(row) };
  };
  return reply.page('conflicts/conflicts.njk', {
    title: words.conflicts.title,
    isBureau,
    mayAcknowledge: may(person, 'acknowledge-conflict'),
    waiting: linesOf((done) => !done, asked.waiting),
    answered: linesOf((done) => done, asked.answered),
  });
}

function rowIn({ visit: { words } }: Request, people: ReadonlyMap<string, string>) {
  const [terms, times] = [termsIn(words), timesIn(words)];
  return ({ id, number, otherNumber, unit, otherUnit, kinds, raisedAt, acknowledged }: ConflictLine) => ({
    id,
    number: formatNumber(number),
    otherNumber: formatNumber(otherNumber),
    unit: unit ?? words.conflicts.bureau,
    otherUnit,
    kinds: kinds.map((kind) => terms.term(CONFLICT_KINDS, kind)),
    raised: times.time(raisedAt),
    acknowledged: acknowledged.map(({ personId, at }) => ({
      name: people.get(personId) ?? words.service.unknown,
      at: times.time(at),
    })),
  });
}
