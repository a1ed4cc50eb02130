import { may } from '../../access/index.ts';
import {
  confirmLink,
  judgePair,
  OPENING_PURPOSES,
  type OpenedPair,
  openJudgementNote,
  openPair,
  type PairPage,
  readPair,
  takeJudgementBack,
} from '../../flow/index.ts';
import { PURPOSES } from '../../ledger/index.ts';
import type { Rearranged } from '../../linking/index.ts';
import type { Sealed } from '../../shared/sealed.ts';
import { type Again, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { decisionsFor, splitReason } from './decisions.ts';
import { namesFor } from './links-pages.ts';
import { pairView } from './pair-view.ts';
import { sideBySide } from './side-by-side.ts';

type OfPair = {
  Params: { one: string; other: string };
  Querystring: { queue?: string; of?: string; done?: string; groups?: string };
};

/** Two records side by side: why they may be one person, what people said, and the form to decide. */
export const pairPages: Pages = (app, desk) => {
  const { store } = desk;

  app.get<OfPair>('/links/pairs/:one/:other', (request, reply) => showPair(desk, { request, reply }));

  app.post<OfPair>('/links/pairs/:one/:other/open', async (request, reply) => {
    const { purpose } = formFrom(request.body);
    let opened: OpenedPair | undefined;
    const { linkPair, linkModel } = request.visit.words;
    const errors = await errorsOf(
      async () => {
        opened = await openPair(store, signedIn(request), { ...asked(request), purpose });
      },
      {
        'linking.purpose-needed': formError('purpose', linkPair.purposeMissing),
        'linking.too-many-openings': formError('purpose', linkModel.tooMany),
      },
    );
    const code = errors.length > 0 ? reply.code(422) : reply;
    return showPair(desk, { request, reply: code, errors, typed: formFrom(request.body), opened, purpose });
  });

  app.post<OfPair>('/links/pairs/:one/:other', async (request, reply) => {
    const { linkPair } = request.visit.words;
    const typed = formFrom(request.body);
    const { verdict, reason } = splitReason(typed);
    let changed: Rearranged | undefined;
    const errors = await errorsOf(
      async () => {
        const { note } = typed;
        changed = await judgePair(store, signedIn(request), { ...asked(request), verdict, reason, note });
      },
      {
        'linking.unknown-verdict': formError('verdict', linkPair.verdictMissing),
        'linking.unknown-reason': formError('verdict', linkPair.reasonMissing),
        'linking.note-too-long': formError('note', linkPair.noteTooLong),
      },
    );
    if (!changed) return showPair(desk, { request, reply: reply.code(422), errors, typed });
    return reply.redirect(after(request, String(verdict), changed), 303);
  });

  app.post<OfPair>('/links/pairs/:one/:other/undo', async (request, reply) => {
    const changed = await takeJudgementBack(store, signedIn(request), asked(request));
    return reply.redirect(after(request, 'undone', changed), 303);
  });

  app.post<{ Params: { id: string } }>('/links/pairs/:one/:other/notes/:id', async (request, reply) => {
    const judgementId = Number(request.params.id);
    const note = await openJudgementNote(store, signedIn(request), { ...asked(request), judgementId });
    return showPair(desk, { request, reply, note });
  });

  app.post<OfPair>('/links/pairs/:one/:other/confirm', async (request, reply) => {
    const changed = await confirmLink(store, signedIn(request), asked(request));
    const { back } = formFrom(request.body);
    if (back && /^ED-\d{7,}-[A-Z0-9]$/.test(back))
      return reply.redirect(`/referrals/${back}/links?done=confirmed`, 303);
    return reply.redirect(after(request, 'same', changed), 303);
  });
};

function asked(request: Request): { one: number; other: number } {
  const { one, other } = request.params as OfPair['Params'];
  return { one: Number(one), other: Number(other) };
}

function after(request: Request, done: string, { clusters }: Rearranged): string {
  const { one, other } = asked(request);
  const skipped = skippedIn(request);
  const queue = skipped === null ? '' : `&queue=${skipped}${ofChildren(request)}`;
  return `/links/pairs/${one}/${other}?done=${done}&groups=${clusters.length}${queue}`;
}

/** Whoever decides on children one after the other is asked about children next. */
function ofChildren(request: Request): string {
  return (request.query as OfPair['Querystring']).of === 'children' ? '&of=children' : '';
}

/** How many pairs were skipped by whoever decides one after the other; null for anybody else. */
function skippedIn(request: Request): number | null {
  const { queue } = request.query as OfPair['Querystring'];
  return queue !== undefined && /^\d{1,4}$/.test(queue) ? Number(queue) : null;
}

type Shown = Again & {
  request: Request;
  reply: Reply;
  opened?: OpenedPair | undefined;
  purpose?: string | undefined;
  note?: Sealed<string>;
};

async function showPair({ store }: Desk, shown: Shown): Promise<Reply> {
  const { request, reply, opened, purpose, note } = shown;
  const person = signedIn(request);
  const page = await readPair(store, person, asked(request));
  const reader = readerOf(request, store.clock.now());
  const names = await namesFor(store.db, peopleIn(page));
  const { linkPair } = reader.words;
  const isSettling = page.standing.disagree.length > 0 && may(person, 'settle-links');
  return reply.page('links/pair.njk', {
    ...pairView(page, { reader, names, isBureau: true }),
    here: `/links/pairs/${page.a.id}/${page.b.id}`,
    queue: queueLinks(skippedIn(request), ofChildren(request)),
    isSettling,
    mayTakeBack: page.mayTakeBack,
    purposes: OPENING_PURPOSES.filter((one) => one !== 'linking' || page.a.layer !== 'child').map(
      (value) => ({
        value,
        text: reader.term(PURPOSES, value),
      }),
    ),
    opened: opened &&
      purpose && {
        text: linkPair.opened(reader.term(PURPOSES, purpose)),
        rows: sideBySide(opened, { purpose, reader, levels: page.link }),
      },
    decisions: decisionsFor({ isSettling }, reader),
    openedNote: note?.open('to show it to who asked for it') ?? null,
    done: doneText(request, reader.words),
    ...formValues(shown),
  });
}

/** What the links and forms of the page carry on, so that the next pair comes after this one. */
function queueLinks(skipped: number | null, of: string) {
  if (skipped === null) return null;
  return {
    query: `?queue=${skipped}${of}`,
    next: `/links/review/next?skip=${skipped}${of}`,
    skip: `/links/review/next?skip=${skipped + 1}${of}`,
    list: of === '' ? '/links/review' : '/links/review?of=children',
  };
}

function peopleIn({ standing, history }: PairPage): string[] {
  return [...(standing.decidedBy ? [standing.decidedBy] : []), ...history.map(({ personId }) => personId)];
}

function doneText(request: Request, { linkPair }: ReturnType<typeof readerOf>['words']): string | null {
  const { done, groups } = request.query as OfPair['Querystring'];
  if (done !== 'same' && done !== 'different' && done !== 'unsure' && done !== 'undone') return null;
  const count = Number(groups);
  const change = Number.isInteger(count) && count > 0 ? linkPair.changed(count) : linkPair.changedNothing;
  return `${linkPair.done[done]} ${change}`;
}
