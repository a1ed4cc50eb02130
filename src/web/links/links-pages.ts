import { listSources, may, namesOfPeople, type PersonActor } from '../../access/index.ts';
import { namesOfUnits } from '../../dissemination/index.ts';
import { type LinksPage, readHub, readLinks } from '../../flow/index.ts';
import type { Purpose } from '../../ledger/index.ts';
import { findReferral, formatNumber } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { hubView } from './hub-view.ts';
import { linksView } from './links-view.ts';
import type { LinkNames } from './record-view.ts';

/** Why somebody of the bureau looks at links: to join referrals up, or to protect a child, which shows children too. */
const OFFERED: readonly Purpose[] = ['linking', 'safeguarding'];

type OfReferral = { Params: { number: string } };
type OfHub = { Params: { number: string; kind: string; party: string; item: string } };

export const linksPages: Pages = (app, { store }) => {
  app.get<OfReferral & { Querystring: { purpose?: string; done?: string } }>(
    '/referrals/:number/links',
    async (request, reply) => {
      const person = signedIn(request);
      const id = await findReferral(store.db, request.params.number);
      const page = await readLinks(store, person, id, purposeFor(person, request.query.purpose));
      const reader = readerOf(request, store.clock.now());
      const names = await namesFor(store.db, peopleIn(page));
      const isBureau = person.compartment === null;
      const number = formatNumber(page.header.number);
      return reply.page('links/links.njk', {
        ...linksView(page, { reader, names, isBureau, mayJudge: may(person, 'judge-link') }),
        here: `/referrals/${number}/links`,
        back: isBureau ? `/referrals/${number}` : null,
        done: request.query.done === 'confirmed' ? reader.words.linkPair.done.same : null,
      });
    },
  );

  app.get<OfHub>('/referrals/:number/links/shared/:kind/:party/:item', async (request, reply) => {
    const person = signedIn(request);
    const { number, kind, party, item } = request.params;
    const referralId = await findReferral(store.db, number);
    const page = await readHub(store, person, { referralId, kind, party: Number(party), item: Number(item) });
    const reader = readerOf(request, store.clock.now());
    const names = await namesFor(store.db, []);
    return reply.page(
      'links/hub.njk',
      hubView(page, { reader, names, isBureau: person.compartment === null }),
    );
  });
};

/** A unit's officer investigates, always. */
function purposeFor(person: PersonActor, asked: string | undefined): Purpose {
  if (person.compartment !== null) return 'investigation';
  return OFFERED.find((offered) => offered === asked) ?? 'linking';
}

function peopleIn({ records }: LinksPage): string[] {
  return records.flatMap(({ links, said }) => [
    ...links.flatMap(({ standing }) => standing.decidedBy ?? []),
    ...said.map(({ personId }) => personId),
  ]);
}

/** Names of everybody whom a page about links shows. */
export async function namesFor(db: Db, people: readonly string[]): Promise<LinkNames> {
  return {
    people: await namesOfPeople(db, [...new Set(people)]),
    sources: new Map((await listSources(db)).map(({ id, name }) => [id, name])),
    units: await namesOfUnits(db),
  };
}
