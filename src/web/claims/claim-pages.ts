import { may, namesOfPeople } from '../../access/index.ts';
import {
  correctClaim,
  reviewClaim,
  seeClaim,
  seeClaims,
  stateClaim,
  withdrawClaim,
} from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, type Form, type FormError, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { areaFor } from '../picture/area.ts';
import { claimChoices, claimErrors, claimIn, typedOf } from './claim-form.ts';
import { claimLine, claimView, registerView } from './claim-view.ts';

type One = { Params: { id: string }; Querystring: { done?: string } };

/** What others say: the register, one claim with its history, and the forms that change it. */
export const claimPages: Pages = (app, desk) => {
  const { store } = desk;
  app.get('/picture/claims', (request, reply) => showRegister(desk, request, reply));
  app.get('/picture/claims/add', (request, reply) => showForm(desk, { request, reply, again: {} }));
  app.get<One>('/picture/claims/:id', (request, reply) => showClaim(desk, { request, reply, again: {} }));
  app.get<One>('/picture/claims/:id/correct', async (request, reply) => {
    const { claim } = await seeClaim(store, signedIn(request), request.params.id);
    return showForm(desk, { request, reply, again: { typed: typedOf(claim) }, id: claim.id });
  });

  app.post('/picture/claims/add', async (request, reply) => {
    const typed = formFrom(request.body);
    let id = '';
    const errors = await claimFaults(request, async () => {
      id = await stateClaim(store, signedIn(request), claimIn(typed));
    });
    if (errors.length === 0) return reply.redirect(`/picture/claims/${id}?done=stated`, 303);
    return showForm(desk, { request, reply: reply.code(422), again: { errors, typed } });
  });

  app.post<One>('/picture/claims/:id/correct', async (request, reply) => {
    const { id } = request.params;
    const typed = formFrom(request.body);
    const errors = await claimFaults(request, () =>
      correctClaim(store, signedIn(request), {
        claim: { ...claimIn(typed), id },
        shown: shownIn(typed),
        reason: typed['reason'] ?? '',
      }),
    );
    if (errors.length === 0)
      return reply.redirect(`/picture/claims/${encodeURIComponent(id)}?done=corrected`, 303);
    return showForm(desk, { request, reply: reply.code(422), again: { errors, typed }, id });
  });

  app.post<One>('/picture/claims/:id/withdraw', async (request, reply) => {
    const { id } = request.params;
    const typed = formFrom(request.body);
    const errors = await claimFaults(request, () =>
      withdrawClaim(store, signedIn(request), { id, shown: shownIn(typed), reason: typed['reason'] ?? '' }),
    );
    if (errors.length === 0)
      return reply.redirect(`/picture/claims/${encodeURIComponent(id)}?done=withdrawn`, 303);
    return showClaim(desk, { request, reply: reply.code(422), again: { errors, typed } });
  });

  app.post<One>('/picture/claims/:id/review', async (request, reply) => {
    const { id } = request.params;
    const typed = formFrom(request.body);
    const errors = await claimFaults(request, () =>
      reviewClaim(store, signedIn(request), { id, shown: shownIn(typed) }),
    );
    if (errors.length > 0) return showClaim(desk, { request, reply: reply.code(409), again: { errors } });
    return reply.redirect(`/picture/claims/${encodeURIComponent(id)}?done=reviewed`, 303);
  });
};

/** The version of the claim that the form was filled from; NaN is none. */
function shownIn(typed: Form): number {
  return Number(typed['shown'] || Number.NaN);
}

/** Does what a form asks for; what is amiss with the claim comes back as errors at its fields. */
async function claimFaults(request: Request, act: () => Promise<void>): Promise<FormError[]> {
  try {
    await act();
    return [];
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'picture.claim-changed')
      return [formError('now', request.visit.words.claims.changedMeanwhile)];
    if (!(failure instanceof Problem) || failure.code !== 'picture.invalid-claim') throw failure;
    return claimErrors(failure, request.visit.words);
  }
}

async function showRegister({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const page = await seeClaims(store, person);
  return reply.page('claims/claims.njk', {
    title: reader.words.claims.title,
    area: areaFor(person, reader.words, request.url),
    mayManage: may(person, 'manage-claims'),
    ...registerView(page, reader),
  });
}

type Shown = { request: Request; reply: Reply; again: Again };

async function showClaim({ store }: Desk, { request, reply, again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { params, query } = request as { params: One['Params']; query: One['Querystring'] };
  const page = await seeClaim(store, person, params.id);
  const people = page.versions.flatMap(({ doneBy }) => doneBy?.match(/^person:(.*)$/)?.[1] ?? []);
  return reply.page('claims/claim.njk', {
    ...formValues(again),
    title: page.claim.statement,
    area: areaFor(person, reader.words, request.url),
    done: doneText(query?.done, request),
    mayManage: may(person, 'manage-claims') && !page.claim.isWithdrawn,
    claim: claimView(page, reader, await namesOfPeople(store.db, people)),
  });
}

function doneText(done: string | undefined, { visit: { words } }: Request): string | undefined {
  const { doneStated, doneCorrected, doneWithdrawn, doneReviewed } = words.claims;
  const told: Record<string, string> = {
    stated: doneStated,
    corrected: doneCorrected,
    withdrawn: doneWithdrawn,
    reviewed: doneReviewed,
  };
  return done !== undefined && Object.hasOwn(told, done) ? told[done] : undefined;
}

/** `id`: of the claim that is corrected; without it one is added. */
async function showForm(desk: Desk, { request, reply, again, id }: Shown & { id?: string }): Promise<Reply> {
  const person = signedIn(request);
  if (!may(person, 'manage-claims')) throw new Problem('access.not-allowed', { detail: 'manage-claims' });
  const reader = readerOf(request, desk.store.clock.now());
  const { claims } = reader.words;
  const page = id === undefined ? undefined : await seeClaim(desk.store, person, id);
  return reply.page('claims/form.njk', {
    ...formValues(again),
    title: page ? claims.correctTitle : claims.addTitle,
    area: areaFor(person, reader.words, request.url),
    corrected: page && claimLine(page.claim, reader),
    shown: page?.claim.version,
    action: page ? `/picture/claims/${page.claim.id}/correct` : '/picture/claims/add',
    choices: claimChoices(reader.words),
  });
}
