import type { Item } from '../../assessment/index.ts';
import {
  answerGuided,
  askSecondGrading,
  finishGuided,
  type GuidedPage,
  readGuided,
} from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, errorsOf, type Form, formError, formFrom } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import type { Words } from '../words.ts';
import { checkView } from './check-view.ts';
import { bandPanel, readingOf } from './guided-view.ts';
import { nextQuestion, questionView } from './question-view.ts';
import { resultView } from './result-view.ts';

type At = { Params: { id: string } };
type AtItem = { Params: { id: string; item: string } };

/** A note says which record, or what was weighed; what happened stands in the evidence. */
const LONGEST_NOTE = 4_000;

/** One question a page; then the answers, the band and a person's decision. */
export const guidedPages: Pages = (app, desk) => {
  const { store } = desk;
  const read = (request: Request, id: string) => readGuided(store, signedIn(request), id);

  app.get<At>('/assessments/:id', async (request, reply) => {
    const page = await read(request, request.params.id);
    return reply.redirect(placeOf(page), 303);
  });

  app.get<AtItem>('/assessments/:id/questions/:item', async (request, reply) => {
    const page = await read(request, request.params.id);
    if (page.result || !page.isMine) return reply.redirect(placeOf(page), 303);
    return showQuestion(desk, { request, reply, page, item: itemOf(page, request.params.item), again: {} });
  });

  app.post<AtItem>('/assessments/:id/questions/:item', async (request, reply) => {
    const person = signedIn(request);
    const { id, item: code } = request.params;
    const form = formFrom(request.body);
    const { guided } = request.visit.words;
    const isTooLong = (form['note'] ?? '').length > LONGEST_NOTE;
    const isLater = form['next'] === 'later';
    if (!form['answer'] && isLater) return reply.redirect('/assessments?saved=yes', 303);
    const errors = !form['answer']
      ? [formError('answer', guided.answerMissing)]
      : isTooLong
        ? [formError('note', guided.noteTooLong(LONGEST_NOTE))]
        : await errorsOf(
            () =>
              answerGuided(store, person, {
                assessmentId: id,
                item: code,
                value: form['answer']!,
                evidence: severalFrom(request.body, 'evidence'),
                ...(form['note'] && { note: form['note'] }),
              }),
            {
              'assessment.evidence-needed': formError('note', guided.evidenceMissing),
              'assessment.unknown-answer': formError('answer', guided.answerMissing),
            },
          );
    if (errors.length > 0) {
      const page = await read(request, id);
      const again = { errors, typed: form, ticked: severalFrom(request.body, 'evidence') };
      return showQuestion(desk, { request, reply: reply.code(422), page, item: itemOf(page, code), again });
    }
    if (isLater) return reply.redirect('/assessments?saved=yes', 303);
    const next = nextQuestion(await read(request, id), code);
    return reply.redirect(
      next ? `/assessments/${id}/questions/${next.code}` : `/assessments/${id}/check`,
      303,
    );
  });

  app.get<At>('/assessments/:id/check', async (request, reply) => {
    const page = await read(request, request.params.id);
    if (page.result || !page.isMine) return reply.redirect(`/assessments/${request.params.id}/result`, 303);
    return showCheck(desk, { request, reply, page, again: {} });
  });

  app.post<At>('/assessments/:id/check', async (request, reply) => {
    const form = formFrom(request.body);
    const { id } = request.params;
    const errors = await finishErrors(desk, { request, form, id });
    const page = await read(request, id);
    if (errors.length > 0)
      return showCheck(desk, { request, reply: reply.code(422), page, again: { errors, typed: form } });
    return reply.redirect(`/referrals/${formatNumber(page.header.number)}/assessments?done=${id}`, 303);
  });

  app.get<At>('/assessments/:id/result', async (request, reply) => {
    const page = await read(request, request.params.id);
    const reader = readerOf(request, store.clock.now());
    if (!page.result && page.isMine) return reply.redirect(placeOf(page), 303);
    return reply.page('instruments/result.njk', {
      ...shared(page, request, store.clock.now()),
      ...resultView(page, signedIn(request), reader),
      title: reader.words.guided.title(formatNumber(page.header.number)),
    });
  });

  app.post<At>('/assessments/:id/second', async (request, reply) => {
    await askSecondGrading(store, signedIn(request), request.params.id);
    return reply.redirect(`/assessments/${request.params.id}/result`, 303);
  });
};

/** Where somebody who opens an assessment goes on. */
function placeOf(page: GuidedPage): string {
  const here = `/assessments/${page.assessment.id}`;
  if (page.result || !page.isMine) return `${here}/result`;
  const next = nextQuestion(page);
  return next ? `${here}/questions/${next.code}` : `${here}/check`;
}

function itemOf({ loaded }: GuidedPage, code: string): Item {
  const item = loaded.instrument.items.find((one) => one.code === code);
  if (!item) throw new Problem('assessment.unknown-assessment');
  return item;
}

function severalFrom(body: unknown, field: string): string[] {
  const value = (body as Record<string, unknown> | undefined)?.[field];
  return [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
}

type Shown = { request: Request; reply: Reply; page: GuidedPage; again: Again & { ticked?: string[] } };

function shared(page: GuidedPage, request: Request, now: Date) {
  const reader = readerOf(request, now);
  return {
    id: page.assessment.id,
    number: formatNumber(page.header.number),
    panel: bandPanel(page, reader),
    reading: readingOf(page, reader),
  };
}

function showQuestion(
  { store }: Desk,
  { request, reply, page, again, item }: Shown & { item: Item },
): Promise<Reply> {
  const now = store.clock.now();
  return reply.page('instruments/question.njk', {
    ...shared(page, request, now),
    ...questionView(page, item, {
      reader: readerOf(request, now),
      again,
      ...(again.ticked && { ticked: again.ticked }),
    }),
  });
}

function showCheck({ store }: Desk, { request, reply, page, again }: Shown): Promise<Reply> {
  const now = store.clock.now();
  return reply.page('instruments/check.njk', {
    ...shared(page, request, now),
    ...checkView(page, { reader: readerOf(request, now), again }),
    title: request.visit.words.guided.check,
  });
}

type Finishing = { request: Request; form: Form; id: string };

async function finishErrors({ store }: Desk, { request, form, id }: Finishing) {
  const { guided } = request.visit.words as Words;
  const { answer, reason, note, shown } = form;
  if (!answer) return [formError('answer', guided.choiceMissing)];
  if ((note ?? '').length > LONGEST_NOTE) return [formError('note', guided.noteTooLong(LONGEST_NOTE))];
  const choice = answer === 'accept' ? { accept: true as const } : { band: answer, reasonCode: reason ?? '' };
  return errorsOf(
    () =>
      finishGuided(store, signedIn(request), {
        assessmentId: id,
        ...choice,
        ...(note && { note }),
        ...(shown && { shown }),
      }),
    {
      'assessment.reason-needed': formError('reason', guided.reasonMissing),
      'assessment.unknown-code': formError('answer', guided.choiceMissing),
      'assessment.answers-changed': formError('answer', guided.answersChanged),
    },
  );
}
