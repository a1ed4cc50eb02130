import { may, namesOfPeople } from '../../access/index.ts';
import { drawLinkSample, readLinkQuality } from '../../flow/index.ts';
import { type Again, errorsOf, formError, formFrom, formValues, isOneOf } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { partsFor } from '../supervision/parts.ts';
import { qualityView } from './quality-view.ts';

/** How good the links are, drawing a sample to know, drift, and which models there were. */
export const qualityPages: Pages = (app, desk) => {
  app.get('/links/quality', (request, reply) => showQuality(desk, { request, reply }));

  app.post('/links/quality/sample', async (request, reply) => {
    const typed = formFrom(request.body);
    const { linkQuality } = request.visit.words;
    let drawn = 0;
    const errors = await errorsOf(
      async () => {
        drawn = await drawLinkSample(desk.store, signedIn(request), Number(typed['perBand']));
      },
      { 'linking.bad-sample-size': formError('perBand', linkQuality.perBandWrong) },
    );
    if (errors.length > 0) return showQuality(desk, { request, reply: reply.code(422), errors, typed });
    return reply.redirect(`/links/quality?drawn=${drawn}#sampling`, 303);
  });
};

export async function showQuality(
  { store }: Desk,
  { request, reply, errors, typed }: Again & { request: Request; reply: Reply },
): Promise<Reply> {
  const person = signedIn(request);
  const page = await readLinkQuality(store, person);
  const reader = readerOf(request, store.clock.now());
  const actors = [
    ...page.models.map(({ madeBy }) => madeBy),
    ...page.rescorings.map((one) => one.rescoredBy),
  ];
  const people = await namesOfPeople(
    store.db,
    [...new Set(actors)].flatMap((actor) =>
      actor.startsWith('person:') ? actor.slice('person:'.length) : [],
    ),
  );
  const { drawn, model } = request.query as { drawn?: string; model?: string };
  const count = Number(drawn);
  return reply.page('links/quality.njk', {
    title: reader.words.linkQuality.title,
    parts: partsFor(person, reader.words, 'linkQuality'),
    ...qualityView(
      page,
      reader,
      (actor) => people.get(actor.slice('person:'.length)) ?? reader.words.history.system,
    ),
    mayDraw: may(person, 'draw-link-sample'),
    mayJudge: may(person, 'judge-link'),
    mayManage: may(person, 'manage-link-models'),
    mayBound: may(person, 'bound-link-openings'),
    modelDone: isOneOf(reader.words.linkModel.done, model) ? reader.words.linkModel.done[model] : null,
    done: drawn !== undefined && Number.isInteger(count) ? reader.words.linkQuality.drawn(count) : null,
    perBand: typed?.['perBand'] ?? '10',
    ...formValues({ ...(errors && { errors }), ...(typed && { typed }) }),
  });
}
