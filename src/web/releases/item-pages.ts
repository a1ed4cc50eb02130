import { may } from '../../access/index.ts';
import {
  addReleaseItem,
  carryReleaseItem,
  type ItemWords,
  readTracked,
  type TrackedPage,
  writeReleaseItem,
} from '../../flow/index.ts';
import {
  TRACKED_ACTIONS,
  type TrackedItem,
  type TrackedKind,
  type TrackedState,
  trackedActionsIn,
} from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import {
  type Again,
  type Form,
  type FormError,
  formError,
  formFrom,
  formValues,
  isOneOf,
} from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';
import { openLine, reportFrame } from './release-view.ts';

type At = { Params: { id: string } };
type AtItem = { Params: { id: string; item: string } };

/** Priorities and intelligence gaps of a report: added, carried over, and written on until they are settled. */
export const releaseItemPages: Pages = (app, desk) => {
  const { store } = desk;

  app.get<At>('/releases/:id/priorities', (request, reply) => showItems(desk, request, reply, {}));

  app.post<At>('/releases/:id/priorities', async (request, reply) => {
    const form = formFrom(request.body);
    const kind: TrackedKind = form['kind'] === 'gap' ? 'gap' : 'priority';
    const asked = { releaseId: request.params.id, kind, ...itemWords(form) };
    const act = () => addReleaseItem(store, signedIn(request), asked);
    return done(desk, { request, reply, form, act, field: (name) => `${kind}-${name}` });
  });

  app.post<AtItem>('/releases/:id/priorities/:item', async (request, reply) => {
    const form = formFrom(request.body);
    const { item } = request.params;
    const action = isOneOf(TRACKED_ACTIONS, form['action']) ? { action: form['action'] } : {};
    const asked = { itemId: item, version: Number(form['version']), ...itemWords(form), ...action };
    const act = () => writeReleaseItem(store, signedIn(request), asked);
    return done(desk, {
      request,
      reply,
      form: { ...form, kind: item },
      act,
      field: (name) => `${item}-${name}`,
    });
  });

  app.post<AtItem>('/releases/:id/priorities/:item/carry', async (request, reply) => {
    const form = formFrom(request.body);
    const { id, item } = request.params;
    const act = () =>
      carryReleaseItem(store, signedIn(request), { releaseId: id, itemId: item, dueOn: form['dueOn'] ?? '' });
    return done(desk, {
      request,
      reply,
      form: { ...form, kind: item },
      act,
      field: (name) => `${item}-${name}`,
    });
  });
};

function itemWords(form: Form): ItemWords {
  const text = (name: string) => form[name] ?? '';
  return {
    what: text('what'),
    why: text('why'),
    owner: text('owner'),
    dueOn: text('dueOn'),
    soFar: text('soFar'),
  };
}

type Done = {
  request: Request;
  reply: Reply;
  form: Form;
  act: () => Promise<unknown>;
  /** The id of a field of the form that was sent. */
  field: (name: string) => string;
};

async function done(desk: Desk, { request, reply, form, act, field }: Done): Promise<Reply> {
  const errors = await itemErrors(act, request, field);
  if (errors.length > 0) return showItems(desk, request, reply.code(422), { errors, typed: form });
  const { id } = request.params as { id: string };
  return reply.redirect(`/releases/${id}/priorities`, 303);
}

/** By the field that a fault names. */
async function itemErrors(
  act: () => Promise<unknown>,
  { visit }: Request,
  field: (name: string) => string,
): Promise<FormError[]> {
  const { releases } = visit.words;
  try {
    await act();
    return [];
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (failure.code === 'picture.section-changed')
      return [formError(field('what'), releases.changedMeanwhile)];
    if (failure.code !== 'picture.invalid-item') throw failure;
    return failure.faults.map(({ path }) => {
      if (path === 'owner') return formError(field('owner'), releases.ownerMissing);
      if (path === 'dueOn') return formError(field('dueOn'), releases.dueMissing);
      return formError(field('what'), releases.whatMissing);
    });
  }
}

async function showItems(desk: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const reader = readerOf(request, desk.store.clock.now());
  const person = signedIn(request);
  const { id } = request.params as { id: string };
  const { release, items, proposed } = await readTracked(desk.store, person, id);
  const isWriter = may(person, 'write-release');
  const view = (kind: TrackedKind) =>
    items.filter((one) => one.kind === kind).map((one) => itemView(one, { reader, isWriter, again }));
  return reply.page('releases/priorities.njk', {
    title: release.title,
    ...reportFrame(request, reader, release),
    ...formValues(again),
    priorities: view('priority'),
    gaps: view('gap'),
    proposed: proposed.map((item) => ({ ...openLine(item, reader), dueOn: item.dueOn })),
    isWriter,
  });
}

const STATE_COLOURS = {
  open: 'blue',
  met: 'purple',
  answered: 'purple',
  'carried-over': 'grey',
  dropped: 'grey',
} as const satisfies Record<TrackedState, Parameters<typeof tag>[1]>;

type Viewing = { reader: Reader; isWriter: boolean; again: Again };

function itemView(item: TrackedPage['items'][number], { reader, isWriter, again }: Viewing) {
  const { words, day } = reader;
  const { typed = {} } = again;
  return {
    ...item,
    due: day(item.dueOn),
    overdueTag: item.overdue ? tag(words.releases.overdue, 'red') : null,
    stateTag: tag(words.releases.itemStates[item.state], STATE_COLOURS[item.state]),
    typed: typed['kind'] === item.id ? typed : item,
    isOpen: typed['kind'] === item.id,
    actions: isWriter ? actionChoices(item, reader) : null,
  };
}

function actionChoices(item: TrackedItem, { words }: Reader) {
  if (item.state === 'carried-over') return null;
  return [
    { value: '', text: words.releases.keepState, checked: true },
    ...trackedActionsIn(item).map((value) => ({ value, text: words.releases.itemActs[value] })),
  ];
}
