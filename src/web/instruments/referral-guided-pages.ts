import { may } from '../../access/index.ts';
import { type Band, type Grading, type LoadedInstrument, textIn } from '../../assessment/index.ts';
import { type GuidedOfReferral, listGuided, listGuidedWork, startGuided } from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { formFrom } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { bandTag, tag } from '../frame/tags.ts';
import { language } from './guided-view.ts';

/** What was assessed of one referral, and what waits for one person. */
export const referralGuidedPages: Pages = (app, { store }) => {
  app.get<{ Querystring: { saved?: string } }>('/assessments', async (request, reply) => {
    const person = signedIn(request);
    const reader = readerOf(request, store.clock.now());
    const mayAssess = may(person, 'assess-suspect');
    const work = mayAssess
      ? await listGuidedWork(store, person)
      : { unfinished: [], reviews: [], seconds: [] };
    return reply.page('instruments/work.njk', {
      title: reader.words.guided.work,
      mayAssess,
      saved: request.query.saved === 'yes',
      unfinished: work.unfinished.map(({ assessment, number }) => ({
        id: assessment.id,
        number: formatNumber(number),
        isSecond: assessment.secondTo !== null,
        started: reader.time(assessment.startedAt),
      })),
      reviews: work.reviews.map(({ grading, number, since }) => ({
        id: grading.id,
        number: formatNumber(number),
        band: bandTag(grading.band, reader),
        since: reader.time(since),
      })),
      seconds: work.seconds.map(({ number, askedAt }) => ({
        number: formatNumber(number),
        since: reader.time(askedAt),
      })),
    });
  });

  app.get<{ Params: { number: string }; Querystring: { done?: string } }>(
    '/referrals/:number/assessments',
    async (request, reply) => {
      const person = signedIn(request);
      const listed = await listGuided(store, person, request.params.number);
      const reader = readerOf(request, store.clock.now());
      const number = formatNumber(listed.header.number);
      const { guided } = reader.words;
      const done = listed.finished.find(({ id }) => id === request.query.done);
      return reply.page('instruments/referral.njk', {
        title: guided.title(number),
        number,
        done: done && (done.secondTo ? guided.doneSecond : guided.done(bandTag(done.band, reader).text)),
        mayDecide: listed.header.state === 'open' && may(person, 'decide-priority'),
        ...choicesOf(listed, person.id, reader),
        finished: listed.finished.map((one) => lineOf(one, listed.names, reader)),
        hidden: listed.hidden > 0,
        needsReview: listed.finished.some((one) => isStanding(one, listed) && one.reviews.length > 0),
      });
    },
  );

  app.post<{ Params: { number: string } }>('/referrals/:number/assessments', async (request, reply) => {
    const person = signedIn(request);
    const form = formFrom(request.body);
    const { header } = await listGuided(store, person, request.params.number);
    const { id } = await startGuided(store, person, {
      referralId: header.id,
      second: form['second'] === 'yes',
      ...(form['instrument'] && { instrumentId: form['instrument'] }),
    });
    return reply.redirect(`/assessments/${id}`, 303);
  });
};

/** The latest that is no second grading is the one that counts. */
function isStanding(one: Grading, { finished }: GuidedOfReferral): boolean {
  return finished.find(({ secondTo }) => secondTo === null)?.id === one.id;
}

function choicesOf({ offered, unfinished, maySecond }: GuidedOfReferral, personId: string, reader: Reader) {
  const own = unfinished.filter(({ assessor }) => assessor === personId);
  return {
    own: own.map(({ id, secondTo, startedAt }) => ({
      id,
      isSecond: secondTo !== null,
      started: reader.time(startedAt),
    })),
    offered: own.some(({ secondTo }) => secondTo === null)
      ? []
      : offered.map((one) => ({ id: one.id, ...nameOf(one, reader) })),
    hasInstrument: offered.length > 0,
    maySecond: maySecond && !own.some(({ secondTo }) => secondTo !== null),
  };
}

export function nameOf({ instrument }: LoadedInstrument, reader: Reader) {
  const title = textIn(instrument.title, language(reader));
  return { title, name: reader.words.guided.version(title, instrument.version) };
}

function lineOf(
  one: GuidedOfReferral['finished'][number],
  names: ReadonlyMap<string, string>,
  reader: Reader,
) {
  const { guided } = reader.words;
  return {
    id: one.id,
    band: bandTag(one.band as Band, reader),
    decision:
      one.kind === 'accept' ? guided.accepted : guided.departed(bandTag(one.proposedBand, reader).text),
    by: guided.by(names.get(one.assessor) ?? '', reader.time(one.finishedAt)),
    isSecond: one.secondTo !== null,
    version: `${one.instrumentId} ${one.version}`,
    review: one.reviews.length > 0 ? tag(guided.reviewTitle, 'orange') : null,
  };
}
