import type { FastifyInstance } from 'fastify';
import { HOLD_REASONS, RELEASE_ANSWERS } from '../../dissemination/index.ts';
import { answerRelease, listReleaseQuestions, type ReleaseQuestion } from '../../flow/index.ts';
import { choicesOf, formFrom, formValues, isOneOf } from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { releaseErrors } from './notice-forms.ts';
import type { AgainOf } from './show-notice.ts';

type One = { Params: { id: string } };

/** What a receiving unit is asked: may this be removed? */
export function addQuestionPages(app: FastifyInstance, desk: Desk): void {
  const { store } = desk;
  app.get('/removal-questions', (request, reply) => showQuestions(desk, request, reply));

  app.post<One>('/removal-questions/:id', async (request, reply) => {
    const person = signedIn(request);
    const { id: noticeId } = request.params;
    const typed = formFrom(request.body);
    const errors = releaseErrors(typed, request, `${noticeId}-`);
    const { answer, reason, until, reference } = typed;
    if (errors.length > 0 || !isOneOf(RELEASE_ANSWERS, answer))
      return showQuestions(desk, request, reply.code(422), { errors, typed, of: noticeId });
    await answerRelease(store, person, {
      noticeId,
      answer,
      ...(isOneOf(HOLD_REASONS, reason) && { reason }),
      ...(until && { until }),
      ...(reference && { reference }),
    });
    return reply.redirect('/removal-questions', 303);
  });
}

async function showQuestions(
  { store }: Desk,
  request: Request,
  reply: Reply,
  again: AgainOf = {},
): Promise<Reply> {
  const reader = readerOf(request, store.clock.now());
  const questions = await listReleaseQuestions(store, signedIn(request));
  return reply.page('removal/questions.njk', {
    title: reader.words.removal.questions,
    questions: questions.map((question) => questionView(question, reader)),
    choices: { answers: choicesOf(RELEASE_ANSWERS, reader), reasons: choicesOf(HOLD_REASONS, reader) },
    ...formValues(again),
    typed: again.of ? { [again.of]: again.typed ?? {} } : {},
  });
}

function questionView(question: ReleaseQuestion, { words, term, time, day }: Reader) {
  const { said, host } = question;
  const { removal } = words;
  const answer = said && [
    term(RELEASE_ANSWERS, said.answer),
    ...(said.until ? [removal.until(day(said.until))] : []),
    ...(said.reason ? [term(HOLD_REASONS, said.reason)] : []),
    time(said.at),
  ];
  return {
    id: question.noticeId,
    reference: question.reference,
    heading: removal.questionOf([host.name, ...(host.country ? [host.country] : [])].join(', ')),
    isAnswered: said !== null && said.at >= question.askedAt,
    facts: [
      { key: removal.reference, value: question.reference },
      { key: removal.addresses, value: String(question.addresses) },
      { key: removal.questionAbout, value: question.numbers.join(', ') },
      { key: removal.asked, value: time(question.askedAt) },
      { key: removal.you, value: answer ? answer.join(', ') : removal.youSilent },
    ],
  };
}
