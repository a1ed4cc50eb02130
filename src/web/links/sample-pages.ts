import { may } from '../../access/index.ts';
import {
  type BlindPair,
  judgeBlindPair,
  nextBlindPair,
  type OpenedPair,
  openBlindPair,
} from '../../flow/index.ts';
import { PURPOSES } from '../../ledger/index.ts';
import { type Again, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { decisionsFor, splitReason } from './decisions.ts';
import { namesFor } from './links-pages.ts';
import { personText, referralLine } from './record-view.ts';
import { sideBySide } from './side-by-side.ts';

type OfSample = { Params: { id: string } };

/** Drawn pairs, judged one by one without their score. */
export const samplePages: Pages = (app, desk) => {
  const { store } = desk;

  app.get('/links/sample', (request, reply) => showSample(desk, { request, reply }));

  app.post<OfSample>('/links/sample/:id/open', async (request, reply) => {
    let opened: OpenedPair | undefined;
    const { tooMany } = request.visit.words.linkModel;
    const errors = await errorsOf(
      async () => {
        opened = await openBlindPair(store, signedIn(request), Number(request.params.id));
      },
      { 'linking.too-many-openings': formError('verdict', tooMany) },
    );
    if (!opened) return showSample(desk, { request, reply: reply.code(429), errors });
    return showSample(desk, { request, reply, opened });
  });

  app.post<OfSample>('/links/sample/:id', async (request, reply) => {
    const { linkPair } = request.visit.words;
    const asked = { sampleId: Number(request.params.id), ...splitReason(formFrom(request.body)) };
    const errors = await errorsOf(() => judgeBlindPair(store, signedIn(request), asked), {
      'linking.unknown-verdict': formError('verdict', linkPair.verdictMissing),
      'linking.unknown-reason': formError('verdict', linkPair.reasonMissing),
    });
    if (errors.length > 0) return showSample(desk, { request, reply: reply.code(422), errors });
    return reply.redirect('/links/sample', 303);
  });
};

type Shown = Again & { request: Request; reply: Reply; opened?: OpenedPair };

async function showSample({ store }: Desk, shown: Shown): Promise<Reply> {
  const { request, reply, opened } = shown;
  const person = signedIn(request);
  const pair = await nextBlindPair(store, person);
  const reader = readerOf(request, store.clock.now());
  const { linkSample } = reader.words;
  const isOfPair = pair && opened && opened.a.id === pair.a.id && opened.b.id === pair.b.id;
  return reply.page('links/sample.njk', {
    title: linkSample.title,
    pair: pair && (await pairValues(pair, { reader, names: await namesFor(store.db, []) })),
    opened: isOfPair && {
      text: reader.words.linkPair.opened(reader.term(PURPOSES, 'supervision')),
      rows: sideBySide(opened, { purpose: 'supervision', reader, levels: null }),
    },
    decisions: decisionsFor({ isSettling: false }, reader),
    maySeeQuality: may(person, 'see-link-quality'),
    ...formValues(shown),
  });
}

async function pairValues(
  pair: BlindPair,
  { reader, names }: { reader: ReturnType<typeof readerOf>; names: Awaited<ReturnType<typeof namesFor>> },
) {
  const side = (record: BlindPair['a']) => ({
    ...referralLine(record.referral, { reader, names, isBureau: true }),
    person: personText(record, reader),
  });
  return {
    id: pair.sampleId,
    waiting: reader.words.linkSample.waiting(pair.waiting),
    sides: [side(pair.a), side(pair.b)],
  };
}
