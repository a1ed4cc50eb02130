import { seeExposure } from '../../flow/index.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { timesIn } from '../frame/times.ts';

export const exposurePages: Pages = (app, { store }) => {
  app.get('/exposure', async (request, reply) => {
    const { since, own, everybody } = await seeExposure(store, signedIn(request));
    const { words } = request.visit;
    const times = timesIn(words);
    return reply.page('exposure/exposure.njk', {
      title: words.exposure.title,
      since: times.day(since),
      total: own.reduce((sum, { opened }) => sum + opened, 0),
      days: own.map(({ day, opened, referrals }) => ({ day: times.day(day), opened, referrals })),
      everybody: everybody?.map(({ name, opened, referrals, lastAt }) => ({
        name: name || words.service.unknown,
        opened,
        referrals,
        last: times.time(lastAt),
      })),
    });
  });
};
