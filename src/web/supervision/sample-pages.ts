import { may } from '../../access/index.ts';
import { BAND_ORDER, BANDS, NOVELTY, SAMPLE_KINDS } from '../../assessment/index.ts';
import {
  CANNOT_TELL,
  drawGradingSample,
  gradeBlind,
  readBlind,
  readSample,
  readSamples,
} from '../../flow/index.ts';
import {
  FACTS,
  type FactName,
  FILE_ANNOTATIONS,
  formatNumber,
  INCIDENT_TYPES,
  THREATS,
} from '../../referral/index.ts';
import { type Again, choicesOf, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { bandTag } from '../frame/tags.ts';
import { intervalText, percent, whole } from './estimates.ts';
import { partsFor } from './parts.ts';

type OfSample = { Params: { id: string } };
type OfMember = { Params: { id: string; number: string } };

export const gradingSamplePages: Pages = (app, desk) => {
  const { store } = desk;
  app.get('/supervision/samples', (request, reply) => showSamples(desk, { request, reply }));

  app.post('/supervision/samples', async (request, reply) => {
    const typed = formFrom(request.body);
    const { gradingSamples } = request.visit.words;
    let id = '';
    const ask = { kind: typed['kind'] ?? '', size: Number(typed['size']), days: Number(typed['days']) };
    const errors = await errorsOf(
      async () => {
        id = (await drawGradingSample(store, signedIn(request), ask)).id;
      },
      {
        'assessment.unknown-code': formError('kind', gradingSamples.wrong),
        'assessment.nothing-to-draw': formError('days', gradingSamples.nothing),
      },
    );
    if (errors.length > 0) return showSamples(desk, { request, reply: reply.code(422), errors, typed });
    return reply.redirect(`/supervision/samples/${id}`, 303);
  });

  app.get<OfSample>('/supervision/samples/:id', async (request, reply) =>
    showSample(desk, { request, reply, id: request.params.id }),
  );

  app.get<OfMember>('/supervision/samples/:id/:number', (request, reply) =>
    showBlind(desk, { request, reply }),
  );

  app.post<OfMember>('/supervision/samples/:id/:number', async (request, reply) => {
    const { id, number } = request.params;
    const typed = formFrom(request.body);
    const errors = await errorsOf(
      () => gradeBlind(store, signedIn(request), { sampleId: id, number, band: typed['band'] ?? '' }),
      { 'assessment.unknown-code': formError('band', request.visit.words.gradingSamples.missing) },
    );
    if (errors.length > 0) return showBlind(desk, { request, reply: reply.code(422), errors });
    return reply.redirect(`/supervision/samples/${id}`, 303);
  });
};

type Shown = { request: Request; reply: Reply } & Again;

async function showSamples({ store }: Desk, { request, reply, ...again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const samples = await readSamples(store, person);
  const reader = readerOf(request, store.clock.now());
  const { words, term, day, time } = reader;
  const said = words.gradingSamples;
  return reply.page('supervision/samples.njk', {
    title: said.title,
    parts: partsFor(person, words, 'samples'),
    samples: samples.map((one) => ({
      id: one.id,
      kind: one.kind ? term(SAMPLE_KINDS, one.kind) : said.sample,
      drawnAt: time(one.drawnAt),
      period: said.between(day(one.since), day(one.until)),
      drawn: whole(one.drawn),
      graded: whole(one.graded),
    })),
    mayDraw: may(person, 'supervise'),
    kinds: choicesOf(SAMPLE_KINDS, reader).map((choice) => ({
      ...choice,
      hint: { text: said.kindHints[choice.value] ?? '' },
    })),
    ...formValues(again),
  });
}

async function showSample({ store }: Desk, { request, reply, id }: Shown & { id: string }): Promise<Reply> {
  const person = signedIn(request);
  const page = await readSample(store, person, id);
  const reader = readerOf(request, store.clock.now());
  const { words, term, day, time } = reader;
  const said = words.gradingSamples;
  const { sample, results } = page;
  const share = results?.underGraded;
  return reply.page('supervision/sample.njk', {
    title: `${sample.kind ? term(SAMPLE_KINDS, sample.kind) : said.sample}, ${day(sample.drawnAt)}`,
    id: sample.id,
    period: said.between(day(sample.since), day(sample.until)),
    seed: sample.seed === null ? null : said.seed(sample.seed),
    waiting: page.waiting.map(({ number, receivedAt }) => ({
      number: formatNumber(number),
      received: time(receivedAt),
    })),
    done: page.doneByReader > 0 ? said.done(whole(page.doneByReader)) : null,
    own: page.ownDecisions > 0 ? said.own(whole(page.ownDecisions)) : null,
    hidden: page.hidden > 0 ? said.hidden(whole(page.hidden)) : null,
    results: results && {
      estimate: share
        ? said.estimate(intervalText(share.share, percent, words), intervalText(share.inWhole, whole, words))
        : said.notYet,
      strata: results.strata.map((one) => ({
        band: bandTag(one.band, reader),
        population: whole(one.population),
        drawn: whole(one.drawn),
        graded: whole(one.graded),
        worse: whole(one.worse),
        unclear: whole(one.unclear),
      })),
      worse: results.worse.map(({ header, stood, graded }) => ({
        number: formatNumber(header.number),
        stood: bandTag(stood, reader),
        graded: bandTag(graded, reader),
      })),
    },
  });
}

async function showBlind({ store }: Desk, { request, reply, errors = [] }: Shown): Promise<Reply> {
  const { id, number } = request.params as OfMember['Params'];
  const blind = await readBlind(store, signedIn(request), { sampleId: id, number });
  const reader = readerOf(request, store.clock.now());
  const { words, term } = reader;
  const said = words.gradingSamples;
  return reply.page('supervision/blind.njk', {
    title: said.blindTitle(formatNumber(blind.number)),
    id,
    number: formatNumber(blind.number),
    pairs: pairsOf(blind, reader),
    answers: answersOf(blind.facts.answers, reader),
    bands: [
      ...BAND_ORDER.map((band) => ({ value: band, text: term(BANDS, band) })),
      { value: CANNOT_TELL, text: said.cannotTell },
    ],
    ...formValues({ errors }),
  });
}

type Blind = Awaited<ReturnType<typeof readBlind>>;

/** What was stated, as keys and values; nothing of it says how it was graded. */
function pairsOf({ facts, match, links, receivedAt }: Blind, { words, term, say, time }: Reader) {
  const said = words.gradingSamples;
  const counted = (counts: Record<string, number>, name: (code: string) => string) =>
    Object.entries(counts)
      .map(([code, count]) => `${name(code)} (${count})`)
      .join(', ');
  const { locating } = facts;
  const pairs = [
    { key: said.received, value: time(receivedAt) },
    { key: said.incident, value: term(INCIDENT_TYPES, facts.incidentType) },
    { key: said.threat, value: term(THREATS, facts.threat) },
    { key: said.urgent, value: facts.urgencyClaimed ? said.saidYes : '' },
    { key: said.children, value: facts.children.map((child) => childText(child, words)).join(', ') },
    { key: said.suspects, value: facts.suspects > 0 ? whole(facts.suspects) : '' },
    { key: said.files, value: facts.files.count > 0 ? whole(facts.files.count) : '' },
    { key: said.grades, value: counted(facts.files.grades, (code) => code.replace(':', ' ')) },
    {
      key: said.annotations,
      value: counted(facts.files.annotations, (code) => term(FILE_ANNOTATIONS, code)),
    },
    { key: said.flags, value: facts.flags.map(say).join(', ') },
    { key: said.content, value: match ? term(NOVELTY, match.novelty) : '' },
    {
      key: said.locating,
      value: said.locatingText(
        locating.connections,
        locating.accounts + locating.identifiers,
        locating.names,
      ),
    },
    {
      key: said.links,
      value: (links?.linkedReferrals ?? 0) > 0 ? said.linkedTo(links!.linkedReferrals) : '',
    },
  ];
  return pairs.filter(({ value }) => value !== '');
}

function childText(
  { ageFrom, ageTo }: Blind['facts']['children'][number],
  { service, gradingSamples }: Reader['words'],
) {
  const [from, to] = [ageFrom ?? ageTo, ageTo ?? ageFrom];
  return from === null ? service.unknown : gradingSamples.child(String(from), String(to));
}

/** Facts by their answer, those that nobody answered last: unknown is not no. */
function answersOf(answers: Blind['facts']['answers'], { words, term }: Reader) {
  const said = words.gradingSamples;
  const names = Object.keys(FACTS) as FactName[];
  const those = (answer: string) =>
    names.filter((name) => (answers[name] ?? 'unknown') === answer).map((name) => term(FACTS, name));
  return [
    { name: said.saidYes, facts: those('yes') },
    { name: said.saidNo, facts: those('no') },
    { name: said.saidUnknown, facts: those('unknown') },
  ];
}
