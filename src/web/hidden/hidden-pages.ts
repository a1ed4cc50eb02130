import { ensureMay, may } from '../../access/index.ts';
import { askHidden, cancelHidden, listHidden, type ReadHidden, readHidden } from '../../flow/index.ts';
import { isOpenRun } from '../../picture/index.ts';
import { type Again, type Form, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { areaFor } from '../picture/area.ts';
import { formChoices, questionIn } from './hidden-form.ts';
import { answersView, nameOfList, overlapsView, whole } from './hidden-view.ts';

type One = { Params: { id: string } };

/** How many are on no list: questions that were asked, and each with all of its answers. */
export const hiddenPages: Pages = (app, desk) => {
  app.get('/picture/hidden', (request, reply) => showList(desk, { request, reply, again: {} }));

  app.post('/picture/hidden', async (request, reply) => {
    ensureMay(signedIn(request), 'estimate-hidden');
    const typed = formFrom(request.body);
    const asked = questionIn(typed, request.visit.words);
    if (Array.isArray(asked))
      return showList(desk, { request, reply: reply.code(422), again: { errors: asked, typed } });
    const id = await askHidden(desk.store, signedIn(request), asked);
    return reply.redirect(`/picture/hidden/${id}`, 303);
  });

  app.get<One>('/picture/hidden/:id', async (request, reply) => {
    const run = await readHidden(desk.store, signedIn(request), request.params.id);
    return showRun(desk, { request, reply }, run);
  });

  app.get<One>('/picture/hidden/:id/estimate.json', async (request, reply) => {
    const {
      askedByName: _,
      askedBy: __,
      ...run
    } = await readHidden(desk.store, signedIn(request), request.params.id);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="hidden-population-${run.id}.json"`)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ ...run, gathered: withoutSmall(run.gathered) }, null, 2));
  });

  app.post<One>('/picture/hidden/:id/cancel', async (request, reply) => {
    await cancelHidden(desk.store, signedIn(request), request.params.id);
    return reply.redirect(`/picture/hidden/${request.params.id}`, 303);
  });
};

/** The overlap table stays here: its small counts are of people. */
function withoutSmall(gathered: ReadHidden['gathered']) {
  if (!gathered) return null;
  const { counts: _, pairs: __, declared: ___, ...rest } = gathered;
  return rest;
}

type Shown = { request: Request; reply: Reply; again: Again };

async function showList(desk: Desk, { request, reply, again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { say, time, day } = readerOf(request, desk.store.clock.now());
  const runs = await listHidden(desk.store, person);
  const typed: Form = again.typed ?? {};
  const covered = await desk.figures.coverage();
  return reply.page('hidden/list.njk', {
    title: words.hidden.title,
    area: areaFor(person, words, request.url),
    runs: runs.map(({ id, asked, askedAt, state }) => ({
      href: `/picture/hidden/${id}`,
      unit: words.hidden.units[asked.unit],
      period: { from: day(asked.period.from), to: day(asked.period.to) },
      askedAt: time(askedAt),
      state: words.hidden.states[state],
    })),
    mayAsk: may(person, 'estimate-hidden'),
    choices: formChoices(typed, words, { say, covered }),
    ...formValues(again),
  });
}

async function showRun(
  desk: Desk,
  { request, reply }: Omit<Shown, 'again'>,
  run: ReadHidden,
): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { time, day } = readerOf(request, desk.store.clock.now());
  const { asked, gathered, progress, refused } = run;
  return reply.page('hidden/run.njk', {
    title: words.hidden.one(words.hidden.units[asked.unit]),
    area: areaFor(person, words, request.url),
    run,
    askedAt: time(run.askedAt),
    period: { from: day(asked.period.from), to: day(asked.period.to) },
    linkedBy: words.hidden.linkedBys[asked.linkedBy],
    lists: asked.lists.map(({ name }) => words.hidden.listNames[name]),
    isOpen: isOpenRun(run),
    progress: {
      ...progress,
      step: words.hidden.steps[progress.step],
      text: words.hidden.progress(whole(progress.done), whole(progress.of)),
    },
    mayCancel: may(person, 'estimate-hidden'),
    refusals: (refused ?? []).map(({ reason, lists }) => ({
      text: words.hidden.refusals[reason],
      lists: reason === 'list-too-small' ? lists.map((list) => nameOfList(list, words.hidden)) : [],
    })),
    answers: answersView(run, words),
    overlaps: gathered && overlapsView(gathered, words),
    rests: gathered && {
      linkModel: gathered.restedOn.linkModel ?? words.hidden.noModel,
      groupedAt: time(gathered.restedOn.groupedAt),
      records: whole(gathered.restedOn.records),
      judgements: whole(gathered.restedOn.judgements),
      unlinkable: whole(gathered.unlinkable),
      seed: asked.seed,
    },
  });
}
