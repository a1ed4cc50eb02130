import { type CoverageView, nameOfPeriod, readCoverage } from '../../flow/index.ts';
import { RETURN_INDICATORS, type ReturnIndicator } from '../../picture/index.ts';
import { answeredPeriods, SCOPES } from '../../returns/index.ts';
import { csvCell } from '../../shared/csv-cell.ts';
import { formFrom, formValues } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { areaFor } from './area.ts';
import { type AskedPicture, askedPicture, queryOf, scopeChoices } from './asked-period.ts';
import { count, shareText } from './figure-view.ts';
import { formatAsked, sendFile } from './send-figures.ts';

export const coveragePages: Pages = (app, desk) => {
  app.get('/picture/coverage', async (request, reply) => {
    const person = signedIn(request);
    const [latest] = await answeredPeriods(desk.store.db);
    const asked = await askedPicture(desk, request, latest && { from: latest.from, to: latest.to });
    const view = await readCoverage(desk.store, person, asked);
    const name = `coverage-${nameOfPeriod(view.period)}`;
    const format = formatAsked(formFrom(request.query));
    if (format === 'csv')
      return sendFile(reply, { name: `${name}.csv`, type: 'text/csv', text: csvOf(view) });
    if (format === 'json') {
      const text = `${JSON.stringify(view, null, 2)}\n`;
      return sendFile(reply, { name: `${name}.json`, type: 'application/json', text });
    }
    const reader = readerOf(request, desk.store.clock.now());
    const { words } = request.visit;
    return reply.page('picture/coverage.njk', {
      title: words.picture.page.coverageTitle,
      area: areaFor(person, words, request.url),
      asked: asked.typed,
      query: queryOf(asked),
      scopes: scopeChoices(reader.say, asked.scope),
      ...viewOf(view, asked, reader),
      isOwnOnly: person.compartment !== null,
      ...formValues({ errors: asked.errors }),
    });
  });
};

function viewOf(view: CoverageView, asked: AskedPicture, reader: Reader) {
  const { words, say, day, time, term } = reader;
  const { page, figures } = words.picture;
  const { title, version } = view.scheme;
  return {
    period: { from: day(view.period.from), to: day(view.period.to) },
    scope: term(SCOPES, view.scope),
    lead: page.coverageLead(say(title), String(version)),
    nobody: view.questions.every(({ answered }) => answered === 0),
    questions: view.questions.map(({ question, answered, shareOfPopulation }) => ({
      title: say(question.title),
      href: hrefOf(question.id, asked),
      answered: figures.answered(count(answered), count(view.of), shareText(shareOfPopulation)),
    })),
    rows: view.forces.map(({ force, answers, answered }) => ({
      name: force.name,
      answered: words.picture.outOf(count(answered), count(answers.length)),
      cells: answers.map((one) => ({ text: page.cells[one], isMissing: one === 'none' })),
    })),
    others: view.others.map(({ force, periods }) => ({
      name: force.name,
      periods: periods.map(({ period, days, shared }) =>
        page.othersDays(day(period.from), day(period.to), count(shared), count(days)),
      ),
    })),
    computed: time(view.computedAt),
  };
}

/** The figure that a question is counted in as a whole. */
function hrefOf(question: string, asked: AskedPicture): string | null {
  const found = Object.entries(RETURN_INDICATORS).find(
    ([, { counts, unit }]: [string, ReturnIndicator]) =>
      counts.question === question && counts.codes === undefined && unit !== 'share',
  );
  return found ? `/picture/figures/${found[0]}?${queryOf(asked)}` : null;
}

function csvOf({ scheme, forces }: CoverageView): string {
  const head = ['force', 'name', ...scheme.questions.map(({ id }) => id)];
  const lines = forces.map(({ force, answers }) => [force.key, force.name, ...answers]);
  return [head, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
