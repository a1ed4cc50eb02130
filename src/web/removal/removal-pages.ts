import { openEvidence, openHostNote, readRemoval, readRemovalDocument } from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import { formFrom } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { addDraftPages } from './draft-pages.ts';
import { addHostPages } from './host-pages.ts';
import { NOTICE_ACTS, senderOf } from './notice-forms.ts';
import { addQuestionPages } from './question-pages.ts';
import { showNotice, showNotices } from './show-notice.ts';

type One = { Params: { id: string } };

export const removalPages: Pages = (app, desk) => {
  const { store } = desk;
  addHostPages(app, desk);
  addDraftPages(app, desk);
  addQuestionPages(app, desk);
  app.get('/removals', (request, reply) => showNotices(desk, request, reply));
  app.get<One>('/removals/:id', (request, reply) => showNotice(desk, request, reply));

  for (const [name, act] of Object.entries(NOTICE_ACTS)) {
    app.post<One>(`/removals/:id/${name}`, async (request, reply) => {
      const form = formFrom(request.body);
      const { notice } = await readRemoval(store, signedIn(request), request.params.id);
      const errors = await act({ desk, request, noticeId: notice.id, form });
      if (errors.length > 0)
        return showNotice(desk, request, reply.code(422), { errors, typed: form, of: name });
      return reply.redirect(`/removals/${notice.reference}`, 303);
    });
  }

  // The answer page holds the item: an opened item is never behind a link.
  app.post<One>('/removals/:id/open', async (request, reply) => {
    const person = signedIn(request);
    const { notice, items } = await readRemoval(store, person, request.params.id);
    const { item } = formFrom(request.body);
    const asked = items.find(({ id }) => id === item);
    if (!asked) throw new Problem('referral.evidence-not-found');
    const { referralId, evidenceId } = asked;
    const opened = await openEvidence(store, person, { referralId, evidenceId, purpose: 'dissemination' });
    const { removal } = request.visit.words;
    return reply.page('removal/opened.njk', {
      title: removal.opened,
      reference: notice.reference,
      isAddress: true,
      value: opened.open('to show it to whoever opened it').value,
    });
  });

  app.post<One>('/removals/:id/note', async (request, reply) => {
    const person = signedIn(request);
    const { notice } = await readRemoval(store, person, request.params.id);
    const { answer: answerId = '' } = formFrom(request.body);
    const opened = await openHostNote(store, person, { noticeId: notice.id, answerId });
    return reply.page('removal/opened.njk', {
      title: request.visit.words.removal.openedNote,
      reference: notice.reference,
      isAddress: false,
      value: opened.open('to show it to whoever opened it'),
    });
  });

  app.post<One>('/removals/:id/download', async (request, reply) => {
    const { delivery = '' } = formFrom(request.body);
    const { notice } = await readRemoval(store, signedIn(request), request.params.id);
    const asked = { noticeId: notice.id, deliveryId: delivery, sender: senderOf(desk) };
    const document = await readRemovalDocument(store, signedIn(request), asked);
    reply
      .header('content-disposition', `attachment; filename="${notice.reference}.json"`)
      .header('cache-control', 'no-store');
    return document.open('to hand it over');
  });
};
