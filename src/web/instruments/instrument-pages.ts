import { may } from '../../access/index.ts';
import { BASE_RATE_BASES, currentBaseRate } from '../../assessment/index.ts';
import {
  type ListedInstrument,
  listInstruments,
  publishInstrument,
  setBaseRate,
  withdrawInstrument,
} from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import {
  type Again,
  choicesOf,
  errorsOf,
  type FormError,
  formError,
  formFrom,
  formValues,
} from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { percentOf } from './guided-view.ts';
import { instrumentLine, instrumentView } from './instrument-view.ts';

type AtVersion = { Params: { id: string; version: string } };
type Done = 'loaded' | 'withdrawn' | 'rate';

/** What suspect risk is assessed with: versions, what they say, and the local base rate. */
export const instrumentPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get<{ Querystring: { done?: string } }>('/instruments', async (request, reply) =>
    showList(desk, { request, reply, again: {}, done: request.query.done as Done | undefined }),
  );

  app.post('/instruments', async (request, reply) => {
    const person = signedIn(request);
    const form = formFrom(request.body);
    const errors = await loadErrors(request, () => publishInstrument(store, person, form['document'] ?? ''));
    if (errors.length === 0) return reply.redirect('/instruments?done=loaded', 303);
    return showList(desk, { request, reply: reply.code(422), again: { errors, typed: form } });
  });

  app.post('/instruments/base-rate', async (request, reply) => {
    const person = signedIn(request);
    const form = formFrom(request.body);
    const { instruments } = request.visit.words;
    const errors = await errorsOf(
      () =>
        setBaseRate(store, person, {
          rate: Number((form['rate'] ?? '').replace(',', '.')) / 100,
          basis: form['basis'] ?? '',
          note: form['basisNote'] ?? '',
        }),
      {
        'assessment.unknown-code': formError('rate', instruments.rateWrong),
        'assessment.reason-needed': formError('basisNote', instruments.noteMissing),
      },
    );
    if (errors.length === 0) return reply.redirect('/instruments?done=rate', 303);
    return showList(desk, { request, reply: reply.code(422), again: { errors, typed: form } });
  });

  app.get<AtVersion>('/instruments/:id/:version', async (request, reply) =>
    showOne(desk, { request, reply, again: {}, asked: request.params }),
  );

  app.post<AtVersion>('/instruments/:id/:version/withdraw', async (request, reply) => {
    const person = signedIn(request);
    const form = formFrom(request.body);
    const asked = { ...request.params, reason: form['reason'] ?? '' };
    const errors = await errorsOf(() => withdrawInstrument(store, person, asked), {
      'assessment.reason-needed': formError('reason', request.visit.words.instruments.withdrawMissing),
    });
    if (errors.length === 0) return reply.redirect('/instruments?done=withdrawn', 303);
    return showOne(desk, {
      request,
      reply: reply.code(422),
      again: { errors, typed: form },
      asked: request.params,
    });
  });

  app.post<AtVersion>('/instruments/:id/:version/use', async (request, reply) => {
    const person = signedIn(request);
    const { instrument } = await findListed(desk, request, request.params);
    const errors = await loadErrors(request, () => publishInstrument(store, person, instrument));
    if (errors.length === 0) return reply.redirect('/instruments?done=loaded', 303);
    return showOne(desk, { request, reply: reply.code(422), again: { errors }, asked: request.params });
  });
};

const LOAD_PROBLEMS: readonly string[] = [
  'assessment.invalid-instrument',
  'assessment.instrument-too-complex',
  'assessment.instrument-refused',
  'assessment.instrument-known',
  'assessment.demo-only',
];

/** Every fault of a document, with the place where it stands. */
async function loadErrors(request: Request, load: () => Promise<unknown>): Promise<FormError[]> {
  try {
    await load();
    return [];
  } catch (failure) {
    if (!(failure instanceof Problem) || !LOAD_PROBLEMS.includes(failure.code)) throw failure;
    const { instruments } = request.visit.words;
    const faults = failure.faults.map(({ path, reason }) => `${path ?? ''} ${reason}`.trim());
    return [`${instruments.refused}: ${failure.message}`, ...faults].map((text) =>
      formError('document', text),
    );
  }
}

async function findListed(
  { store }: Desk,
  request: Request,
  asked: { id: string; version: string },
): Promise<ListedInstrument> {
  const listed = await listInstruments(store, signedIn(request));
  const found = listed.find(({ id, version }) => id === asked.id && version === asked.version);
  if (!found) throw new Problem('assessment.unknown-instrument');
  return found;
}

type Shown = { request: Request; reply: Reply; again: Again; done?: Done | undefined };

async function showList({ store }: Desk, { request, reply, again, done }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { instruments } = reader.words;
  const rate = await currentBaseRate(store.db);
  const told = { loaded: instruments.done, withdrawn: instruments.doneWithdrawn, rate: instruments.doneRate };
  return reply.page('instruments/list.njk', {
    ...formValues(again),
    title: instruments.title,
    done: done && Object.hasOwn(told, done) ? told[done] : undefined,
    lines: (await listInstruments(store, person)).map((one) => instrumentLine(one, reader)),
    mayManage: may(person, 'manage-instruments'),
    rate: rate
      ? instruments.current(percentOf(rate.rate), reader.term(BASE_RATE_BASES, rate.basis), rate.note)
      : instruments.unset,
    bases: choicesOf(BASE_RATE_BASES, reader),
  });
}

type ShownOne = Shown & { asked: { id: string; version: string } };

async function showOne(desk: Desk, { request, reply, again, asked }: ShownOne): Promise<Reply> {
  const listed = await findListed(desk, request, asked);
  const reader = readerOf(request, desk.store.clock.now());
  return reply.page('instruments/instrument.njk', {
    ...formValues(again),
    ...instrumentView(listed, reader),
    mayManage: may(signedIn(request), 'manage-instruments'),
    maySeeValidation: may(signedIn(request), 'see-validation'),
    validationHref: `/validation/${listed.id}/${listed.version}`,
  });
}
