import {
  monthOf,
  nameOfPeriod,
  type Picture,
  type PictureSource,
  periodNamed,
  readFigure,
  readPicture,
  recentPeriod,
  refreshPicture,
} from '../flow/index.ts';
import type { Scope } from '../returns/index.ts';
import type { Period } from '../shared/period.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { changeOf, countedOf, coverageOf, estimateOf, figureLines } from './figure-lines.ts';
import { tableLines } from './table.ts';

type PictureOptions = { period?: string; scope: Scope };

/** `everydot picture [figure] [--period 2026-10]`: every figure with its parts; of one figure, its course and every force's answer. */
export async function pictureCommand(
  { opened, person }: Acting,
  figure: string | undefined,
  options: PictureOptions,
): Promise<Result> {
  const { store, figures } = opened;
  const source = { figures, store };
  await refreshPicture(store);
  await figures.follow();
  const period = options.period === undefined ? await latestPeriod(source) : periodOf(options.period);
  if (figure !== undefined) {
    const view = await readFigure(source, person, { id: figure, period, scope: options.scope });
    return { json: view, lines: figureLines(view) };
  }
  const picture = await readPicture(source, person, period, options.scope);
  return { json: picture, lines: pictureLines(picture) };
}

function pictureLines(picture: Picture): string[] {
  const { period, computedAt, figures } = picture;
  const isKnown = ({ measured, marks }: (typeof figures)[number]) =>
    measured.value !== null || marks.includes('c');
  const known = figures.filter(isKnown);
  const unknown = figures.filter((one) => !isKnown(one)).map(({ id }) => id);
  const body = known.map((figure) => [
    figure.id,
    countedOf(figure),
    coverageOf(figure),
    estimateOf(figure),
    changeOf(figure),
  ]);
  return [
    `National picture, ${period.from} to ${period.to}, computed ${computedAt}`,
    ...tableLines(['figure', 'counted', 'forces', 'for all forces', 'change'], body),
    ...(figures.some(({ origin }) => origin === 'returns')
      ? []
      : ['No force has answered for exactly this period.']),
    '[b] break in counting  [c] left out  [e] estimated  [p] provisional  [u] of low reliability  [x] not available',
    ...(picture.isProtected ? ['Counts of records are rounded to 5, and 1 to 4 are left out.'] : []),
    ...(unknown.length > 0 ? [`Nothing is known of: ${unknown.join(', ')}`] : []),
    `Definition and course of a figure: everydot picture ${figures[0]?.id} --period ${nameOfPeriod(period)}`,
  ];
}

async function latestPeriod({ store, figures }: PictureSource): Promise<Period> {
  const covered = await figures.coverage();
  return covered ? recentPeriod(covered) : monthOf(store.clock.now().toISOString());
}

function periodOf(text: string): Period {
  const period = periodNamed(text);
  if (period) return period;
  throw new Problem('command.unknown-value', {
    detail: 'a period is a month (2026-10), a year (2012) or days (2026-10-05..2026-11-20)',
  });
}
