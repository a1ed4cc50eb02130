import { type Figure, monthOf, readPicture, recentPeriod, refreshPicture } from '../flow/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

/** `everydot picture [--period 2026-10]`: every indicator with its parts, and the same period a year before. */
export async function pictureCommand(
  { opened, person }: Acting,
  options: { period?: string },
): Promise<Result> {
  const { store, figures } = opened;
  const source = { figures, clock: store.clock };
  await refreshPicture(store);
  await figures.follow();
  const today = monthOf(store.clock.now().toISOString().slice(0, 10));
  const first = await readPicture(source, person, options.period ? periodNamed(options.period) : today);
  const isLatest = options.period !== undefined || first.covered === null;
  const picture = isLatest ? first : await readPicture(source, person, recentPeriod(first.covered!));
  const body = picture.figures.map((figure) => [
    figure.definition.title,
    shown(figure.measured),
    figure.yearBefore ? shown(figure.yearBefore) : '[x]',
  ]);
  return {
    json: picture,
    lines: [
      `National picture, ${picture.period.from} to ${picture.period.to}, computed ${picture.computedAt}`,
      ...tableLines(['indicator', 'value', 'a year before'], body),
      '[x] not available: the period is not covered',
    ],
  };
}

/** "2026-10" is a month, "2012" a year. */
function periodNamed(text: string) {
  if (/^\d{4}$/.test(text)) return { from: `${text}-01-01`, to: `${text}-12-31` };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return monthOf(`${text}-01`);
  throw new Problem('command.unknown-value', { detail: 'a period is a month (2026-10) or a year (2012)' });
}

function shown({ numerator, denominator, value }: Figure['measured']): string {
  if (denominator === null) return String(numerator);
  return value === null ? 'not known' : `${(value * 100).toFixed(1)} % (${numerator} of ${denominator})`;
}
