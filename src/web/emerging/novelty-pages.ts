import { markNovelty, openNoveltyNote, readMarks, unmarkNovelty } from '../../flow/index.ts';
import { NOVELTY_KINDS } from '../../picture/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type Again, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { seenReferral } from '../referral/find-referral.ts';
import { doneText } from './emerging-pages.ts';

type At = { Params: { number: string } };

/** Marking a referral as something new, before any figure can show it. */
export const noveltyPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get<At>('/referrals/:number/novelty', (request, reply) =>
    showForm(desk, request.params.number, { request, reply, again: {}, opened: null }),
  );

  app.post<At>('/referrals/:number/novelty', async (request, reply) => {
    const person = signedIn(request);
    const { id, number } = await seenReferral(store, person, request.params.number);
    const typed = formFrom(request.body);
    const { novelty } = request.visit.words;
    const asked = { referralId: id, tag: typed['tag'] ?? '', note: typed['note'] };
    const errors = await errorsOf(() => markNovelty(store, person, asked), {
      'picture.unknown-tag': formError('tag', novelty.tagMissing),
      'picture.already-marked': formError('tag', novelty.taken),
    });
    if (errors.length > 0) {
      const answer = { request, reply: reply.code(422), again: { errors, typed }, opened: null };
      return showForm(desk, request.params.number, answer);
    }
    return reply.redirect(`/referrals/${formatNumber(number)}/novelty?done=marked`, 303);
  });

  app.post<At>('/referrals/:number/novelty/remove', async (request, reply) => {
    const person = signedIn(request);
    const { id, number } = await seenReferral(store, person, request.params.number);
    const { mark = '' } = formFrom(request.body);
    await unmarkNovelty(store, person, { referralId: id, markId: mark });
    return reply.redirect(`/referrals/${formatNumber(number)}/novelty?done=removed`, 303);
  });

  app.post<At>('/referrals/:number/novelty/note', async (request, reply) => {
    const person = signedIn(request);
    const { id } = await seenReferral(store, person, request.params.number);
    const { mark = '' } = formFrom(request.body);
    const note = await openNoveltyNote(store, person, { referralId: id, markId: mark });
    const opened = { mark, text: note.open('triage') };
    return showForm(desk, request.params.number, { request, reply, again: {}, opened });
  });
};

type Answer = {
  request: Request;
  reply: Reply;
  again: Again;
  opened: { mark: string; text: string } | null;
};

async function showForm(
  { store }: Desk,
  asked: string,
  { request, reply, again, opened }: Answer,
): Promise<Reply> {
  const person = signedIn(request);
  const { id, number: own } = await seenReferral(store, person, asked);
  const { marks, tags } = await readMarks(store, person, id);
  const { words, say, term, time } = readerOf(request, store.clock.now());
  const number = formatNumber(own);
  const nameOf = (tag: string) => say(tags.find((one) => one.id === tag)?.name ?? tag);
  return reply.page('emerging/novelty.njk', {
    title: words.novelty.title(number),
    number,
    opened,
    marks: marks.map(({ id: mark, tag, by, markedAt, hasNote }) => ({
      id: mark,
      name: nameOf(tag),
      by: words.novelty.markedBy(by, time(markedAt)),
      hasNote,
    })),
    tags: tags.map((one) => ({
      value: one.id,
      text: say(one.name),
      hint: { text: term(NOVELTY_KINDS, one.kind) },
      checked: again.typed?.['tag'] === one.id,
    })),
    done: doneText(request, words.novelty.done),
    ...formValues(again),
  });
}
