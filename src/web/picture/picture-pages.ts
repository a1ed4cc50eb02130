import { nameOfPeriod, type Picture, readPicture } from '../../flow/index.ts';
import { FIGURE_GROUPS, type FigureGroup, type NationalFigure } from '../../picture/index.ts';
import { formFrom, formValues } from '../frame/forms.ts';
import { type Pages, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { areaFor } from './area.ts';
import { type AskedPicture, askedPicture, queryOf, scopeChoices } from './asked-period.ts';
import { count, figureHref, figureRow } from './figure-view.ts';
import { chartsOf } from './picture-charts.ts';
import { formatAsked, sendFigures } from './send-figures.ts';

export const picturePages: Pages = (app, desk) => {
  app.get('/picture', async (request, reply) => {
    const person = signedIn(request);
    const { words } = request.visit;
    const asked = await askedPicture(desk, request);
    const source = { figures: desk.figures, store: desk.store };
    const picture = await readPicture(source, person, asked.period, asked.scope);
    const format = formatAsked(formFrom(request.query));
    const name = `national-picture-${nameOfPeriod(picture.period)}`;
    if (format) return sendFigures(reply, { format, name, figures: picture.figures, whole: picture });
    const reader = readerOf(request, desk.store.clock.now());
    return reply.page('picture/picture.njk', {
      title: words.picture.title,
      area: areaFor(person, words, request.url),
      asked: asked.typed,
      query: queryOf(asked),
      scopes: scopeChoices(reader.say, asked.scope),
      period: { from: reader.day(picture.period.from), to: reader.day(picture.period.to) },
      ...coveredOf(picture, reader),
      isProtected: picture.isProtected,
      computed: reader.time(picture.computedAt),
      groups: groupsOf(picture.figures.filter(isKnown), reader),
      notKnown: picture.figures
        .filter((figure) => !isKnown(figure))
        .map((figure) => figureRow(figure, reader)),
      returned: returnedOf(picture, asked, reader),
      hasReturns: picture.figures.some(({ origin }) => origin === 'returns'),
      marks: marksIn(picture.figures, reader),
      charts: await chartsOf(desk, picture, reader),
      ...formValues({ errors: asked.errors }),
    });
  });
};

/** What the picture knows of, with the way to the definition of that number. */
function coveredOf({ covered, period }: Picture, { day }: Reader) {
  return {
    covered: covered && {
      from: day(covered.from),
      to: day(covered.to),
      receipts: count(covered.receipts),
      href: figureHref({ id: 'receipts-received', period, coverage: null }),
    },
  };
}

/** The way to what forces counted, since returns are for whole years and the page opens with what came last. */
function returnedOf({ returned }: Picture, { scope }: AskedPicture, { words }: Reader) {
  return returned.slice(0, YEARS_SHOWN).map(({ forces, ...period }) => ({
    text: words.picture.figures.returnedBy(nameOfPeriod(period), count(forces)),
    href: `/picture?${queryOf({ period, scope })}`,
  }));
}

/** Chosen: as many as one line holds. */
const YEARS_SHOWN = 6;

/** A line of a table that says only that nothing is known hides those that say something. */
function isKnown({ measured, before, marks }: NationalFigure): boolean {
  return measured.value !== null || marks.includes('c') || (before !== null && before.value !== null);
}

/** Figures by key threat, then of the bureau's own work; groups of which there is none are left out. */
function groupsOf(figures: readonly NationalFigure[], reader: Reader) {
  return (Object.keys(FIGURE_GROUPS) as FigureGroup[]).flatMap((group) => {
    const own = figures.filter((figure) => figure.group === group);
    if (own.length === 0) return [];
    return [
      {
        id: group,
        title: reader.term(FIGURE_GROUPS, group),
        hasReturns: own.some(({ origin }) => origin === 'returns'),
        rows: own.map((figure) => figureRow(figure, reader)),
      },
    ];
  });
}

/** Each letter that is used, with what it means. */
export function marksIn(figures: readonly NationalFigure[], { words }: Reader) {
  const used = new Set(figures.flatMap(({ marks }) => marks));
  return [...used].sort().map((mark) => ({ mark, text: words.picture.figures.marks[mark] }));
}
