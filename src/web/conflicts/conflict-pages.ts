import { may, namesOfPeople } from '../../access/index.ts';
import { acknowledgeConflict, type ConflictLine, seeConflicts } from '../../flow/index.ts';
import { CONFLICT_KINDS } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';

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
  const row = rowIn(request, await namesOfPeople(store.db, [...new Set(people)]));
  return reply.page('conflicts/conflicts.njk', {
    title: words.conflicts.title,
    isBureau,
    mayAcknowledge: may(person, 'acknowledge-conflict'),
    waiting: alerts.filter(({ acknowledged }) => acknowledged.length === 0).map(row),
    answered: alerts.filter(({ acknowledged }) => acknowledged.length > 0).map(row),
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
