import { type Figure, monthOf, readPicture, recentPeriod } from '../../flow/index.ts';
import type { Measured, Period } from '../../picture/index.ts';
import { formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import type { Words } from '../words.ts';
import { changeText, chartsOf, count } from './picture-charts.ts';

export const picturePages: Pages = (app, desk) => {
  app.get<{ Querystring: { period?: string } }>('/picture', async (request, reply) => {
    const person = signedIn(request);
    const { words } = request.visit;
    const asked = formFrom(request.query)['period']?.trim() ?? '';
    const period = readPeriod(asked);
    const picture = await readPicture(
      { figures: desk.figures, clock: desk.store.clock },
      person,
      period ?? (await latestPeriod(desk)),
    );
    const { day, time, say } = readerOf(request, desk.store.clock.now());
    const { covered } = picture;
    return reply.page('picture/picture.njk', {
      title: words.picture.title,
      asked,
      period: { from: day(picture.period.from), to: day(picture.period.to) },
      covered: covered && {
        from: day(covered.from),
        to: day(covered.to),
        receipts: count(covered.receipts),
      },
      computed: time(picture.computedAt),
      rows: picture.figures.map((figure) => ({ ...figureRow(figure, words), ...definitionOf(figure, say) })),
      charts: await chartsOf(desk, picture, words),
      ...formValues(asked && !period ? { errors: [formError('period', words.picture.badMonth)] } : {}),
    });
  });
};

function definitionOf({ definition }: Figure, say: (text: string) => string) {
  return {
    title: say(definition.title),
    definition: say(definition.definition),
    version: definition.version,
    provenance: say(definition.provenance),
  };
}

/** "2026-10" is a month, "2012" a year; undefined where it is neither. */
export function readPeriod(text: string): Period | undefined {
  if (/^\d{4}$/.test(text)) return { from: `${text}-01-01`, to: `${text}-12-31` };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return monthOf(`${text}-01`);
  return undefined;
}

/** Everything, while the picture covers no more than a month; else the last month of which it knows anything. */
async function latestPeriod({ store, figures }: Desk): Promise<Period> {
  const covered = await figures.coverage();
  return covered ? recentPeriod(covered) : monthOf(store.clock.now().toISOString().slice(0, 10));
}

function figureRow(figure: Figure, words: Words): Record<string, string> {
  return {
    value: shown(figure.measured, figure.definition.unit, words),
    before: figure.yearBefore
      ? shown(figure.yearBefore, figure.definition.unit, words)
      : words.picture.notCovered,
    change: figure.change ? changeText(figure.change.words, words) : '',
  };
}

function shown(measured: Omit<Measured, 'group'>, unit: string, words: Words): string {
  if (unit !== 'share') return count(measured.numerator);
  if (measured.value === null) return words.picture.notKnown;
  const parts = words.picture.outOf(count(measured.numerator), count(measured.denominator ?? 0));
  return `${(measured.value * 100).toFixed(1)} % (${parts})`;
}
