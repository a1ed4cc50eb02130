import { listSources, may, namesOfPeople } from '../../access/index.ts';
import { namesOfUnits } from '../../dissemination/index.ts';
import { openReferral, type ReferralPage } from '../../flow/index.ts';
import { type Entry, entriesAbout, type Purpose } from '../../ledger/index.ts';
import { findReferral, nextState, referralHeader } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { actorsOf, MOST_ENTRIES } from './history.ts';
import { type Pages as AskedPages, type Names, referralView } from './referral-view.ts';

/** Under which purposes the desk opens a referral: to decide on it, or to protect a child, which shows more links. */
const OFFERED: readonly Purpose[] = ['triage', 'safeguarding'];

export const referralPages: Pages = (app, { store }) => {
  app.get<{ Params: { number: string }; Querystring: AskedPages & { purpose?: string } }>(
    '/referrals/:number',
    async (request, reply) => {
      const person = signedIn(request);
      const purpose = OFFERED.find((offered) => offered === request.query.purpose) ?? 'triage';
      const id = await findReferral(store.db, request.params.number);
      if ((await referralHeader(store.db, id)).state === 'quarantined' && may(person, 'repair-document'))
        return reply.redirect(`/quarantine/${request.params.number}`, 303);
      const page = await openReferral(store, person, id, purpose);
      const entries = await entriesAbout(store.db, id, MOST_ENTRIES);
      const names = await namesFor(store.db, page, entries);
      const reader = readerOf(request, store.clock.now());
      const view = referralView(page, { purpose, asked: request.query, entries, names, reader });
      const { state } = page.header;
      const isAtWork = state === 'open' || state === 'disseminated';
      return reply.page('referral/referral.njk', {
        ...view,
        title: view.headline.number,
        number: view.headline.number,
        purpose,
        isMine: page.assessed.place?.assignedTo === person.id,
        may: {
          decide: state === 'open' && page.assessed.assessment !== null && may(person, 'decide-priority'),
          assess: page.header.facts !== null && may(person, 'assess-suspect'),
          take: state === 'open' && may(person, 'decide-priority'),
          guard: may(person, 'guard-referral'),
          close: nextState(state, 'close') !== undefined && may(person, 'close-referral'),
          fold: may(person, 'fold-duplicate'),
          ask: isAtWork && may(person, 'ask-enquiry'),
          send: isAtWork && may(person, 'send-package'),
          remove: (isAtWork || state === 'closed') && may(person, 'draft-removal'),
          list: may(person, 'grade-content') && (page.header.facts?.files.count ?? 0) > 0,
          novelty: may(person, 'mark-novelty'),
          openEvidence: may(person, 'open-evidence'),
        },
      });
    },
  );
};

async function namesFor(db: Db, page: ReferralPage, entries: readonly Entry[]): Promise<Names> {
  const { decisions, closures, place } = page.assessed;
  const people = [
    ...actorsOf(entries),
    ...decisions.map(({ decidedBy }) => decidedBy),
    ...closures.map(({ closedBy }) => closedBy),
    ...(place?.assignedTo ? [place.assignedTo] : []),
  ];
  return {
    people: await namesOfPeople(db, [...new Set(people)]),
    sources: new Map((await listSources(db)).map(({ id, name }) => [id, name])),
    units: await namesOfUnits(db),
  };
}
