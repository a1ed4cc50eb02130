import { may } from '../../access/index.ts';
import { type AlertPage, judgeAlert, readAlert, seeAlert } from '../../flow/index.ts';
import { seriesOf } from '../../picture/index.ts';
import { formatNumber, STATES } from '../../referral/index.ts';
import { type Again, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { signError } from '../frame/sign-errors.ts';
import { areaFor } from '../picture/area.ts';
import { alertChart, alertView, periodText, type Shown, stateChoices, whole } from './alert-view.ts';
import { doneText } from './emerging-pages.ts';

type OfAlert = { Params: { id: string } };

/** One alert: its course, how it was found, the referrals behind it, and what a person made of it. */
export const alertPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get<OfAlert>('/picture/emerging/:id', (request, reply) =>
    showAlert(desk, request.params.id, { request, reply, again: {} }),
  );

  app.post<OfAlert>('/picture/emerging/:id/seen', async (request, reply) => {
    const { id } = request.params;
    await seeAlert(store, signedIn(request), id);
    return reply.redirect(`/picture/emerging/${encodeURIComponent(id)}?done=seen`, 303);
  });

  app.post<OfAlert>('/picture/emerging/:id/judge', async (request, reply) => {
    const { id } = request.params;
    const typed = formFrom(request.body);
    const { judgement = '', note = '' } = typed;
    const { emerging } = request.visit.words;
    const errors = await errorsOf(() => judgeAlert(store, signedIn(request), { id, judgement, note }), {
      'picture.unknown-judgement': formError('judgement', emerging.judgeMissing),
      'picture.alert-note-needed': formError('note', emerging.noteMissing),
      'picture.names-somebody': signError('note', note, request.visit.words),
    });
    if (errors.length > 0)
      return showAlert(desk, id, { request, reply: reply.code(422), again: { errors, typed } });
    return reply.redirect(`/picture/emerging/${encodeURIComponent(id)}?done=judged`, 303);
  });
};

type Answer = { request: Request; reply: Reply; again: Again };

async function showAlert({ store }: Desk, id: string, { request, reply, again }: Answer): Promise<Reply> {
  const person = signedIn(request);
  const page = await readAlert(store, person, id);
  const reader = readerOf(request, store.clock.now());
  const { alert, parts, wholes, names, breaks } = page;
  const shown: Shown = { reader, names, breaks };
  const { emerging } = reader.words;
  return reply.page('emerging/alert.njk', {
    title: names(seriesOf(alert.series), reader.say),
    area: areaFor(person, reader.words, request.url),
    alert: alertView(alert, shown),
    life: lifeOf(page, reader),
    chart: alertChart(alert, shown),
    method: emerging.methods[alert.method],
    parts: parts.map((one) => alertView(one, shown)),
    wholes: wholes.map((one) => alertView(one, shown)),
    behind: behindView(page, reader),
    judged: page.judgedBy
      ? { by: emerging.judgedBy(page.judgedBy, emerging.states[alert.state]), note: alert.note }
      : null,
    mayJudge: may(person, 'judge-alert'),
    isNew: alert.state === 'new',
    choices: stateChoices(reader, again.typed?.['judgement']),
    done: doneText(request, emerging.done),
    ...formValues(again),
  });
}

function lifeOf({ alert }: AlertPage, reader: Reader): string[] {
  const { emerging } = reader.words;
  const name = (start: string) => periodText(start, alert.step, reader);
  return [
    emerging.since(name(alert.firstPeriod), name(alert.lastPeriod)),
    ...(alert.endedPeriod ? [emerging.overSince(name(alert.endedPeriod))] : []),
    emerging.foundAt(reader.time(alert.foundAt)),
  ];
}

function behindView({ behind, alert }: AlertPage, { words, time, term }: Reader) {
  if (!behind) return null;
  const { emerging } = words;
  return {
    lead: emerging.behindLead(whole(behind.shown.length), whole(alert.count)),
    hidden: behind.hidden > 0 ? emerging.behindHidden(behind.hidden) : null,
    rows: behind.shown.map(({ number, receivedAt, state }) => ({
      number: formatNumber(number),
      received: time(receivedAt),
      state: term(STATES, state),
    })),
  };
}
