import * as alarms from './alarms/words.ts';
import * as circulation from './circulation/words.ts';
import * as claims from './claims/words.ts';
import * as clocks from './clocks/words.ts';
import * as conflicts from './conflicts/words.ts';
import * as emerging from './emerging/words.ts';
import * as enquiries from './enquiries/words.ts';
import * as exposure from './exposure/words.ts';
import * as forecast from './forecast/words.ts';
import * as frame from './frame/words.ts';
import * as global from './global/words.ts';
import * as hidden from './hidden/words.ts';
import * as instruments from './instruments/words.ts';
import * as ledger from './ledger/words.ts';
import * as links from './links/words.ts';
import * as lists from './lists/words.ts';
import * as lookups from './lookups/words.ts';
import * as outside from './outside/words.ts';
import * as packages from './packages/words.ts';
import * as picture from './picture/words.ts';
import * as publications from './publications/words.ts';
import * as quarantine from './quarantine/words.ts';
import * as queue from './queue/words.ts';
import * as referral from './referral/words.ts';
import * as releases from './releases/words.ts';
import * as removal from './removal/words.ts';
import * as returns from './returns/words.ts';
import * as send from './send/words.ts';
import * as signIn from './sign-in/words.ts';
import * as supervision from './supervision/words.ts';
import * as tables from './tables/words.ts';
import * as validation from './validation/words.ts';

// The catalogues of all journeys in one; each journey keeps its own sentences beside its pages.

export const en = {
  ...frame.en,
  ...alarms.en,
  ...queue.en,
  ...circulation.en,
  ...referral.en,
  ...signIn.en,
  ...enquiries.en,
  ...send.en,
  ...releases.en,
  ...publications.en,
  ...removal.en,
  ...packages.en,
  ...picture.en,
  ...emerging.en,
  ...forecast.en,
  ...hidden.en,
  ...tables.en,
  ...returns.en,
  ...claims.en,
  ...outside.en,
  ...global.en,
  ...validation.en,
  ...clocks.en,
  ...supervision.en,
  ...conflicts.en,
  ...links.en,
  ...quarantine.en,
  ...ledger.en,
  ...lookups.en,
  ...lists.en,
  ...exposure.en,
  ...instruments.en,
};
export type Words = typeof en;
export const cy: Words = {
  ...frame.cy,
  ...alarms.cy,
  ...queue.cy,
  ...circulation.cy,
  ...referral.cy,
  ...signIn.cy,
  ...enquiries.cy,
  ...send.cy,
  ...releases.cy,
  ...publications.cy,
  ...removal.cy,
  ...packages.cy,
  ...picture.cy,
  ...emerging.cy,
  ...forecast.cy,
  ...hidden.cy,
  ...tables.cy,
  ...returns.cy,
  ...claims.cy,
  ...outside.cy,
  ...global.cy,
  ...validation.cy,
  ...clocks.cy,
  ...supervision.cy,
  ...conflicts.cy,
  ...links.cy,
  ...quarantine.cy,
  ...ledger.cy,
  ...lookups.cy,
  ...lists.cy,
  ...exposure.cy,
  ...instruments.cy,
};
