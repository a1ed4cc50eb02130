import { type FigureView, nameOfPeriod, readFigure } from '../../flow/index.ts';
import { INDICATORS, type Indicator } from '../../picture/index.ts';
import { formFrom, formValues } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { areaFor } from './area.ts';
import { askedPicture, queryOf, scopeChoices } from './asked-period.ts';
import { chartOfFigure } from './figure-charts.ts';
import { partsOfFigure } from './figure-parts.ts';
import { count } from './figure-view.ts';
import { marksIn } from './picture-pages.ts';
import { formatAsked, sendFigures } from './send-figures.ts';

export const figurePages: Pages = (app, desk) => {
  app.get<{ Params: { id: string } }>('/picture/figures/:id', async (request, reply) => {
    const person = signedIn(request);
    const asked = await askedPicture(desk, request);
    const { id } = request.params;
    const source = { figures: desk.figures, store: desk.store };
    const view = await readFigure(source, person, { id, period: asked.period, scope: asked.scope });
    const { figure } = view;
    const format = formatAsked(formFrom(request.query));
    const name = `${figure.id}-${nameOfPeriod(figure.period)}`;
    if (format) return sendFigures(reply, { format, name, figures: figuresOf(view), whole: view });
    const reader = readerOf(request, desk.store.clock.now());
    const { words } = request.visit;
    return reply.page('picture/figure.njk', {
      title: reader.say(figure.title),
      area: areaFor(person, words, request.url),
      action: `/picture/figures/${figure.id}`,
      asked: asked.typed,
      query: queryOf(asked),
      scopes: figure.origin === 'returns' ? scopeChoices(reader.say, asked.scope) : null,
      ...partsOfFigure(view, reader),
      expression: expressionOf(figure.id),
      chart: chartOfFigure(view, reader),
      forces: forceRows(view, reader),
      isOwnOnly: person.compartment !== null,
      marks: marksIn([figure], reader),
      isProtected: view.isProtected,
      computed: reader.time(figure.computedAt),
      ...formValues({ errors: asked.errors }),
    });
  });
};

/** Of returns every year, so that the file holds the course. */
function figuresOf({ figure, years }: FigureView) {
  return years.length > 0 ? years : [figure];
}

/** As the figure is written over the facts; null for returns. */
function expressionOf(id: string): { numerator: string; denominator: string | undefined } | null {
  if (!Object.hasOwn(INDICATORS, id)) return null;
  const { numerator, denominator }: Indicator = INDICATORS[id as keyof typeof INDICATORS];
  return { numerator, denominator };
}

function forceRows({ forces, figure }: FigureView, { words, day }: Reader) {
  const isShare = figure.unit === 'share';
  const shown = (part: number | null, whole: number | null) => {
    if (part === null) return words.picture.page.none;
    return isShare ? words.picture.outOf(count(part), count(whole ?? 0)) : count(part);
  };
  return (
    forces?.map(({ force, part, whole, before, others }) => ({
      name: force.name,
      people: count(force.population),
      year: force.isPopulationAssumed
        ? words.picture.page.recalled(String(force.populationYear))
        : force.populationYear,
      answer: shown(part, whole),
      before: shown(before.part, before.whole),
      others: others.map(({ period, part: own, whole: all }) =>
        words.picture.page.otherDays(shown(own, all), day(period.from), day(period.to)),
      ),
    })) ?? null
  );
}
