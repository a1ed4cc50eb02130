import type { ReadHidden } from '../../flow/index.ts';
import {
  feeds,
  type GatheredLists,
  type HiddenAnswer,
  type LinkingErrorAnswer,
  type ListName,
  RESAMPLES_TO_QUOTE,
  roundToFive,
  sizeOf,
} from '../../picture/index.ts';
import { intervalChart } from '../../shared/chart/interval-chart.ts';
import type { Words } from '../words.ts';

// An estimate in words. Its answers are put into one view and only there: no row of it is shown on another page.

type Said = Words['hidden'];
type Answer = { method: string; estimate: string; from: string; until: string };

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** The three answers with what errors of linking would change, or undefined before there are any. */
export function answersView({ result, asked, gathered }: ReadHidden, { hidden }: Words) {
  if (!result || !gathered) return undefined;
  const { population } = result;
  const { averaged, models, known } = population;
  return {
    lead: hidden.answersLead(whole(roundToFive(known)), String(population.lists.length)),
    rows: answerRows(result, hidden),
    chart: chartOf(result, hidden),
    caution: asked.resamples < RESAMPLES_TO_QUOTE ? hidden.notQuotable(whole(asked.resamples)) : null,
    pairs: pairsLine(population.stepwise?.pairs ?? [], gathered, hidden),
    models: hidden.models(whole(models.withEstimate), whole(models.all)),
    leans: averaged.high - known > averaged.most * LEANING ? hidden.leans : null,
    assumptions: hidden.assumption,
    errors: errorRows(result, hidden),
  };
}

/** This near to the most that was allowed for, the average is no answer. Source: graph-averaging.ts. */
const LEANING = 0.95;

function answerRows({ population }: HiddenAnswer, hidden: Said): Answer[] {
  const { stepwise, spread, averaged } = population;
  const row = (
    method: string,
    estimate: number | null,
    limits: { low: number; high: number } | null,
  ): Answer => ({
    method,
    estimate: estimate === null ? '' : whole(estimate),
    from: limits ? whole(limits.low) : '',
    until: limits ? whole(limits.high) : '',
  });
  const bca = stepwise?.bca ?? null;
  return [
    row(hidden.stepwise, stepwise?.total ?? null, stepwise),
    row(bca ? hidden.bca(whole(bca.resamples)) : hidden.noBca, stepwise?.total ?? null, bca),
    row(
      spread ? hidden.spread(whole(spread.models)) : hidden.noSpread,
      null,
      spread && { low: spread.least, high: spread.most },
    ),
    row(hidden.averaged, averaged.median, averaged),
  ];
}

function chartOf({ population }: HiddenAnswer, hidden: Said): string {
  const { known, stepwise, spread, averaged } = population;
  const chosen = stepwise?.total ?? averaged.median;
  const line = (label: string, value: number, limits: { low: number; high: number } | null) => ({
    label,
    counted: null,
    estimate: { value, low: limits?.low ?? null, high: limits?.high ?? null },
  });
  return intervalChart(
    { id: 'hidden-answers', title: hidden.answers, description: hidden.chartText, unit: '' },
    [
      { label: hidden.counted, counted: roundToFive(known), estimate: null },
      line(`${hidden.stepwiseShort}`, chosen, stepwise),
      line(`${hidden.stepwiseShort} (BCa)`, chosen, stepwise?.bca ?? null),
      line(hidden.spreadShort, chosen, spread && { low: spread.least, high: spread.most }),
      line(hidden.averagedShort, averaged.median, averaged),
    ],
    { counted: hidden.counted, estimate: hidden.estimated },
  );
}

function errorRows({ population, linkingErrors }: HiddenAnswer, hidden: Said) {
  const cells = ({ stepwise, spread, averaged }: Omit<LinkingErrorAnswer, 'kind' | 'share'>) => [
    stepwise
      ? `${whole(stepwise.total)} (${hidden.range(whole(stepwise.low), whole(stepwise.high))})`
      : hidden.noEstimate,
    spread ? hidden.range(whole(spread.least), whole(spread.most)) : hidden.noEstimate,
    `${whole(averaged.median)} (${hidden.range(whole(averaged.low), whole(averaged.high))})`,
  ];
  const wrong = linkingErrors.filter(({ kind }) => kind === 'wrong');
  const missed = linkingErrors.filter(({ kind }) => kind === 'missed');
  const rowOf = (one: (typeof linkingErrors)[number]) => ({
    name: hidden.errorKinds[one.kind](`${Math.round(one.share * 100)} %`),
    cells: cells(one),
  });
  return [...wrong.map(rowOf), { name: hidden.asItStands, cells: cells(population) }, ...missed.map(rowOf)];
}

function pairsLine(pairs: readonly string[], { lists }: GatheredLists, hidden: Said): string {
  if (pairs.length === 0) return hidden.noPairs;
  const named = pairs.map((pair) =>
    pair
      .split(' × ')
      .map((list) => (lists.includes(list) ? nameOfList(list, hidden) : list))
      .join(' × '),
  );
  return hidden.pairs(named.join('; '));
}

/** How the lists overlap, without small counts; the others are rounded, so that no small one is what they leave of a sum. */
export function overlapsView({ lists, counts, pairs }: GatheredLists, { hidden }: Words) {
  const named = lists.map((list) => nameOfList(list, hidden));
  return {
    rows: counts.flatMap((count, set) =>
      set === 0 || count === 0
        ? []
        : [
            {
              lists: named.filter((_, place) => (set >> place) & 1).join(' + '),
              people: count < SMALL ? hidden.fewer : whole(roundToFive(count)),
            },
          ],
    ),
    sizes: named.map((list, place) => ({ list, people: whole(roundToFive(sizeOf(counts, place))) })),
    fed: pairs.filter(({ fed }) => fed > 0).map((pair) => fedLine(pair, hidden)),
  };
}

/** Source: the disclosure rules of the picture's design, 2026-11. */
const SMALL = 5;

function fedLine(pair: GatheredLists['pairs'][number], hidden: Said): string {
  const [one, other] = pair.lists.map((list) => hidden.listNames[list]);
  const signs = Object.keys(pair.signs).map((sign) => hidden.signs[sign as keyof typeof hidden.signs]);
  const count = (value: number) => (value > 0 && value < SMALL ? hidden.fewer : whole(roundToFive(value)));
  const told = hidden.fedPair(one!, other!, count(pair.fed), count(pair.both));
  return `${told} (${signs.join('; ')}) ${feeds(pair) ? hidden.fedOne : hidden.fedFirst}`;
}

export function nameOfList(list: string, { listNames }: Said): string {
  return list
    .split(' + ')
    .map((name) => listNames[name as ListName] ?? name)
    .join(' + ');
}
