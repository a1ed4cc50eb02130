import {
  BANDS,
  BASE_RATE_BASES,
  type Band,
  type Because,
  type Instrument,
  type Item,
  negativeAt,
  OUTSIDE_POPULATION,
  PUBLISHED_PREDICTIVE,
  positiveAt,
  textIn,
  UNKNOWN,
} from '../../assessment/index.ts';
import type { GuidedPage } from '../../flow/index.ts';
import { FACTS, formatNumber } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { bandTag, type Tag } from '../frame/tags.ts';

/** What stands beside every question: the band, its range, what holds it there, and what to ask next. */
export type BandPanel = {
  band: Tag;
  range: string;
  note: string | null;
  settled: boolean;
  drivers: { lead: string; answers: string[] }[];
  next: { question: string; href: string | null; worth: string[]; changes: boolean } | null;
  others: { question: string; worth: string }[];
  shares: { band: Tag; chance: string }[];
  outside: string[];
};

export function language({ words }: Reader): 'en' | 'cy' {
  return words.language.code === 'cy' ? 'cy' : 'en';
}

/** Shares as whole percents; what is neither nothing nor everything is never shown as such. */
export function percentOf(share: number): string {
  if (share > 0 && share < 0.01) return '< 1\u00a0%';
  if (share < 1 && share > 0.99) return '> 99\u00a0%';
  return `${Math.round(share * 100)}\u00a0%`;
}

function itemOf({ items }: Instrument, code: string): Item {
  return items.find((item) => item.code === code)!;
}

export function answerLabel(item: Item, value: string, reader: Reader): string {
  if (value === UNKNOWN) return reader.words.guided.notKnown;
  const option = item.options.find((one) => one.value === value);
  return option ? textIn(option.label, language(reader)) : value;
}

export function bandName(instrument: Instrument, code: string, reader: Reader): string {
  if (Object.hasOwn(BANDS, code)) return reader.term(BANDS, code);
  const band = instrument.bands.find((one) => one.code === code);
  return band ? textIn(band.label, language(reader)) : code;
}

export function bandPanel(page: GuidedPage, reader: Reader): BandPanel {
  const { range, loaded, outside, shares, result } = page;
  const { instrument } = loaded;
  const { guided } = reader.words;
  const name = (code: string) => bandName(instrument, code, reader);
  const isSettled = range.lowest === range.highest;
  const isCautious = !isSettled && range.band !== range.lowest;
  return {
    band: bandTag((result?.band ?? range.band) as Band, reader),
    range: isSettled ? guided.settled : guided.between(name(range.lowest), name(range.highest)),
    note: isCautious ? guided.caution : null,
    settled: isSettled,
    drivers: driversOf(page, reader),
    ...nextOf(page, reader),
    shares: [...shares]
      .reverse()
      .map(({ band, share }) => ({ band: bandTag(band as Band, reader), chance: percentOf(share) })),
    outside: outside.map((reason) => reader.term(OUTSIDE_POPULATION, reason)),
  };
}

function driversOf({ range, loaded, result, answers }: GuidedPage, reader: Reader): BandPanel['drivers'] {
  const { instrument } = loaded;
  const { guided } = reader.words;
  const value = (code: string) => result?.answers[code] ?? answers.get(code)?.value ?? UNKNOWN;
  const said = (codes: readonly string[]) =>
    codes.map((code) => {
      const item = itemOf(instrument, code);
      return `${textIn(item.question, language(reader))} ${answerLabel(item, value(code), reader)}`;
    });
  const { raises, limits } = range.drivers;
  return [
    ...(raises.length > 0
      ? [{ lead: guided.raises(bandName(instrument, range.lowest, reader)), answers: said(raises) }]
      : []),
    ...(limits.length > 0
      ? [{ lead: guided.limits(bandName(instrument, range.highest, reader)), answers: said(limits) }]
      : []),
  ];
}

function nextOf(
  { worth, loaded, assessment, isMine, result }: GuidedPage,
  reader: Reader,
): Pick<BandPanel, 'next' | 'others'> {
  const { guided } = reader.words;
  const question = (code: string) => textIn(itemOf(loaded.instrument, code).question, language(reader));
  const [best] = worth;
  if (!best) return { next: null, others: [] };
  return {
    next: {
      question: question(best.item),
      href: isMine && !result ? `/assessments/${assessment.id}/questions/${best.item}` : null,
      changes: best.changes > 0,
      worth: [
        ...(best.changes > 0 ? [guided.changes(percentOf(best.changes))] : []),
        ...(best.settles > 0 ? [guided.settles(percentOf(best.settles))] : []),
        ...(best.changes === 0 ? [guided.bits(best.bits.toFixed(2))] : []),
      ],
    },
    others: worth.map(({ item, changes, bits }) => ({
      question: question(item),
      worth: changes > 0 ? guided.changes(percentOf(changes)) : guided.bits(bits.toFixed(2)),
    })),
  };
}

/** Why an answer is offered, in words; with the numbers of the referrals that it comes from. */
export function becauseLines(because: readonly Because[], page: GuidedPage, reader: Reader): string[] {
  const { guided } = reader.words;
  const number = (id: string) => {
    const found = page.numbers.get(id);
    return found === undefined ? reader.words.service.unknown : formatNumber(found);
  };
  return because.map((one) => {
    if (one.kind === 'links') return guided.becauseLinks(one.count);
    if (one.kind === 'outcome')
      return guided.becauseOutcome(number(one.referralId), guided.outcomes[one.outcome] ?? one.outcome);
    const fact = reader.term(FACTS, one.fact);
    return one.is === 'yes'
      ? guided.becauseFact(number(one.referralId), fact)
      : guided.becauseNot(number(one.referralId), fact);
  });
}

/** What the instrument is, and how far a band can be trusted here. */
export type Reading = {
  title: string;
  estimates: string;
  notFor: string[];
  population: string;
  validation: string;
  rate: string;
  predictive: string[];
};

export function readingOf({ loaded, baseRate, predictive, local }: GuidedPage, reader: Reader): Reading {
  const { instrument } = loaded;
  const { guided } = reader.words;
  const say = (text: Instrument['title']) => textIn(text, language(reader));
  return {
    title: guided.version(say(instrument.title), instrument.version),
    estimates: say(instrument.estimates),
    notFor: instrument.notFor.map(say),
    population: say(instrument.validPopulation.statement),
    validation: say(instrument.validation.statement),
    rate: baseRate
      ? guided.baseRate(
          percentOf(baseRate.rate),
          reader.term(BASE_RATE_BASES, baseRate.basis),
          reader.day(baseRate.setAt),
        )
      : guided.baseRateUnset,
    predictive: predictive
      ? [
          guided.predictive(
            bandName(instrument, predictive.fromBand, reader),
            percentOf(predictive.positive),
            rangeText(predictive.positiveRange),
            percentOf(predictive.negative),
            rangeText(predictive.negativeRange),
          ),
          local
            ? guided.measuredHere(local.known, reader.day(local.from), reader.day(local.to))
            : guided.measured(predictive.figures.sample),
        ]
      : baseRate
        ? [forScale(baseRate.rate, reader)]
        : [],
  };
}

function rangeText([low, high]: [number, number]): string {
  return `${percentOf(low)} – ${percentOf(high)}`;
}

function forScale(rate: number, { words }: Reader): string {
  const { sensitivity, specificity } = PUBLISHED_PREDICTIVE;
  return words.guided.notMeasured(
    percentOf(positiveAt(sensitivity, specificity, rate)),
    percentOf(negativeAt(sensitivity, specificity, rate)),
  );
}
