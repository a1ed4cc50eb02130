import { listSources } from '../../access/index.ts';
import { latestDecisions } from '../../assessment/index.ts';
import {
  CHOICE_REASONS,
  namesOfUnits,
  PACKAGE_STATES,
  PURPOSES_OF_PACKAGE,
  ROUTE_REASONS,
  UNROUTED_REASONS,
  unitsOn,
} from '../../dissemination/index.ts';
import { listPackages, listUnrouted, routeReferral } from '../../flow/index.ts';
import { findReferral, formatNumber, referralHeader } from '../../referral/index.ts';
import { type Again, choicesOf, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';
import { send, tickedIn } from './send-form.ts';

type One = { Params: { number: string } };

type RouteCandidate = Awaited<ReturnType<typeof routeReferral>>['candidates'][number];

/** Lines of one page; the longest waiting stand first. */
const MOST_LISTED = 200;

export const sendPages: Pages = (app, desk) => {
  const { store } = desk;

  app.get<One>('/referrals/:number/send', (request, reply) => showSend(desk, request, reply, request.params));

  app.post<One>('/referrals/:number/send', async (request, reply) => {
    const { number } = request.params;
    const referralId = await findReferral(store.db, number);
    const { candidates } = await routeReferral(store, signedIn(request), referralId);
    const cautioned = new Set(candidates.filter(({ caution }) => caution !== null).map(choiceOf));
    const errors = await send(desk, request, { referralId, cautioned });
    if (errors.length === 0) return reply.redirect(`/referrals/${number}/send`, 303);
    const typed = formFrom(request.body);
    return showSend(desk, request, reply.code(422), {
      number,
      errors,
      typed,
      ticked: tickedIn(request.body),
    });
  });

  app.get('/unrouted', (request, reply) => showUnrouted(desk, request, reply));
};

function choiceOf({ unitId, purpose }: RouteCandidate): string {
  return `${unitId}|${purpose}`;
}

type Shown = Again & { number: string; ticked?: readonly string[] };

async function showSend(
  { store }: Desk,
  request: Request,
  reply: Reply,
  { number, ticked = [], ...again }: Shown,
): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { words, term, time } = reader;
  const referralId = await findReferral(store.db, number);
  const proposal = await routeReferral(store, person, referralId);
  const packages = await listPackages(store, person, referralId);
  const { state } = await referralHeader(store.db, referralId);
  const names = await namesOfUnits(store.db);
  return reply.page('send/send.njk', {
    title: words.send.title(number),
    number,
    isDecided: (await latestDecisions(store.db, [referralId])).has(referralId),
    isWorkedOn: state === 'open' || state === 'disseminated',
    candidates: proposal.candidates.map((candidate) => ({
      value: choiceOf(candidate),
      text: `${names.get(candidate.unitId) ?? candidate.unitId}: ${term(PURPOSES_OF_PACKAGE, candidate.purpose)}`,
      hint: { text: because(candidate, reader) },
      checked: ticked.includes(choiceOf(candidate)),
    })),
    unrouted: proposal.unrouted && term(UNROUTED_REASONS, proposal.unrouted),
    units: (await unitsOn(store.db, reader.now))
      .map(({ id, name }) => ({ value: id, text: name }))
      .sort((a, b) => a.text.localeCompare(b.text)),
    purposes: choicesOf(PURPOSES_OF_PACKAGE, reader),
    reasons: choicesOf(CHOICE_REASONS, reader),
    hidden: packages.hidden,
    sent: packages.shown.map((one) => ({
      id: one.id,
      unit: names.get(one.unitId) ?? one.unitId,
      purpose: term(PURPOSES_OF_PACKAGE, one.purpose),
      state: tag(term(PACKAGE_STATES, one.state), one.state === 'refused' ? 'orange' : 'blue'),
      at: time(one.stateSince),
      mayReroute: one.state === 'refused',
    })),
    ...formValues(again),
  });
}

function because({ reasons, caution }: RouteCandidate, { words, term }: Reader): string {
  const lines = reasons.map((reason) => term(ROUTE_REASONS, reason));
  return [...lines, ...(caution ? [words.send.caution] : [])].join('. ');
}

async function showUnrouted({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { shown, hidden } = await listUnrouted(store, signedIn(request));
  const { words, term, time } = readerOf(request, store.clock.now());
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  return reply.page('send/unrouted.njk', {
    title: words.send.unroutedTitle,
    hidden,
    more: Math.max(0, shown.length - MOST_LISTED),
    rows: shown.slice(0, MOST_LISTED).map(({ header, reason, since }) => ({
      number: formatNumber(header.number),
      why: term(UNROUTED_REASONS, reason),
      since: time(since),
      source: names.get(header.sourceId) ?? header.sourceId,
      isAskable: reason === 'enquiry-needed' || reason === 'mismatch-open' || reason === 'enquiry-waiting',
    })),
  });
}
