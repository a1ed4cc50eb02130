import { may } from '../../access/index.ts';
import {
  activateLinkModel,
  askModelWork,
  type LinkQualityPage,
  type ModelWork,
  readLinkQuality,
  setOpeningBound,
  settleOpenings,
} from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import { errorsOf, formError, formFrom } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { modelRow } from './model-view.ts';
import { showQuality } from './quality-pages.ts';

type OfModel = { Params: { version: string } };

/** What a supervisor does about links as a whole: the model in force, training, scoring again, how much is opened. */
export const modelPages: Pages = (app, desk) => {
  const { store } = desk;

  app.get<OfModel>('/links/models/:version', async (request, reply) => {
    const person = signedIn(request);
    const page = await readLinkQuality(store, person);
    const reader = readerOf(request, store.clock.now());
    return reply.page('links/model.njk', {
      ...modelValues(page, request.params.version, reader),
      mayManage: may(person, 'manage-link-models'),
    });
  });

  app.post<OfModel>('/links/models/:version/activate', async (request, reply) => {
    await activateLinkModel(store, signedIn(request), request.params.version);
    return reply.redirect('/links/quality?model=activated#models', 303);
  });

  for (const [path, work] of Object.entries(WORK_PATHS))
    app.post(path, async (request, reply) => {
      const { tooFewToTrain } = request.visit.words.linkModel;
      const errors = await errorsOf(() => askModelWork(store, signedIn(request), work), {
        'linking.too-few-records': formError('models', tooFewToTrain),
      });
      if (errors.length > 0) return showQuality(desk, { request, reply: reply.code(409), errors });
      return reply.redirect(`/links/quality?model=${work}#models`, 303);
    });

  app.post('/links/quality/bound', async (request, reply) => {
    const typed = formFrom(request.body);
    const { boundWrong } = request.visit.words.linkModel;
    const errors = await errorsOf(
      () => setOpeningBound(store, signedIn(request), Number(typed['pairsPerDay'])),
      { 'linking.bad-opening-bound': formError('pairsPerDay', boundWrong) },
    );
    if (errors.length > 0) return showQuality(desk, { request, reply: reply.code(422), errors, typed });
    return reply.redirect('/links/quality?model=bound#openings', 303);
  });

  app.post<{ Params: { id: string } }>('/links/quality/refused/:id', async (request, reply) => {
    await settleOpenings(store, signedIn(request), request.params.id);
    return reply.redirect('/links/quality?model=settled#openings', 303);
  });
};

const WORK_PATHS: Record<string, ModelWork> = {
  '/links/models/train': 'train-link-model',
  '/links/models/rescore': 'rescore-links',
};

/** The model that is asked about beside the one in force. Throws `linking.unknown-model`. */
function modelValues(page: LinkQualityPage, version: string, reader: Reader) {
  const asked = page.models.find((model) => model.version === version);
  const inForce = page.models.find((model) => model.inForce);
  if (!asked) throw new Problem('linking.unknown-model');
  const { linkModel } = reader.words;
  const judged = page.onSample[0];
  return {
    title: linkModel.title(version),
    version,
    inForce: asked.inForce,
    wasInForce: asked.activations.length > 0,
    rows: [asked, ...(inForce && inForce !== asked ? [inForce] : [])].map((model) =>
      modelRow(model, page, reader),
    ),
    judgedText: linkModel.judged((judged?.same.pairs ?? 0) + (judged?.different.pairs ?? 0)),
    keepsText: linkModel.keeps(page.models.reduce((sum, { edges }) => sum + edges, 0)),
  };
}
