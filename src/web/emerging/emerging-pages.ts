import { may } from '../../access/index.ts';
import { declareBreak, type EmergingPage, isThreat, nameTag, readEmerging } from '../../flow/index.ts';
import { type Counted, NOVELTY_KINDS, type StoredAlert } from '../../picture/index.ts';
import { type Again, choicesOf, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { signError } from '../frame/sign-errors.ts';
import { areaFor } from '../picture/area.ts';
import { alertChart, alertView, periodText, type Shown, whole } from './alert-view.ts';

type Done = { Querystring: { done?: string } };

/** What rises: alerts that are up and over, what analysts marked, and what strategic analysts set. */
export const emergingPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get<Done>('/picture/emerging', (request, reply) => showEmerging(desk, request, reply, {}));

  app.post('/picture/emerging/tags', async (request, reply) => {
    const typed = formFrom(request.body);
    const { emerging } = request.visit.words;
    const { kind = '', name = '' } = typed;
    const errors = await errorsOf(() => nameTag(store, signedIn(request), { kind, name }), {
      'picture.unknown-tag': formError('kind', emerging.kindMissing),
      'picture.tag-name': formError('name', emerging.nameFault),
      'picture.tag-exists': formError('name', emerging.nameTaken),
    });
    if (errors.length > 0) return showEmerging(desk, request, reply.code(422), { errors, typed });
    return reply.redirect('/picture/emerging?done=tag', 303);
  });

  app.post('/picture/emerging/breaks', async (request, reply) => {
    const typed = formFrom(request.body);
    const { day = '', what = '' } = typed;
    const errors = await errorsOf(
      () => declareBreak(store, signedIn(request), { fromDay: day.trim(), what }),
      {
        'picture.invalid-break': formError('day', request.visit.words.emerging.breakFault),
        'picture.names-somebody': signError('what', what, request.visit.words),
      },
    );
    if (errors.length > 0) return showEmerging(desk, request, reply.code(422), { errors, typed });
    return reply.redirect('/picture/emerging?done=break', 303);
  });
};

async function showEmerging(desk: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const person = signedIn(request);
  const page = await readEmerging(desk, person);
  const reader = readerOf(request, desk.store.clock.now());
  const { words, day } = reader;
  const shown: Shown = { reader, names: page.names, breaks: page.breaks };
  const view = (alert: StoredAlert) => alertView(alert, shown);
  return reply.page('emerging/emerging.njk', {
    title: words.emerging.title,
    area: areaFor(person, words, request.url),
    lead: leadOf(page, reader),
    missing: missingOf(page, reader),
    up: page.alive.length,
    alive: page.alive
      .filter(({ alert }) => isThreat(alert))
      .map(({ alert, parts }) => ({
        ...view(alert),
        chart: alertChart(alert, { ...shown, breaks: ownBreaks(page, alert) }),
        parts: parts.map(view),
      })),
    others: page.alive
      .filter(({ alert }) => !isThreat(alert))
      .flatMap(({ alert, parts }) => [alert, ...parts].map(view)),
    ended: page.ended.map(view),
    bookkeeping: bookkeepingOf(page, reader),
    marks: marksTable(page, reader),
    breaks: page.breaks.map(({ fromDay, what }) => words.emerging.breakLine(day(fromDay), what)),
    mayName: may(person, 'judge-alert'),
    kinds: choicesOf(NOVELTY_KINDS, reader),
    done: doneText(request, words.emerging.done),
    ...formValues(again),
  });
}

export function doneText(request: Request, texts: Readonly<Record<string, string>>): string | null {
  const { done = '' } = request.query as { done?: string };
  return Object.hasOwn(texts, done) ? texts[done]! : null;
}

function ownBreaks({ breaks }: EmergingPage, alert: StoredAlert) {
  return breaks.filter(({ series }) => series === null || series === alert.series);
}

function leadOf({ look }: EmergingPage, reader: Reader): string[] {
  const { emerging } = reader.words;
  if (!look) return [emerging.neverLooked];
  return [
    emerging.looked(reader.time(look.at), whole(look.judged)),
    ...(look.weeksUntil ? [emerging.weeksUntil(reader.day(look.weeksUntil))] : []),
    ...(look.monthsUntil ? [emerging.monthsUntil(periodText(look.monthsUntil, 'month', reader))] : []),
    emerging.unjudged(whole(look.unjudged['too-short']), whole(look.unjudged['too-rare'])),
  ];
}

/** What time alone will mend: told until it has. */
function missingOf({ covered, judgedFrom }: EmergingPage, { words, day, now }: Reader): string[] {
  const { emerging } = words;
  if (!covered || !judgedFrom) return [emerging.missingNothing];
  const until = covered.to < now.toISOString().slice(0, 7) ? covered.to : now.toISOString().slice(0, 10);
  const later = [
    ...(judgedFrom.months > until ? [emerging.missingMonths(day(judgedFrom.months))] : []),
    ...(judgedFrom.weeks > until ? [emerging.missingWeeks(day(judgedFrom.weeks))] : []),
  ];
  return later.length === 0 ? [] : [emerging.missingFrom(day(covered.from)), ...later];
}

function bookkeepingOf({ bookkeeping }: EmergingPage, { words }: Reader): string {
  const { found, judged, real } = bookkeeping;
  return judged === 0
    ? words.emerging.bookkeepingNone
    : words.emerging.bookkeepingText(whole(found), whole(judged), whole(real));
}

/** Months beside each other. */
const MONTHS_SHOWN = 6;

/** Tags that are marked, by the latest months in which any is. */
function marksTable({ marks, tags }: EmergingPage, { say, term, month: monthText }: Reader) {
  const months = [...new Set(marks.map(({ start }) => start.slice(0, 7)))].sort().slice(-MONTHS_SHOWN);
  const byTag = Map.groupBy(marks, ({ of }: Counted) => of['tag']!);
  const rows = tags
    .filter(({ id }) => byTag.has(id))
    .map(({ id, kind, name }) => ({
      name: say(name),
      kind: term(NOVELTY_KINDS, kind),
      counts: months.map((month) =>
        whole(
          byTag
            .get(id)!
            .filter(({ start }) => start.startsWith(month))
            .reduce((sum, { count }) => sum + count, 0),
        ),
      ),
    }));
  return { months: months.map(monthText), rows };
}
