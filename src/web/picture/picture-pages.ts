import { type Figure, monthOf, readPicture } from '../../flow/index.ts';
import { coverage, type Measured, type Period } from '../../picture/index.ts';
import type { Desk, Pages } from '../frame/pages.ts';
import { signedIn } from '../frame/visits.ts';
import type { Words } from '../words.ts';
import { changeText, chartsOf, count } from './picture-charts.ts';

export const picturePages: Pages = (app, desk) => {
  app.get<{ Querystring: { period?: string } }>('/picture', async (request, reply) => {
    const person = signedIn(request);
    const { words } = request.visit;
    const asked = request.query.period?.trim() ?? '';
    const period = readPeriod(asked);
    const picture = await readPicture(desk.store, person, period ?? (await latestMonth(desk)));
    return reply.page('picture/picture.njk', {
      title: words.picture.title,
      errors: asked && !period ? [{ text: words.picture.badMonth, href: '#period' }] : [],
      asked: asked || shortName(picture.period),
      picture,
      rows: picture.figures.map((figure) => figureRow(figure, words)),
      charts: await chartsOf(desk, picture, words),
    });
  });
};

/** "2026-10" is a month, "2012" a year; undefined where it is neither. */
export function readPeriod(text: string): Period | undefined {
  if (/^\d{4}$/.test(text)) return { from: `${text}-01-01`, to: `${text}-12-31` };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return monthOf(`${text}-01`);
  return undefined;
}

function shortName({ from, to }: Period): string {
  return from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : from.slice(0, 4);
}

/** The last month of which the picture knows anything. */
async function latestMonth({ store }: Desk): Promise<Period> {
  const covered = await coverage(store.db);
  return monthOf(covered?.to ?? store.clock.now().toISOString().slice(0, 10));
}

function figureRow(figure: Figure, words: Words): Record<string, string> {
  return {
    title: figure.definition.title,
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
