import {
  askHidden,
  cancelHidden,
  finishHidden,
  listHidden,
  readHidden,
  refreshPicture,
} from '../flow/index.ts';
import {
  type CountedUnit,
  type DeclaredList,
  FEWEST_SHARED,
  HIDDEN_REFUSALS,
  type HiddenRun,
  LISTS,
  type LinkedBy,
  type ListName,
  SMALLEST_LIST,
} from '../picture/index.ts';
import type { Period } from '../shared/period.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { EXIT } from './command.ts';
import { hiddenLines } from './estimate-commands.ts';
import { progressBar } from './progress.ts';
import { whole } from './shown-figures.ts';
import { tableLines } from './table.ts';

export type AskOptions = {
  unit: CountedUnit;
  from: string;
  to: string;
  lists: string[];
  linkedBy: LinkedBy;
  resamples: number;
  seed: number;
  json?: boolean;
};

/** `everydot hidden ask`: declares the question, and works at it until there is an answer or a refusal. */
export async function askHiddenCommand({ opened, person }: Acting, options: AskOptions): Promise<Result> {
  const { store, figures } = opened;
  const { unit, linkedBy, resamples, seed } = options;
  await refreshPicture(store);
  await figures.follow();
  const id = await askHidden(store, person, {
    unit,
    period: daysIn(options),
    linkedBy,
    lists: options.lists.map(listNamed),
    resamples,
    seed,
  });
  const show = progressBar(options.json === true);
  await finishHidden(store, id, { onProgress: ({ step, done, of }) => show(step, done, of) });
  return shown(await readHidden(store, person, id));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function daysIn({ from, to }: Period): Period {
  if (!DAY.test(from) || !DAY.test(to))
    throw new Problem('command.unknown-value', { detail: 'days are written 2012-01-31' });
  return { from, to };
}

/** "agency" is the list of that name; "industry=platform,agency" a list of the senders that are named. */
function listNamed(text: string): DeclaredList {
  const [name = '', kinds] = text.split('=');
  if (!Object.hasOwn(LISTS, name))
    throw new Problem('command.unknown-value', { detail: `lists are ${Object.keys(LISTS).join(', ')}` });
  const usual = LISTS[name as ListName];
  const named = kinds?.split(',') ?? [...usual.kinds];
  const known = Object.values(LISTS).flatMap((list): readonly string[] => list.kinds);
  if (named.some((kind) => !known.includes(kind)))
    throw new Problem('command.unknown-value', { detail: `senders are ${known.join(', ')}` });
  return { name: name as ListName, kinds: named as DeclaredList['kinds'] };
}

/** `everydot hidden list`. States only: no answer stands without the others. */
export async function listHiddenCommand({ opened, person }: Acting): Promise<Result> {
  const runs = await listHidden(opened.store, person);
  return {
    json: runs.map(({ id, asked, askedAt, state, progress }) => ({ id, asked, askedAt, state, progress })),
    lines: tableLines(
      ['estimate', 'counted', 'period', 'state'],
      runs.map(({ id, asked, state }) => [
        id,
        asked.unit,
        `${asked.period.from} to ${asked.period.to}`,
        state,
      ]),
    ),
  };
}

/** `everydot hidden show`. */
export async function showHiddenCommand({ opened, person }: Acting, id: string): Promise<Result> {
  return shown(await readHidden(opened.store, person, id));
}

/** `everydot hidden cancel`. */
export async function cancelHiddenCommand({ opened, person }: Acting, id: string): Promise<Result> {
  await cancelHidden(opened.store, person, id);
  return { json: { id, state: 'cancelled' }, lines: ['The estimate was cancelled; nothing of it is kept.'] };
}

function shown(run: HiddenRun): Result {
  const { id, asked, state, progress, gathered, refused, result } = run;
  const {
    counts: _,
    pairs: __,
    declared: ___,
    ...rests
  } = gathered ?? { counts: [], pairs: [], declared: [] };
  return {
    json: { id, asked, state, progress, gathered: gathered && rests, refused, result },
    lines: [
      `Estimate ${id}: ${asked.unit}, ${asked.period.from} to ${asked.period.to}, ${state}.`,
      ...(gathered?.collapsed ?? []).map(({ because }) => `One list: ${because}`),
      ...(refused ?? []).map(
        ({ reason, lists }) => `No estimate: ${HIDDEN_REFUSALS[reason].label}. ${lists.join('; ')}`,
      ),
      ...(refused
        ? [`A list needs ${SMALLEST_LIST} people, and ${FEWEST_SHARED} people must be on more than one.`]
        : []),
      ...(result ? [...hiddenLines(result.population), '', ...errorLines(run)] : []),
      ...(state === 'running' || state === 'waiting'
        ? [`${progress.step}: ${progress.done} of ${progress.of}`]
        : []),
    ],
    ...(refused ? { exitCode: EXIT.refused } : {}),
  };
}

function errorLines({ result }: HiddenRun): string[] {
  return [
    'If links between lists were missed or wrong:',
    ...tableLines(
      ['', 'chosen model', 'models that fit as well', 'average'],
      (result?.linkingErrors ?? []).map(({ kind, share, stepwise, spread, averaged }) => [
        `${Math.round(share * 100)} % ${kind}`,
        stepwise ? whole(stepwise.total) : 'none',
        spread ? `${whole(spread.least)} to ${whole(spread.most)}` : 'none',
        whole(averaged.median),
      ]),
    ),
  ];
}
