import { Problem } from '../../shared/problem.ts';
import { type Answers, type Instrument, UNKNOWN } from './definition.ts';
import { askedItems, buildDiagram, type Diagram, reachedBands, restrict } from './diagram.ts';
import { phasedModel, pointsModel } from './models.ts';

/** What answers say, and what they leave open. Bands are codes of the instrument. */
export type BandRange = {
  /** What is proposed: the lowest that is reachable, or what the instrument's caution asks for while more is. */
  band: string;
  lowest: string;
  highest: string;
  /** Every band that some way of answering the open items leads to, least concerning first. */
  reachable: string[];
  /** Known answers that by themselves hold the band at `lowest` or more, and at `highest` or less. */
  drivers: { raises: string[]; limits: string[] };
  /** Open items that can still change the band, in the order of the document. */
  open: string[];
};

const diagrams = new WeakMap<Instrument, Diagram>();

/** The instrument's diagram; built once. */
export function diagramOf(instrument: Instrument): Diagram {
  const known = diagrams.get(instrument);
  if (known) return known;
  const diagram =
    instrument.kind === 'points'
      ? buildDiagram(pointsModel(instrument))
      : buildDiagram(phasedModel(instrument));
  diagrams.set(instrument, diagram);
  return diagram;
}

/** Of each item the option that was given; -1 where it is unknown. Throws `assessment.unknown-answer`. */
export function givenOptions({ items }: Instrument, answers: Answers): number[] {
  const faults = Object.keys(answers)
    .filter((code) => !items.some((item) => item.code === code))
    .map((code) => ({ path: code, reason: 'the instrument has no such item' }));
  const given = items.map(({ code, options }) => {
    const answer = Object.hasOwn(answers, code) ? answers[code]! : UNKNOWN;
    const option = options.findIndex(({ value }) => value === answer);
    if (option < 0 && answer !== UNKNOWN)
      faults.push({ path: code, reason: 'it is none of the item’s options' });
    return option;
  });
  if (faults.length > 0) throw new Problem('assessment.unknown-answer', { faults });
  return given;
}

/** Exact: the band, the lowest and highest that the open answers allow, and which answers hold it there. */
export function bandOf(instrument: Instrument, answers: Answers): BandRange {
  const diagram = diagramOf(instrument);
  const given = givenOptions(instrument, answers);
  const left = restrict(diagram, given);
  const mask = reachedBands(left);
  const codes = instrument.bands.map(({ code }) => code);
  const [lowest, highest] = rangeOf(mask);
  const open = askedItems(left);
  return {
    band: codes[proposed(instrument, mask)]!,
    lowest: codes[lowest]!,
    highest: codes[highest]!,
    reachable: codes.filter((_, band) => mask & (1 << band)),
    drivers: {
      raises: sufficient(instrument, given, (found) => rangeOf(found)[0] >= lowest),
      limits: sufficient(instrument, given, (found) => rangeOf(found)[1] <= highest),
    },
    open: instrument.items.flatMap(({ code }, item) => (open.has(item) ? [code] : [])),
  };
}

/** Lowest and highest band of a mask of bands. */
function rangeOf(mask: number): [lowest: number, highest: number] {
  return [31 - Math.clz32(mask & -mask), 31 - Math.clz32(mask)];
}

/** The place of the band that is proposed while these can be reached. */
export function proposed({ bands, caution }: Instrument, mask: number): number {
  const [lowest, highest] = rangeOf(mask);
  if (!caution) return lowest;
  const place = (code: string) => bands.findIndex((band) => band.code === code);
  const held = highest >= place(caution.ifReachable) ? place(caution.propose) : lowest;
  return Math.max(lowest, held);
}

/**
 * A smallest set of the known answers that still does what all of them do: none of it could be left out. Of several
 * such sets the one with what stands first, or weighs most.
 */
function sufficient(
  instrument: Instrument,
  given: readonly number[],
  holds: (mask: number) => boolean,
): string[] {
  const diagram = diagramOf(instrument);
  const weight = (item: number) => Math.abs(instrument.items[item]!.options[given[item]!]!.points ?? 0);
  const known = given.flatMap((option, item) => (option >= 0 ? [item] : []));
  const kept = [...given];
  for (const item of [...known].sort((a, b) => weight(a) - weight(b) || b - a)) {
    kept[item] = -1;
    if (!holds(reachedBands(diagram, kept))) kept[item] = given[item]!;
  }
  return known.filter((item) => kept[item]! >= 0).map((item) => instrument.items[item]!.code);
}
