import { may } from '../../access/index.ts';
import { nextPair, type ReviewPage, readReview } from '../../flow/index.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { namesFor } from './links-pages.ts';
import { nameOf } from './pair-view.ts';
import { pairHref, recordText, type Shown } from './record-view.ts';
import { probabilityView } from './waterfall-view.ts';

/** The pairs from which most is learned, one after the other, and what people disagree on. */
export const reviewPages: Pages = (app, { store }) => {
  app.get<{ Querystring: { done?: string; of?: string } }>('/links/review', async (request, reply) => {
    const person = signedIn(request);
    const children = request.query.of === 'children';
    const page = await readReview(store, person, { children });
    const reader = readerOf(request, store.clock.now());
    const names = await namesFor(
      store.db,
      page.disagreements.flatMap(({ said }) => said.map(({ personId }) => personId)),
    );
    return reply.page('links/review.njk', {
      title: reader.words.linkReview.title,
      ...reviewView(page, { reader, names, isBureau: true }),
      children,
      hidden: page.hidden,
      moreDisagreements: page.moreDisagreements,
      done: request.query.done === 'all' ? reader.words.linkReview.done : null,
      maySeeQuality: may(person, 'see-link-quality'),
    });
  });

  app.get<{ Querystring: { skip?: string; of?: string } }>('/links/review/next', async (request, reply) => {
    const skip = Number(request.query.skip ?? 0);
    const skipped = Number.isInteger(skip) && skip > 0 ? skip : 0;
    const children = request.query.of === 'children';
    const next = await nextPair(store, signedIn(request), { skip: skipped, children });
    const of = children ? '&of=children' : '';
    if (!next) return reply.redirect(`/links/review?done=all${of}`, 303);
    return reply.redirect(`${pairHref(next.one, next.other)}?queue=${skipped}${of}`, 303);
  });
};

function reviewView({ pairs, disagreements }: ReviewPage, { reader, names }: Shown) {
  const { linkReview, linkPair } = reader.words;
  return {
    pairs: pairs.map(({ a, b, link, isTogether, pairs: count }) => ({
      one: recordText(a, reader),
      other: recordText(b, reader),
      likelihood: probabilityView(link.probability, reader),
      gain: linkReview.gainText(isTogether, count),
      href: pairHref(a.id, b.id),
    })),
    disagreements: disagreements.map(({ a, b, said }) => ({
      one: recordText(a, reader),
      other: recordText(b, reader),
      said: said.map(({ personId, verdict }) =>
        linkReview.saidBy(nameOf(personId, names, reader), linkPair.verdicts[verdict]),
      ),
      href: pairHref(a.id, b.id),
    })),
  };
}
