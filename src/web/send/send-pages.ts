import { latestDecisions } from '../../assessment/index.ts';
import {
  CHOICE_REASONS,
  type ChoiceReason,
  namesOfUnits,
  PACKAGE_STATES,
  type PackagePurpose,
  PURPOSES_OF_PACKAGE,
  ROUTE_REASONS,
  UNROUTED_REASONS,
  unitsOn,
} from '../../dissemination/index.ts';
import {
  disseminateReferral,
  listPackages,
  listUnrouted,
  type PackageRequest,
  routeReferral,
} from '../../flow/index.ts';
import { findReferral, formatNumber } from '../../referral/index.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { tag } from '../frame/tags.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';

type Form = { to?: string | string[]; other?: string; purpose?: string; reason?: string; reporter?: string };
type One = { Params: { number: string } };
type FormError = { text: string; href: string };

export const sendPages: Pages = (app, desk) => {
  app.get<One>('/referrals/:number/send', (request, reply) =>
    showSend(desk, request, reply, request.params.number),
  );

  app.post<One & { Body: Form }>('/referrals/:number/send', async (request, reply) => {
    const { number } = request.params;
    const asked = packagesFrom(request.body, request.visit.words.send);
    if ('errors' in asked)
      return showSend(desk, request, reply.code(422), number, { ...asked, typed: request.body });
    const referralId = await findReferral(desk.store.db, number);
    await disseminateReferral(
      desk.store,
      signedIn(request),
      { referralId, packages: asked.packages },
      desk.signer,
    );
    return reply.redirect(`/referrals/${number}/send`, 303);
  });

  app.get('/unrouted', async (request, reply) => {
    const { words } = request.visit;
    const unrouted = await listUnrouted(desk.store, signedIn(request));
    const { term } = termsIn(words);
    return reply.page('send/unrouted.njk', {
      title: words.send.unroutedTitle,
      rows: unrouted.map(({ header, reason }) => ({
        number: formatNumber(header.number),
        why: term(UNROUTED_REASONS, reason),
      })),
    });
  });
};

/** What the form asks for; each proposed unit is one value "unit|purpose". */
function packagesFrom(
  form: Form,
  words: Request['visit']['words']['send'],
): { packages: PackageRequest[] } | { errors: FormError[] } {
  const reporter = form.reporter === 'yes' ? { discloseReporter: true } : {};
  const proposed = [form.to ?? []].flat().map((value) => {
    const [unitId, purpose] = value.split('|') as [string, PackagePurpose];
    return { unitId, purpose, ...reporter };
  });
  if (!form.other)
    return proposed.length > 0
      ? { packages: proposed }
      : { errors: [{ text: words.chooseUnit, href: '#to' }] };
  if (!form.reason || !Object.hasOwn(CHOICE_REASONS, form.reason))
    return { errors: [{ text: words.chooseReason, href: '#reason' }] };
  const chosen = {
    unitId: form.other,
    purpose: (form.purpose || 'suspect') as PackagePurpose,
    reason: form.reason as ChoiceReason,
  };
  return { packages: [...proposed, { ...chosen, ...reporter }] };
}

type Again = { errors?: FormError[]; typed?: Form };

async function showSend(
  { store }: Desk,
  request: Request,
  reply: Reply,
  number: string,
  again: Again = {},
): Promise<Reply> {
  const { words } = request.visit;
  const person = signedIn(request);
  const referralId = await findReferral(store.db, number);
  const proposal = await routeReferral(store, person, referralId);
  const packages = await listPackages(store, person, referralId);
  const decided = (await latestDecisions(store.db, [referralId])).has(referralId);
  const [names, { term }, times] = [await namesOfUnits(store.db), termsIn(words), timesIn(words)];
  const ticked = new Set([again.typed?.to ?? []].flat());
  return reply.page('send/send.njk', {
    title: words.send.title(number),
    number,
    decided,
    errors: again.errors ?? [],
    typed: again.typed ?? {},
    candidates: proposal.candidates.map(({ unitId, purpose, reasons, caution }) => ({
      value: `${unitId}|${purpose}`,
      text: `${names.get(unitId) ?? unitId}: ${term(PURPOSES_OF_PACKAGE, purpose)}`,
      hint: {
        text: [
          ...reasons.map((reason) => term(ROUTE_REASONS, reason)),
          ...(caution ? [words.send.caution] : []),
        ].join('. '),
      },
      checked: ticked.has(`${unitId}|${purpose}`),
    })),
    unrouted: proposal.unrouted && term(UNROUTED_REASONS, proposal.unrouted),
    units: (await unitsOn(store.db, store.clock.now())).map(({ id, name }) => ({ value: id, text: name })),
    purposes: optionsOf(PURPOSES_OF_PACKAGE, term),
    reasons: optionsOf(CHOICE_REASONS, term),
    sent: packages.shown.map(({ id, unitId, state, sentAt }) => ({
      id,
      unit: names.get(unitId) ?? unitId,
      state: tag(term(PACKAGE_STATES, state), 'blue'),
      at: times.time(sentAt),
    })),
  });
}

function optionsOf(vocabulary: Record<string, { label: string }>, term: ReturnType<typeof termsIn>['term']) {
  return Object.keys(vocabulary).map((value) => ({ value, text: term(vocabulary, value) }));
}
