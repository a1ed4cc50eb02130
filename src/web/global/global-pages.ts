import { zipSync } from 'fflate';
import { may } from '../../access/index.ts';
import { addRelease, dropRelease, seeGlobal } from '../../flow/index.ts';
import { writeAssessment } from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, type FormError, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { type Upload, uploadForms, uploadsIn } from '../frame/uploads.ts';
import { areaFor } from '../picture/area.ts';
import { globalView } from './global-view.ts';

type One = { Params: { id: string } };
type Done = { Querystring: { done?: string } };

/** Releases of several countries side by side: added as data packages, compared, and taken away as one. */
export const globalPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get<Done>('/picture/global', (request, reply) => showGlobal(desk, { request, reply, again: {} }));

  app.get('/picture/global/comparison.zip', async (request, reply) => {
    const { assessment } = await seeGlobal(store, signedIn(request));
    const files = writeAssessment(assessment, store.clock.now());
    return reply
      .header('content-disposition', 'attachment; filename="global-assessment.zip"')
      .type('application/zip')
      .send(Buffer.from(zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])))));
  });

  uploadForms(app, desk, {
    permission: 'manage-claims',
    addForms: (forms) =>
      void forms.post('/picture/global', (request, reply) => takeReleases(desk, request, reply)),
  });

  app.post<One>('/picture/global/:id/leave-out', async (request, reply) => {
    await dropRelease(store, signedIn(request), request.params.id);
    return reply.redirect('/picture/global?done=left', 303);
  });
};

/** Sound packages are added even where another of them is refused: each stands for itself. */
async function takeReleases(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { global } = request.visit.words;
  const typed = formFrom(request.body);
  const country = (typed['country'] ?? '').trim();
  const uploads = uploadsIn(request.body, 'files');
  const errors: FormError[] = [];
  if (uploads.length === 0) errors.push(formError('files', global.needed));
  if (uploads.length > 1 && country !== '') errors.push(formError('country', global.oneAtATime));
  if (errors.length === 0)
    for (const [i, upload] of uploads.entries())
      errors.push(...(await faultsOfUpload(desk, request, { upload, country, number: i + 1 })));
  if (errors.length === 0) return reply.redirect('/picture/global?done=added', 303);
  return showGlobal(desk, { request, reply: reply.code(422), again: { errors, typed } });
}

type Numbered = { upload: Upload; country: string; number: number };

async function faultsOfUpload(
  { store }: Desk,
  request: Request,
  { upload, country, number }: Numbered,
): Promise<FormError[]> {
  const { global } = request.visit.words;
  if (upload.isTooLarge) return [formError('files', global.tooLarge)];
  try {
    await addRelease(store, signedIn(request), { raw: upload.bytes, ...(country === '' ? {} : { country }) });
    return [];
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (failure.code === 'picture.release-known') return [formError('files', global.known(number))];
    if (failure.code !== 'picture.invalid-package') throw failure;
    const places = failure.faults.map(({ path, reason, line }) =>
      [path, line === undefined ? undefined : String(line), reason].filter((part) => part).join(': '),
    );
    return [global.refused(number), ...(places.length > 0 ? places : [failure.message])].map((text) =>
      formError('files', text),
    );
  }
}

type Shown = { request: Request; reply: Reply; again: Again };

async function showGlobal({ store }: Desk, { request, reply, again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { global } = reader.words;
  const seen = await seeGlobal(store, person);
  const told: Record<string, string> = { added: global.doneAdded, left: global.doneLeft };
  const { done } = (request.query ?? {}) as Done['Querystring'];
  return reply.page('global/global.njk', {
    ...formValues(again),
    title: global.title,
    area: areaFor(person, reader.words, '/picture/global'),
    done: done !== undefined && Object.hasOwn(told, done) ? told[done] : undefined,
    mayManage: may(person, 'manage-claims'),
    ...globalView(seen, reader),
  });
}
