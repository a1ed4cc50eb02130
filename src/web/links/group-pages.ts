import { ensureMay, may } from '../../access/index.ts';
import { type GroupPage, REASONS_FOR, readGroup, removeFromGroup } from '../../flow/index.ts';
import { JUDGEMENT_REASONS } from '../../linking/index.ts';
import { errorsOf, type FormError, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { groupView } from './group-view.ts';
import { namesFor } from './links-pages.ts';
import { recordText } from './record-view.ts';

type OfGroup = { Params: { id: string }; Querystring: { from?: string; to?: string; done?: string } };
type OfMember = { Params: { id: string; record: string } };

/** A proposed group: who is in it, how it hangs together, what people decided, and taking one record out. */
export const groupPages: Pages = (app, desk) => {
  const { store } = desk;

  app.get<OfGroup>('/links/groups/:id', async (request, reply) => {
    const person = signedIn(request);
    const page = await readGroup(store, person, request.params.id);
    const reader = readerOf(request, store.clock.now());
    const names = await namesFor(store.db, peopleIn(page));
    const { from, to, done } = request.query;
    return reply.page('links/group.njk', {
      ...groupView(page, {
        reader,
        names,
        isBureau: person.compartment === null,
        mayJudge: may(person, 'judge-link'),
        ends: { from: Number(from), to: Number(to) },
      }),
      done: done === 'removed' ? reader.words.linkGroup.removed : null,
    });
  });

  app.get<OfMember>('/links/groups/:id/remove/:record', (request, reply) =>
    showRemoval(desk, { request, reply, errors: [] }),
  );

  app.post<OfMember>('/links/groups/:id/remove/:record', async (request, reply) => {
    const { id, record } = request.params;
    const { reason } = formFrom(request.body);
    const { reasonMissing } = request.visit.words.linkPair;
    const errors = await errorsOf(
      () => removeFromGroup(store, signedIn(request), { groupId: id, recordId: Number(record), reason }),
      { 'linking.unknown-reason': formError('reason', reasonMissing) },
    );
    if (errors.length > 0) return showRemoval(desk, { request, reply: reply.code(422), errors });
    return reply.redirect(`/links/groups/${id}?done=removed`, 303);
  });
};

function peopleIn({ judgements }: GroupPage): string[] {
  return judgements.map(({ personId }) => personId);
}

type Shown = { request: Request; reply: Reply; errors: FormError[] };

async function showRemoval({ store }: Desk, { request, reply, errors }: Shown): Promise<Reply> {
  const person = signedIn(request);
  ensureMay(person, 'judge-link');
  const { id, record } = request.params as OfMember['Params'];
  const page = await readGroup(store, person, id);
  const member = page.members.find((one) => one.record.id === Number(record));
  const reader = readerOf(request, store.clock.now());
  if (!member || page.members.length < 2) return reply.redirect(`/links/groups/${id}`, 303);
  const { linkGroup } = reader.words;
  return reply.page('links/remove.njk', {
    title: linkGroup.removeTitle(recordText(member.record, reader)),
    here: `/links/groups/${id}`,
    record,
    lead: linkGroup.removeLead(page.members.length - 1),
    reasons: REASONS_FOR.different.map((value) => ({ value, text: reader.term(JUDGEMENT_REASONS, value) })),
    ...formValues({ errors }),
  });
}
