import { may, namesOfPeople } from '../../access/index.ts';
import { importSeries, seeOneSeries, seeSeries, withdrawSeries } from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, type FormError, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { uploadForms, uploadsIn } from '../frame/uploads.ts';
import { areaFor } from '../picture/area.ts';
import { hintsIn, importErrors, typedOf } from './import-form.ts';
import { seriesCard, seriesCsv, seriesView } from './series-view.ts';

type One = { Params: { id: string }; Querystring: { done?: string; period?: string } };

/** Series that others publish: the list, one with its provenance and its change, and the form that takes one in. */
export const outsidePages: Pages = (app, desk) => {
  const { store } = desk;
  app.get('/picture/outside', (request, reply) => showList(desk, request, reply));

  app.get<{ Querystring: { series?: string } }>('/picture/outside/import', async (request, reply) => {
    const { series: id } = request.query;
    const typed = id ? typedOf((await seeOneSeries(store, signedIn(request), id)).series) : {};
    return showForm({ request, reply, again: { typed } });
  });

  uploadForms(app, desk, {
    permission: 'manage-claims',
    addForms: (forms) =>
      void forms.post('/picture/outside/import', (request, reply) => takeSeries(desk, request, reply)),
  });

  app.get<One>('/picture/outside/:id', (request, reply) => showSeries(desk, { request, reply, again: {} }));

  app.get<One>('/picture/outside/:id/series.csv', async (request, reply) => {
    const { series } = await seeOneSeries(store, signedIn(request), request.params.id);
    return reply
      .header('content-disposition', `attachment; filename="${series.id}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(seriesCsv(series));
  });

  app.post<One>('/picture/outside/:id/withdraw', async (request, reply) => {
    const { id } = request.params;
    const typed = formFrom(request.body);
    const errors = await faultsOf(request, () =>
      withdrawSeries(store, signedIn(request), { id, reason: typed['reason'] ?? '' }),
    );
    if (errors.length === 0)
      return reply.redirect(`/picture/outside/${encodeURIComponent(id)}?done=withdrawn`, 303);
    return showSeries(desk, { request, reply: reply.code(422), again: { errors, typed } });
  });
};

async function takeSeries({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const typed = formFrom(request.body);
  const [file] = uploadsIn(request.body, 'file');
  let id = '';
  const errors =
    file && !file.isTooLarge
      ? await faultsOf(request, async () => {
          const taken = { raw: file.bytes, hints: hintsIn(typed) };
          id = (await importSeries(store, signedIn(request), taken)).series.id;
        })
      : [formError('file', request.visit.words.outside[file ? 'fileTooLarge' : 'fileNeeded'])];
  if (errors.length === 0) return reply.redirect(`/picture/outside/${id}?done=imported`, 303);
  return showForm({ request, reply: reply.code(422), again: { errors, typed } });
}

const TOLD_AT_THE_FORM: readonly string[] = [
  'picture.unreadable-table',
  'picture.invalid-series',
  'picture.series-known',
];

async function faultsOf(request: Request, act: () => Promise<void>): Promise<FormError[]> {
  try {
    await act();
    return [];
  } catch (failure) {
    if (!(failure instanceof Problem) || !TOLD_AT_THE_FORM.includes(failure.code)) throw failure;
    return importErrors(failure, request.visit.words);
  }
}

async function showList({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { standing, withdrawn } = await seeSeries(store, person);
  return reply.page('outside/list.njk', {
    title: reader.words.outside.title,
    area: areaFor(person, reader.words, request.url),
    mayManage: may(person, 'manage-claims'),
    series: standing.map((one) => seriesCard(one, reader)),
    withdrawn: withdrawn.map(({ id, title }) => ({ href: `/picture/outside/${id}`, title })),
  });
}

type Shown = { request: Request; reply: Reply; again: Again };

async function showSeries({ store }: Desk, { request, reply, again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { outside } = reader.words;
  const { params, query } = request as { params: One['Params']; query: One['Querystring'] };
  const page = await seeOneSeries(store, person, params.id);
  const asked = query?.period?.trim() || null;
  const isBad = asked !== null && !isPeriodOf(page.series.points, asked);
  const people = page.versions.flatMap(({ doneBy }) => doneBy?.match(/^person:(.*)$/)?.[1] ?? []);
  const names = await namesOfPeople(store.db, people);
  const told = { imported: outside.doneImported, withdrawn: outside.doneWithdrawn };
  return reply.page('outside/series.njk', {
    ...formValues(isBad ? { ...again, errors: [formError('period', outside.badPeriod)] } : again),
    title: page.series.title,
    area: areaFor(person, reader.words, request.url),
    done: query?.done === 'imported' || query?.done === 'withdrawn' ? told[query.done] : undefined,
    mayManage: may(person, 'manage-claims') && !page.series.isWithdrawn,
    typedPeriod: isBad ? asked : undefined,
    series: seriesView(page, reader, { asked: isBad ? null : asked, names }),
  });
}

/** A year or a month of which the series has a figure. */
function isPeriodOf(points: readonly { period: string }[], asked: string): boolean {
  return /^\d{4}(-\d{2})?$/.test(asked) && points.some(({ period }) => period.startsWith(asked));
}

async function showForm({ request, reply, again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  if (!may(person, 'manage-claims')) throw new Problem('access.not-allowed', { detail: 'manage-claims' });
  const { words } = request.visit;
  return reply.page('outside/import.njk', {
    ...formValues(again),
    title: words.outside.importTitle,
    area: areaFor(person, words, request.url),
    isAgain: (again.errors?.length ?? 0) > 0,
  });
}
