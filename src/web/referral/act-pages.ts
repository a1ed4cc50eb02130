import { declineFold, foldDuplicate, takeReferral, unfoldDuplicate } from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type Pages, type Reply, signedIn } from '../frame/pages.ts';
import { seenReferral } from './find-referral.ts';

type At = { Params: { number: string } };

/** The small acts on a referral, each a button: they lead back to its page. */
export const actPages: Pages = (app, { store }) => {
  app.post<At & { Body: { handBack?: string } }>('/referrals/:number/take', async (request, reply) => {
    const person = signedIn(request);
    const { id, number } = await seenReferral(store, person, request.params.number);
    await takeReferral(store, person, { referralId: id, handBack: request.body.handBack === 'yes' });
    return backTo(reply, number);
  });

  // The number in the address is folded into the one of the form.
  app.post<At & { Body: { into?: string; reason?: string; answer?: string } }>(
    '/referrals/:number/fold',
    async (request, reply) => {
      const person = signedIn(request);
      const { into = '', reason = '', answer } = request.body;
      const [own, head] = [
        await seenReferral(store, person, request.params.number),
        await seenReferral(store, person, into),
      ];
      if (answer === 'two-reports') {
        await declineFold(store, person, { id: own.id, into: head.id });
        return backTo(reply, own.number);
      }
      await foldDuplicate(store, person, { id: own.id, into: head.id, reason });
      return backTo(reply, head.number);
    },
  );

  app.post<At>('/referrals/:number/unfold', async (request, reply) => {
    const person = signedIn(request);
    const { id, number } = await seenReferral(store, person, request.params.number);
    await unfoldDuplicate(store, person, id);
    return backTo(reply, number);
  });
};

function backTo(reply: Reply, number: number): Reply {
  return reply.redirect(`/referrals/${formatNumber(number)}`, 303);
}
