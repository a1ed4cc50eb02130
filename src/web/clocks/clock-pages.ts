import { listSources } from '../../access/index.ts';
import { BAND_ORDER, BANDS } from '../../assessment/index.ts';
import {
  ENQUIRY_KINDS,
  ENQUIRY_STATES,
  namesOfUnits,
  PURPOSES_OF_PACKAGE,
} from '../../dissemination/index.ts';
import { type ClockCounts, type ClockView, readClocks } from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type Desk, type Pages, type Request, signedIn } from '../frame/pages.ts';
import { bandTag, tag } from '../frame/tags.ts';
import { type Terms, termsIn } from '../frame/terms.ts';
import { type Times, timesIn } from '../frame/times.ts';
import { partsFor } from '../supervision/parts.ts';
import type { Words } from '../words.ts';

export const clockPages: Pages = (app, desk) => {
  app.get('/clocks', async (request, reply) => {
    const view = await readClocks(desk.store, signedIn(request));
    const { words } = request.visit;
    return reply.page('clocks/clocks.njk', {
      title: words.clocks.title,
      parts: partsFor(signedIn(request), words, 'clocks'),
      total: shownCounts(view.total, {}),
      bands: BAND_ORDER.map((band) => ({
        ...bandTag(band, termsIn(words)),
        code: band,
        within: words.clocks.actWithin(BANDS[band].actWithinDays),
        counts: shownCounts(view.byBand[band], { band }),
      })),
      sources: await sourceRows(desk, view),
      ...(await lists(desk, request, view)),
    });
  });
};

/** Counts with the part of the queue that each stands for. */
function shownCounts(counts: ClockCounts, filter: Record<string, string>) {
  const href = (more: Record<string, string>) =>
    `/queue?${new URLSearchParams({ ...filter, ...more })}`.replace(/\?$/, '');
  const shown = (count: number) => count.toLocaleString('en-GB');
  return {
    breached: { count: shown(counts.breached), some: counts.breached > 0, href: href({ clock: 'breached' }) },
    withinDay: {
      count: shown(counts.withinDay),
      some: counts.withinDay > 0,
      href: href({ clock: 'due-soon' }),
    },
    withinWeek: { count: shown(counts.withinWeek) },
    open: { count: shown(counts.open), some: counts.open > 0, href: href({}) },
  };
}

async function sourceRows({ store }: Desk, { bySource }: ClockView) {
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  return bySource.map(({ sourceId, counts }) => ({
    name: names.get(sourceId) ?? sourceId,
    counts: shownCounts(counts, { source: sourceId }),
  }));
}

type In = { words: Words; terms: Terms; times: Times; now: Date; units: ReadonlyMap<string, string> };

async function lists({ store }: Desk, { visit: { words } }: Request, view: ClockView) {
  const units = await namesOfUnits(store.db);
  const context: In = { words, terms: termsIn(words), times: timesIn(words), now: store.clock.now(), units };
  return {
    preservation: {
      ...view.preservation,
      rows: view.preservation.shown.map((line) => preservationRow(line, context)),
    },
    receipts: { ...view.receipts, rows: view.receipts.shown.map((one) => receiptRow(one, context)) },
    enquiries: { ...view.enquiries, rows: view.enquiries.shown.map((one) => enquiryRow(one, context)) },
  };
}

/** A day is kept to its end: it has ended when the next one has begun. */
const DAY_MS = 86_400_000;

function preservationRow(
  { number, band, until, assumed }: ClockView['preservation']['shown'][number],
  { words, terms, times, now }: In,
) {
  const end = new Date(Date.parse(until) + DAY_MS);
  return {
    number: formatNumber(number),
    band: bandTag(band, terms),
    until: times.day(until),
    left: end < now ? words.clocks.ended : times.left(end, now),
    ended: end < now ? tag(words.clocks.ended, 'red') : null,
    basis: assumed ? words.clocks.assumed : words.clocks.stated,
  };
}

function receiptRow(
  { id, number, unitId, purpose, sentAt, receiptDueAt }: ClockView['receipts']['shown'][number],
  { terms, times, now, units }: In,
) {
  return {
    id,
    number: formatNumber(number),
    unit: units.get(unitId) ?? unitId,
    purpose: terms.term(PURPOSES_OF_PACKAGE, purpose),
    sent: times.time(sentAt),
    late: times.left(receiptDueAt ?? now, now),
  };
}

function enquiryRow(
  { number, kind, provider, state, dueAt }: ClockView['enquiries']['shown'][number],
  { terms, times, now }: In,
) {
  return {
    number: formatNumber(number),
    kind: terms.term(ENQUIRY_KINDS, kind),
    provider,
    state: terms.term(ENQUIRY_STATES, state),
    late: times.left(dueAt, now),
  };
}
