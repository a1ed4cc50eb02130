import { openEvidence, seeExposure } from '../../flow/index.ts';
import { EVIDENCE_KINDS, findReferral, formatNumber, referralHeader } from '../../referral/index.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';

/** An address that only answers to the act of opening: an opened item is never behind a link. */
export const evidencePages: Pages = (app, { store }) => {
  app.get<{ Params: { number: string } }>('/referrals/:number/evidence', async (request, reply) =>
    reply.redirect(`/referrals/${encodeURIComponent(request.params.number)}`, 303),
  );

  app.post<{ Params: { number: string }; Body: { item?: string; purpose?: string } }>(
    '/referrals/:number/evidence',
    async (request, reply) => {
      const person = signedIn(request);
      const referralId = await findReferral(store.db, request.params.number);
      const purpose = request.body.purpose === 'safeguarding' ? 'safeguarding' : 'triage';
      const opened = await openEvidence(store, person, {
        referralId,
        evidenceId: request.body.item ?? '',
        purpose,
      });
      const { kind, label, value } = opened.open(purpose);
      const { own } = await seeExposure(store, person);
      const reader = readerOf(request, store.clock.now());
      const { number } = await referralHeader(store.db, referralId);
      return reply.page('referral/evidence.njk', {
        title: request.visit.words.evidence.openedTitle(formatNumber(number)),
        number: formatNumber(number),
        kind: reader.term(EVIDENCE_KINDS, kind),
        isAddress: kind === 'url',
        label,
        value,
        opened: own.reduce((sum, { opened: items }) => sum + items, 0),
        openedToday: own.find(({ day }) => day === reader.now.toISOString().slice(0, 10))?.opened ?? 0,
      });
    },
  );
};
