import type { PersonLink, Waterfall } from '../../linking/index.ts';
import { PERSON_SPEC } from '../../linking/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Bar, drawWaterfall, signed } from './draw-waterfall.ts';
import { percentOf, YARDSTICK, type YardstickTerm, yardstickOf } from './yardstick.ts';

export type ProbabilityView = { words: string; percent: string };

export function probabilityView(probability: number, { words, term }: Reader): ProbabilityView {
  const { percent, bound } = percentOf(probability);
  return {
    words: term(YARDSTICK, yardstickOf(probability)),
    percent: words.links.percents[bound](percent),
  };
}

type Reading = { reader: Reader; isBureau: boolean };

/** The same to whoever reads it: a unit is told the range. */
export function likelihoodFor(probability: number, { reader, isBureau }: Reading): ProbabilityView {
  const view = probabilityView(probability, reader);
  return isBureau ? view : { ...view, percent: rangeOf(yardstickOf(probability)) };
}

/** As short as it can be, to stand on a line of a picture: "97 %", ">99 %"; to a unit the word. */
export function drawnLikelihood(probability: number, { reader, isBureau }: Reading): string {
  if (!isBureau) return reader.term(YARDSTICK, yardstickOf(probability));
  const { percent, bound } = percentOf(probability);
  return `${DRAWN_BOUNDS[bound]}${percent} %`;
}

const DRAWN_BOUNDS = { about: '', over: '>', under: '<' } as const;

/** The yardstick from its most certain term down, each with the percentages for which it stands here. */
export function yardstickView({ term }: Reader): { words: string; range: string }[] {
  return TERMS.map((one) => ({ words: term(YARDSTICK, one), range: rangeOf(one) }));
}

const TERMS = Object.keys(YARDSTICK) as YardstickTerm[];

function rangeOf(one: YardstickTerm): string {
  const above = TERMS[TERMS.indexOf(one) - 1];
  const most = above === undefined ? 1 : YARDSTICK[above].least;
  return `${Math.round(YARDSTICK[one].least * 100)}–${Math.round(most * 100)} %`;
}

/** What agrees and what differs, without how much it counts: all that a unit is told of why. Pure. */
export function reasonsView({ waterfall: { steps } }: PersonLink, reader: Reader): string[] {
  const { speaks } = reader.words.links;
  return steps.map(({ attribute, label, bits }) => {
    const weight = bits === 0 ? speaks.neither : bits > 0 ? speaks.for : speaks.against;
    return `${attributeName(attribute, reader)}: ${reader.say(label)} (${weight})`;
  });
}

export type WaterfallView = {
  label: string;
  tableLabel: string;
  svg: string;
  rows: { name: string; detail: string; bits: string; running: string }[];
  /** Attributes that one of the two does not have, in words. */
  unknown: string;
};

/** Pure. `id`: makes the picture's own ids unique on the page; `of`: which pair it is of, for whoever hears the page. */
export function waterfallView(
  link: PersonLink,
  { id, of }: { id: string; of: string },
  reader: Reader,
): WaterfallView {
  const { linkPair } = reader.words;
  const bars = barsOf(link.waterfall, reader);
  const steps = bars.filter(({ kind }) => kind === 'step');
  const description = linkPair.waterfallText(
    signed(link.waterfall.prior, 1),
    signed(link.waterfall.total, 1),
    steps.filter(({ bits }) => bits > 0).length,
    steps.filter(({ bits }) => bits < 0).length,
  );
  const label = `${linkPair.waterfallTitle}: ${of}`;
  return {
    label,
    tableLabel: `${reader.words.links.table} – ${label}`,
    svg: drawWaterfall({ id: `waterfall-${id}`, title: label, description, unit: linkPair.unit }, bars),
    rows: rowsOf(bars),
    unknown: unknownIn(link, reader).join(', '),
  };
}

function barsOf({ prior, steps, total, probability }: Waterfall, reader: Reader): Bar[] {
  const { linkPair } = reader.words;
  const { words, percent } = probabilityView(probability, reader);
  return [
    { name: linkPair.start, detail: linkPair.startDetail, bits: prior, kind: 'start' },
    ...steps.flatMap(({ attribute, label, bits, frequencyBits }): Bar[] => [
      { name: attributeName(attribute, reader), detail: reader.say(label), bits, kind: 'step' },
      ...(Math.abs(frequencyBits) < SMALLEST_BAR_BITS
        ? []
        : [
            {
              name: linkPair.frequency(attributeName(attribute, reader)),
              detail: frequencyBits > 0 ? linkPair.rare : linkPair.common,
              bits: frequencyBits,
              kind: 'step' as const,
            },
          ]),
    ]),
    { name: linkPair.sum, detail: `${words} (${percent})`, bits: total, kind: 'sum' },
  ];
}

/** A smaller part is no bar of its own: with one decimal it would read 0.0, and the sum is exact to 0.01. */
const SMALLEST_BAR_BITS = 0.005;

function rowsOf(bars: readonly Bar[]): WaterfallView['rows'] {
  let sum = 0;
  return bars.map(({ name, detail, bits, kind }) => {
    sum = kind === 'step' ? sum + bits : bits;
    return { name, detail, bits: kind === 'sum' ? '' : signed(bits, 2), running: signed(sum, 2) };
  });
}

function unknownIn({ levels }: PersonLink, reader: Reader): string[] {
  return PERSON_SPEC.attributes
    .filter((_, i) => levels[i] === UNKNOWN_LEVEL)
    .map(({ name }) => attributeName(name, reader));
}

/** The level of an attribute that one of the two does not have. */
const UNKNOWN_LEVEL = 255;

export function attributeName(code: string, { words }: Reader): string {
  return (words.linkPair.attributes as Record<string, string>)[code] ?? code;
}
