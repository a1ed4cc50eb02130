import type { LinkQualityPage } from '../../flow/index.ts';
import { LINK_BANDS } from '../../linking/index.ts';
import type { Reader } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';
import { drawIntervals } from './draw-intervals.ts';
import { modelRow } from './model-view.ts';
import { attributeName } from './waterfall-view.ts';

const VERDICT_COLOURS = { 'too-few': 'grey', steady: 'blue', shifting: 'yellow', drifted: 'red' } as const;
const count = (value: number) => value.toLocaleString('en-GB');
/** From twice as many records on the shares of values are one bit off. */
const WORTH_SAYING = 2;
const share = (value: number) => `${Math.round(value * 1000) / 10} %`;

/** Pure. The quality of links in words; `nameOf` gives the name behind an actor of the ledger. */
export function qualityView(page: LinkQualityPage, reader: Reader, nameOf: (actor: string) => string) {
  const { words, term, say, time, day } = reader;
  const { linkQuality, linkModel } = words;
  const { bands, overall } = page.quality;
  const interval = (one: { share: number; low: number; high: number }) =>
    linkQuality.interval(share(one.share), share(one.low), share(one.high));
  const judged = bands.flatMap(({ band, precision }) =>
    precision ? [{ label: term(LINK_BANDS, band), ...precision, text: interval(precision) }] : [],
  );
  return {
    bands: bands.map(({ band, pairs, same, different, unsure, precision, stillNeeded }) => ({
      name: term(LINK_BANDS, band),
      pairs: count(pairs),
      judged: count(same + different),
      same: count(same),
      unsure: count(unsure),
      precision: precision ? interval(precision) : linkQuality.stillNeeded(stillNeeded),
    })),
    overall: overall && interval(overall),
    hasUnsure: bands.some(({ unsure }) => unsure > 0),
    chart:
      judged.length === 0
        ? null
        : drawIntervals(
            { id: 'quality', title: linkQuality.chart, description: linkQuality.chartText(judged.length) },
            judged,
          ),
    waiting: page.waiting,
    openingsTitle: linkQuality.openings(day(page.openedSince)),
    openings: page.openings.map(({ name, opened, referrals, lastAt }) => ({
      name: name || words.service.unknown,
      opened: count(opened),
      referrals: count(referrals),
      last: time(lastAt),
    })),
    waitingText: page.waiting > 0 ? linkQuality.waiting(page.waiting) : linkQuality.noneWaiting,
    drift: page.drift && {
      verdict: tag(linkQuality.verdicts[page.drift.verdict], VERDICT_COLOURS[page.drift.verdict]),
      text: linkQuality.driftOf(count(page.drift.pairs), page.drift.modelVersion),
      grown:
        page.drift.grown < WORTH_SAYING
          ? ''
          : linkQuality.grown(String(Math.round(page.drift.grown * 10) / 10)),
      parts: page.drift.parts.map(({ name, index, verdict, mostMoved }) => ({
        name: attributeName(name, reader),
        index: index.toFixed(2),
        verdict: tag(linkQuality.verdicts[verdict], VERDICT_COLOURS[verdict]),
        moved: linkQuality.moved(say(mostMoved.label), share(mostMoved.expected), share(mostMoved.seen)),
      })),
    },
    models: page.models.map((model) => modelRow(model, page, reader)),
    older: page.models.some(({ inForce, edges }) => !inForce && edges > 0),
    underWay: page.underWay.map((work) => linkModel.underWay[work]),
    boundText: linkModel.bound(count(page.bound.pairsPerDay)),
    pairsPerDay: String(page.bound.pairsPerDay),
    refused: page.refused.map(({ id, name, refused, raisedAt }) => ({
      id,
      text: linkModel.refused(name || words.service.unknown, refused, time(raisedAt)),
    })),
    rescorings: page.rescorings.map(({ version, report, rescoredBy, rescoredAt }) => ({
      version,
      by: nameOf(rescoredBy),
      at: time(rescoredAt),
      pairs: `${count(report.pairs.after)} (${linkQuality.gainedLost(count(report.pairs.gained), count(report.pairs.lost))})`,
      changedBand: count(report.changedBand),
      recordsMoved: count(report.groups.recordsMoved),
    })),
  };
}
