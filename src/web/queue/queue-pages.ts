import { listSources, type Source } from '../../access/index.ts';
import { BAND_ORDER, BANDS, CLOCK_STATES, type ClockState } from '../../assessment/index.ts';
import { type QueuePage, type QueueQuery, readQueue, whatWaits } from '../../flow/index.ts';
import { THREATS } from '../../referral/index.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { bandTag } from '../frame/tags.ts';
import { termsIn } from '../frame/terms.ts';
import { waitingLinks } from '../frame/waiting.ts';
import type { Words } from '../words.ts';
import { queueRows } from './queue-rows.ts';

/** As the form and the links send it: every value is a code. */
type Asked = Partial<
  Record<'band' | 'threat' | 'source' | 'clock' | 'mine' | 'undecided' | 'each' | 'after', string>
>;

export const queuePages: Pages = (app, { store }) => {
  app.get<{ Querystring: Asked }>('/queue', async (request, reply) => {
    const person = signedIn(request);
    const { words } = request.visit;
    const sources = await listSources(store.db);
    const filter = filterFrom(request.query, sources);
    const { after } = request.query;
    const page = await readQueue(store, person, { ...queryFrom(filter), ...(after && { after }) });
    const now = store.clock.now();
    return reply.page('queue/queue.njk', {
      title: words.queue.title,
      rows: queueRows(page.lines, { words, now, personId: person.id, sources }),
      bands: bandCounts(page, filter, words),
      waiting: waitingLinks(await whatWaits(store, person), words),
      total: page.counts.total.toLocaleString('en-GB'),
      lines: (filter.each ? page.counts.total : page.counts.lines).toLocaleString('en-GB'),
      hidden: page.counts.hidden,
      isFiltered: Object.keys(filter).some((name) => name !== 'each'),
      isEach: filter.each === 'yes',
      eachHref: hrefFor(filter.each ? withoutEach(filter) : { ...filter, each: 'yes' }),
      filter,
      choices: choicesFor(filter, sources, words),
      next: page.next && hrefFor({ ...filter, after: page.next }),
      first: after ? hrefFor(filter) : null,
    });
  });
};

type Filter = Omit<Asked, 'after'>;

/** Only what the forms offer: a value from elsewhere is as if it were not there. */
function filterFrom(asked: Asked, sources: readonly Source[]): Filter {
  const allowed: Record<keyof Filter, (value: string) => boolean> = {
    band: (value) => Object.hasOwn(BANDS, value),
    threat: (value) => Object.hasOwn(THREATS, value),
    source: (value) => sources.some(({ id }) => id === value),
    clock: (value) => Object.hasOwn(CLOCK_STATES, value),
    mine: (value) => value === 'yes',
    undecided: (value) => value === 'yes',
    each: (value) => value === 'yes',
  };
  const kept = Object.entries(allowed).flatMap(([name, isAllowed]) => {
    const value = asked[name as keyof Filter];
    return typeof value === 'string' && isAllowed(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

function withoutEach({ each: _, ...rest }: Filter): Filter {
  return rest;
}

function queryFrom({ band, threat, source, clock, mine, undecided, each }: Filter): QueueQuery {
  return {
    ...(band && { band: band as keyof typeof BANDS }),
    ...(threat && { threat }),
    ...(source && { sourceId: source }),
    ...(clock && { clock: clock as ClockState }),
    ...(mine && { mine: true }),
    ...(undecided && { undecided: true }),
    ...(each && { each: true }),
  };
}

function hrefFor(asked: Asked): string {
  const query = new URLSearchParams(asked as Record<string, string>).toString();
  return query ? `/queue?${query}` : '/queue';
}

function bandCounts(page: QueuePage, filter: Filter, words: Words): object[] {
  const terms = termsIn(words);
  return BAND_ORDER.map((band) => ({
    ...bandTag(band, terms),
    count: page.counts.byBand[band].toLocaleString('en-GB'),
    href: hrefFor({ ...filter, band }),
  }));
}

type Choice = { value: string; text: string; selected: boolean };

function choicesFor(filter: Filter, sources: readonly Source[], words: Words): Record<string, Choice[]> {
  const { term } = termsIn(words);
  const among = (
    name: keyof Filter,
    options: readonly (readonly [value: string, text: string])[],
  ): Choice[] =>
    [['', words.queue.any] as const, ...options].map(([value, text]) => ({
      value,
      text,
      selected: (filter[name] ?? '') === value,
    }));
  const terms = (vocabulary: Record<string, { label: string }>) =>
    Object.keys(vocabulary).map((code) => [code, term(vocabulary, code)] as const);
  return {
    band: among('band', terms(BANDS)),
    threat: among('threat', terms(THREATS)),
    source: among(
      'source',
      sources.map(({ id, name }) => [id, name] as const),
    ),
    clock: among('clock', terms(CLOCK_STATES)),
  };
}
