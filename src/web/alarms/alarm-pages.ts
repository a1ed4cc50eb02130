import { listSources, may } from '../../access/index.ts';
import { ALARM_CAUSES, AUDIENCES, audienceOf, LAST_STEP } from '../../assessment/index.ts';
import { acknowledgeAlarm, readAlarms, type ShownAlarm } from '../../flow/index.ts';
import { formatNumber, INCIDENT_TYPES } from '../../referral/index.ts';
import { type Pages, type Request, signedIn } from '../frame/pages.ts';
import { tag } from '../frame/tags.ts';
import { type Terms, termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';

export const alarmPages: Pages = (app, { store }) => {
  app.get<{ Querystring: { done?: string; before?: string } }>('/alarms', async (request, reply) => {
    const person = signedIn(request);
    const { open, answered, hidden } = await readAlarms(store, person);
    const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
    const line = (alarm: ShownAlarm) => ({
      ...lineFor(request, alarm, store.clock.now()),
      source: names.get(alarm.heading.sourceId) ?? alarm.heading.sourceId,
    });
    return reply.page('alarms/alarms.njk', {
      title: request.visit.words.alarms.title,
      open: open.map(line),
      answered: answered.map(line),
      hidden,
      mayAcknowledge: may(person, 'acknowledge-alarm'),
      done: shownNumber(request.query.done),
      before: shownNumber(request.query.before),
    });
  });

  app.post<{ Params: { id: string }; Body: { number?: string } }>(
    '/alarms/:id/acknowledge',
    async (request, reply) => {
      const isFirst = await acknowledgeAlarm(store, signedIn(request), request.params.id);
      const query = new URLSearchParams({ [isFirst ? 'done' : 'before']: request.body.number ?? '' });
      return reply.redirect(`/alarms?${query}`, 303);
    },
  );

  // For the banner: how many, and in which words. It opens nothing, so nothing is recorded.
  app.get('/alarms.json', async (request, reply) => {
    signedIn(request);
    const { alarms: count, words } = request.visit;
    return reply
      .header('cache-control', 'no-store')
      .send({ count, text: count > 0 ? words.alarm.banner(count) : '', look: words.alarm.look });
  });
};

/** Of an address that anybody may have written, only what looks like a referral's number is shown. */
function shownNumber(typed: string | undefined): string | undefined {
  return typed && /^ED-\d{7,15}-[A-Z]$/.test(typed) ? typed : undefined;
}

function lineFor({ visit: { words } }: Request, alarm: ShownAlarm, now: Date): object {
  const [terms, times] = [termsIn(words), timesIn(words)];
  const until = alarm.acknowledgedAt ?? now;
  return {
    id: alarm.id,
    number: formatNumber(alarm.number),
    floors: alarm.floors.map((floor) => terms.term(ALARM_CAUSES, floor)),
    incident: alarm.heading.incidentType && terms.term(INCIDENT_TYPES, alarm.heading.incidentType),
    raised: times.time(alarm.raisedAt),
    waited: times.minutes(until.getTime() - alarm.raisedAt.getTime()),
    level: tag(
      words.alarms.level(Math.min(alarm.step, LAST_STEP) + 1, LAST_STEP + 1),
      alarm.step > 0 ? 'red' : 'orange',
    ),
    called: words.alarms.called(calledIn(alarm.step, terms), alarm.step + 1),
    acknowledged: alarm.acknowledgedAt && times.time(alarm.acknowledgedAt),
    by: alarm.acknowledgedByName,
  };
}

/** Whom the step called, in words. */
function calledIn(step: number, { term }: Terms): string {
  return audienceOf(step)
    .map((audience) => term(AUDIENCES, audience))
    .join(', ');
}
