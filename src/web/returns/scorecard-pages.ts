import { may } from '../../access/index.ts';
import { type PeriodScores, readForceScores, readScorecards, setReturnsDue } from '../../flow/index.ts';
import { codeOfPeriod, EVERY_FORCE, periodOfCode, sizeOfForce } from '../../returns/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { timesIn } from '../frame/times.ts';
import { areaFor } from '../picture/area.ts';
import type { Words } from '../words.ts';
import { nameOfPeriod } from './period-names.ts';
import { mendRow } from './show-findings.ts';
import { dimensionHeads, dimensionRows, scoreCells } from './show-quality.ts';
import { shown } from './shown.ts';
import { nameOfForce } from './upload-pages.ts';

type OneForce = { Params: { force: string } };

/** How good the answers of forces are, and what to mend first. */
export const scorecardPages: Pages = (app, desk) => {
  app.get('/returns/scorecards', (request, reply) => showScorecards(desk, { request, reply }));
  app.post('/returns/scorecards', async (request, reply) => {
    const form = formFrom(request.body);
    const period = periodOfCode(form['period'] ?? '');
    const { badDue } = request.visit.words.returns.scores;
    const errors = await errorsOf(
      async () =>
        setReturnsDue(desk.store, signedIn(request), {
          period: period ?? { from: '', to: '' },
          due: form['due'] ?? '',
        }),
      { 'returns.invalid': formError('due', badDue) },
    );
    if (errors.length > 0) return showScorecards(desk, { request, reply, errors, typed: form });
    return reply.redirect(`/returns/scorecards?period=${form['period']}`, 303);
  });
  app.get<OneForce>('/returns/forces/:force', (request, reply) => showForce(desk, request, reply));
};

/** Things to mend that a page names. */
const MOST_TO_MEND = 30;

type Shown = { request: Request; reply: Reply } & Again;

async function showScorecards({ store }: Desk, { request, reply, ...again }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { returns: w } = words;
  const times = timesIn(words);
  const query = { ...formFrom(request.query), ...again.typed };
  const { periods, shown: scores } = await readScorecards(store, person, periodOfCode(query['period'] ?? ''));
  const question = scores?.scheme.questions.find(({ id }) => id === query['question']);
  if (again.errors?.length) reply.code(422);
  return reply.page('returns/scorecards.njk', {
    title: w.scores.title,
    area: areaFor(person, words, '/returns/scorecards'),
    period: scores && codeOfPeriod(scores.period),
    periodName: scores && nameOfPeriod(scores.period, words, times),
    question: question?.id ?? '',
    periods: periods.map((period) => ({
      value: codeOfPeriod(period),
      text: nameOfPeriod(period, words, times),
    })),
    questions: [
      { value: '', text: w.scores.allQuestions },
      ...(scores?.scheme.questions ?? []).map(({ id, title }) => ({ value: id, text: title })),
    ],
    heads: dimensionHeads(words),
    ...(scores && periodView(scores, words, question?.id)),
    maySetDue: may(person, 'confirm-return') && person.compartment === null,
    ...formValues({ ...again, typed: { due: scores?.dueOn, ...again.typed } }),
  });
}

function periodView(all: PeriodScores, words: Words, question: string | undefined) {
  const { scores: w, mend } = words.returns;
  const times = timesIn(words);
  const isAsked = (one: { question: string | null }) => question === undefined || one.question === question;
  const scores = all.scores.filter(isAsked);
  const toMend = all.toMend.filter(isAsked);
  return {
    dueText: w.dueOn(times.day(all.dueOn)),
    silent: silentIn(all, words),
    answeredText: w.answered(shown(all.answered.length), shown(all.forces.length)),
    forces: all.forces.map((force) => ({
      key: force,
      name: nameOfForce(force),
      isSilent: !all.answered.includes(force),
      cells: scoreCells(
        scores.filter((score) => score.force === force),
        words,
      ),
    })),
    byQuestion: questionRows(all, words),
    mend: toMend
      .slice(0, MOST_TO_MEND)
      .map((item) => ({ ...mendRow(item, all.scheme, words), force: nameOfForce(item.force) })),
    moreToMend: toMend.length > MOST_TO_MEND ? mend.more(shown(toMend.length - MOST_TO_MEND)) : null,
    rules: dimensionRows(scores, words),
  };
}

/** Forces that sent nothing, the largest first. */
function silentIn({ forces, answered }: PeriodScores, { returns: w }: Words): string | null {
  const silent = forces
    .filter((force) => !answered.includes(force))
    .sort((a, b) => (sizeOfForce(b) ?? 0) - (sizeOfForce(a) ?? 0));
  return silent.length === 0 ? null : w.scores.silent(silent.map(nameOfForce).join(', '));
}

/** Over forces that answered anything: one that is silent is missing from every question alike. */
function questionRows({ scheme, scores, answered }: PeriodScores, words: Words) {
  return scheme.questions.map(({ id, title }) => ({
    id,
    title,
    cells: scoreCells(
      scores.filter(({ question, force }) => question === id && answered.includes(force)),
      words,
    ),
  }));
}

async function showForce({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { returns: w } = words;
  const times = timesIn(words);
  const { force } = request.params as OneForce['Params'];
  if (!EVERY_FORCE.some(({ key }) => key === force)) throw new Problem('returns.unknown');
  const { years, parts } = await readForceScores(store, person, force);
  const latest = years.find(({ answered }) => answered.includes(force)) ?? years[0];
  return reply.page('returns/force.njk', {
    title: w.ofForce.title(nameOfForce(force)),
    area: areaFor(person, words, '/returns/forces'),
    heads: dimensionHeads(words),
    years: years.map((year) => ({
      name: nameOfPeriod(year.period, words, times),
      due: times.day(year.dueOn),
      isSilent: !year.answered.includes(force),
      cells: scoreCells(year.scores, words),
    })),
    parts: parts
      .map(({ returnId, from, to, state, uploadedAt, isOfMany }) => ({
        // A table of many forces is not for one force's eyes.
        id: isOfMany && person.compartment !== null ? null : returnId,
        period: nameOfPeriod({ from, to }, words, times),
        state: w.partStates[state],
        received: times.time(uploadedAt),
      }))
      .reverse(),
    silent: years
      .filter(({ answered }) => !answered.includes(force))
      .map(({ period }) => w.scores.silentFor(nameOfPeriod(period, words, times))),
    ...(latest && {
      byQuestionTitle: w.ofForce.byQuestion(nameOfPeriod(latest.period, words, times)),
      byQuestion: questionRows(latest, words),
      mend: latest.toMend.slice(0, MOST_TO_MEND).map((item) => mendRow(item, latest.scheme, words)),
      rules: dimensionRows(latest.scores, words),
    }),
  });
}
