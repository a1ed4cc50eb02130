import { may } from '../../access/index.ts';
import {
  changeMapping,
  confirmReturn,
  ORIGINAL_PURPOSES,
  openOriginal,
  readReturn,
  withdrawReturn,
} from '../../flow/index.ts';
import { WITHDRAWAL_REASONS, type WithdrawalReason } from '../../returns/index.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, errorsOf, formError, formFrom, formValues, isOneOf } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { areaFor } from '../picture/area.ts';
import { figureRows } from './figure-rows.ts';
import { changesIn, isUnsure, mappingView } from './mapping-view.ts';
import { returnView, titleOfReturn } from './return-view.ts';
import { shown } from './shown.ts';

type OneReturn = { Params: { id: string } };

/** One return: how it was read, what is amiss, what becomes of it. */
export const returnPages: Pages = (app, desk) => {
  app.get<OneReturn>('/returns/:id', (request, reply) => showReturn(desk, { request, reply }));
  app.post<OneReturn>('/returns/:id/mapping', (request, reply) => mapReturn(desk, request, reply));
  app.get<OneReturn>('/returns/:id/confirm', (request, reply) => showConfirm(desk, { request, reply }));
  app.post<OneReturn>('/returns/:id/confirm', (request, reply) => confirm(desk, request, reply));
  app.post<OneReturn>('/returns/:id/withdraw', (request, reply) => withdraw(desk, request, reply));
  app.post<OneReturn>('/returns/:id/original', (request, reply) => sendOriginal(desk, request, reply));
};

function idOf(request: Request): string {
  const { id } = request.params as OneReturn['Params'];
  if (!isId(id)) throw new Problem('returns.unknown');
  return id;
}

type Shown = { request: Request; reply: Reply } & Again;

async function showReturn({ store }: Desk, { request, reply, ...again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { returns: w } = words;
  const query = formFrom(request.query);
  const all = query['all'] === '1';
  const page = await readReturn(store, person, idOf(request));
  const unsure = page.read?.items.filter(isUnsure).length ?? 0;
  if (again.errors?.length) reply.code(422);
  return reply.page('returns/return.njk', {
    title: titleOfReturn(page, words),
    area: areaFor(person, words, `/returns/${page.head.id}`),
    one: returnView(page, words),
    all,
    mapping: page.read && mappingView(page.read, page.scheme, { words, all }),
    hasProfile: page.profile !== null,
    summary: unsure === 0 ? w.one.summaryReady : w.one.summaryOpen(shown(unsure)),
    isReady: unsure === 0,
    mayAct: may(person, 'confirm-return'),
    reasons: reasonsFor(page.head.state).map((value) => ({
      value,
      text: w.reasons[value],
    })),
    purposes: ORIGINAL_PURPOSES.map((value) => ({ value, text: w.original.purposes[value] })),
    done: doneIn(query['done'], w.one),
    ...formValues(again),
  });
}

/** What was taken back is there still: its file can only be erased. */
function reasonsFor(state: string): WithdrawalReason[] {
  const reasons = Object.keys(WITHDRAWAL_REASONS) as WithdrawalReason[];
  return state === 'withdrawn' ? ['holds-too-much'] : reasons;
}

function doneIn(
  done: string | undefined,
  w: Request['visit']['words']['returns']['one'],
): string | undefined {
  const said = { repeated: w.repeated, confirmed: w.confirmed, mapped: w.mapped, withdrawn: w.withdrawnNow };
  return isOneOf(said, done) ? said[done] : undefined;
}

async function mapReturn(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const id = idOf(request);
  const form = formFrom(request.body);
  const { read, scheme } = await readReturn(desk.store, person, id);
  const changes = read ? changesIn(form, read, scheme) : [];
  const errors = await errorsOf(
    () => changeMapping(desk.store, person, { id, revision: Number(form['revision']), changes }),
    { 'returns.changed-meanwhile': formError('mapping', request.visit.words.returns.confirm.meanwhile) },
  );
  if (errors.length > 0) return showReturn(desk, { request, reply, errors });
  return reply.redirect(`/returns/${id}?done=mapped`, 303);
}

async function showConfirm({ store }: Desk, { request, reply, ...again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { returns: w } = words;
  const page = await readReturn(store, person, idOf(request));
  const one = returnView(page, words);
  if (again.errors?.length) reply.code(409);
  return reply.page('returns/confirm.njk', {
    title: w.confirm.title,
    what: titleOfReturn(page, words),
    area: areaFor(person, words, `/returns/${page.head.id}`),
    one,
    seen: page.seen,
    figures: figureRows(page, words),
    mayAct: may(person, 'confirm-return'),
    leftOver:
      one.unmappedCount + one.refusedCount > 0
        ? w.confirm.leftOver(shown(one.unmappedCount), shown(one.refusedCount))
        : null,
    found: one.findings.length > 0 ? w.confirm.findings(shown(one.findings.length)) : null,
    isReplacing: page.replaces.length > 0,
    ...formValues(again),
  });
}

async function confirm(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const id = idOf(request);
  const { confirm: w } = request.visit.words.returns;
  const seen = formFrom(request.body)['seen'] ?? '';
  const errors = await errorsOf(() => confirmReturn(desk.store, signedIn(request), { id, seen }), {
    'returns.changed-meanwhile': formError('confirm', w.meanwhile),
    'returns.nothing-read': formError('confirm', w.nothingRead),
  });
  if (errors.length > 0) return showConfirm(desk, { request, reply, errors });
  return reply.redirect(`/returns/${id}?done=confirmed`, 303);
}

async function withdraw(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const id = idOf(request);
  const { withdraw: w, confirm: c } = request.visit.words.returns;
  const form = formFrom(request.body);
  const reason = form['reason'];
  if (!isOneOf(WITHDRAWAL_REASONS, reason))
    return showReturn(desk, { request, reply, errors: [formError('reason', w.noReason)] });
  const errors = await errorsOf(
    () => withdrawReturn(desk.store, signedIn(request), { id, revision: Number(form['revision']), reason }),
    { 'returns.changed-meanwhile': formError('reason', c.meanwhile) },
  );
  if (errors.length > 0) return showReturn(desk, { request, reply, errors });
  return reply.redirect(`/returns/${id}?done=withdrawn`, 303);
}

/** The file as it came, under its own name: to whoever opened it, and into no log. */
async function sendOriginal(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { original: w } = request.visit.words.returns;
  const purpose = formFrom(request.body)['purpose'] ?? '';
  if (!ORIGINAL_PURPOSES.some((one) => one === purpose))
    return showReturn(desk, { request, reply, errors: [formError('purpose', w.noPurpose)] });
  const sealed = await openOriginal(desk.store, signedIn(request), { id: idOf(request), purpose });
  const { name, content } = sealed.open(purpose);
  return reply
    .header('content-type', 'application/octet-stream')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content);
}
