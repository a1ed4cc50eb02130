import { forceNamed } from '../forces/force-names.ts';
import { join } from '../join-meanings.ts';
import type { Counted, Meaning } from '../mapping.ts';
import type { Question } from '../scheme/scheme.ts';
import type { FoundLabel } from '../tables/found-table.ts';
import { type Chosen, chooseReading } from './choose-reading.ts';
import type { Lexicon } from './lexicon.ts';
import type { Years } from './plain-words.ts';
import { agesOfLabel, readLabel } from './read-label.ts';
import { type LabelReading, meaningOf } from './reading-of-label.ts';
import { type Resolved, SURE, sure, unsure } from './resolved.ts';

export type AxisContext = { lexicon: Lexicon; years: Years; question: string | undefined };

/** What each label of the rows, or of the columns, means; labels beside it help. */
export function resolveAxis(labels: readonly FoundLabel[], context: AxisContext): Resolved[] {
  if (labels.length > LONGEST_TABLE)
    return labels.map(() => unsure(`the table has more than ${LONGEST_TABLE} lines`));
  const axis = new Axis(labels, context);
  return withoutOverlaps(
    labels,
    withoutDoubles(
      labels,
      labels.map((label) => axis.resolve(label)),
    ),
  );
}

class Axis {
  readonly #labels: readonly FoundLabel[];
  readonly #context: AxisContext;
  readonly #readings = new Map<string, LabelReading[]>();
  readonly #lists = new Map<string, string[]>();
  readonly #groups = new Map<string, FoundLabel[]>();

  constructor(labels: readonly FoundLabel[], context: AxisContext) {
    this.#labels = labels;
    this.#context = context;
  }

  resolve(label: FoundLabel): Resolved {
    if (label.isText)
      return sure({ is: 'left-out', because: 'note' }, 0.9, 'it holds words beside the counts');
    if (label.path.length === 0) return sure({ is: 'counted' }, 0.9, 'it has no label of its own');
    if (this.#labels.length === 1 && label.path.length === 1 && forceNamed(label.path[0]!))
      return sure({ is: 'counted', isTotal: true }, 0.9, 'it is the force as a whole');
    const chosen: Chosen[] = [];
    for (const i of label.path.keys()) chosen.push(this.#choose(label, i, chosen));
    if (label.isAlone && !chosen[0]!.reading && this.#isTopic(label.path[0]!))
      return sure({ is: 'counted' }, SURE, 'it heads the lines below');
    return merge(label, chosen, (heading) => this.#isTopic(heading));
  }

  #choose(label: FoundLabel, i: number, outer: readonly Chosen[]): Chosen {
    const id =
      outer.findLast(({ reading }) => reading?.question)?.reading?.question ?? this.#context.question;
    const hints = outer.flatMap(({ readings }) => readings.flatMap((one) => one.hints ?? []));
    const question = this.#question(id);
    const around = { question, ...this.#listsBeside(label, i, question), hints };
    return chooseReading(this.#read(label.path[i]!), around, SURE);
  }

  #question(id: string | undefined): Question | undefined {
    return this.#context.lexicon.scheme.questions.find((one) => one.id === id);
  }

  #read(text: string): LabelReading[] {
    const known = this.#readings.get(text) ?? readLabel(text, this.#context.lexicon, this.#context.years);
    this.#readings.set(text, known);
    return known;
  }

  /** The lists of which several labels under the same heading are codes, and the one that the nearest label above is of. */
  #listsBeside(
    label: FoundLabel,
    i: number,
    question: Question | undefined,
  ): { lists: string[]; before: string | undefined } {
    const key = JSON.stringify(label.path.slice(0, i));
    const beside = this.#beside(key, i);
    const lists =
      this.#lists.get(key) ??
      this.#listsOf(
        beside.map((one) => one.path[i]!),
        question,
      );
    this.#lists.set(key, lists);
    const place = beside.indexOf(label);
    const above = beside.slice(Math.max(0, place - FURTHEST_ABOVE), place).reverse();
    const nearest = above
      .map((one) =>
        this.#listsNamed(one.path[i]!, question).filter((list) => !question || question.by.includes(list)),
      )
      .find((named) => named.length === 1);
    return { lists, before: nearest?.[0] };
  }

  /** Labels under the same heading, at the same depth. */
  #beside(key: string, depth: number): FoundLabel[] {
    const known = this.#groups.get(key);
    if (known) return known;
    const group = this.#labels.filter(
      (one) =>
        one.path.length > depth &&
        JSON.stringify(one.path.slice(0, depth)) === key &&
        !(one.isAlone && depth === 0),
    );
    this.#groups.set(key, group);
    return group;
  }

  /** Labels that are codes of one list alone say which it is; where there are none of them, all do. */
  #listsOf(texts: readonly string[], question: Question | undefined): string[] {
    const named = [...new Set(texts)]
      .map((text) => this.#listsNamed(text, question))
      .filter((lists) => lists.length > 0);
    const single = named.filter((lists) => lists.length === 1);
    const votes = new Map<string, number>();
    for (const list of (single.length > 0 ? single : named).flat())
      votes.set(list, (votes.get(list) ?? 0) + 1);
    return [...votes].filter(([, count]) => count >= FEWEST_VOTES).map(([list]) => list);
  }

  #listsNamed(text: string, question: Question | undefined): string[] {
    const sure = this.#read(text).filter(({ certainty }) => certainty >= SURE);
    // A question's own name is no vote for a list, unless it is known that the labels break another question down.
    if (!question && sure.some((one) => one.question && one.certainty >= EXACT)) return [];
    return [...new Set(sure.flatMap(({ codes = [] }) => codes.map(({ list }) => list)))];
  }

  /** A heading over several questions by their own names says what they are about, and does not narrow them. */
  #isTopic(heading: string): boolean {
    const below = this.#labels.filter(({ path, headings }) => headings > 0 && path[0] === heading);
    const questions = below.map(
      ({ path }) => this.#read(path.at(-1)!).find(({ certainty }) => certainty >= EXACT)?.question,
    );
    return new Set(questions).size > 1 && !questions.includes(undefined);
  }
}

const FEWEST_VOTES = 2;
/** A label further up says nothing of this one. */
const FURTHEST_ABOVE = 12;
/** The longest table of counts, far beyond any form. Chosen: a longer one is a list of something, and a person looks. */
const LONGEST_TABLE = 600;
/** A label that is one of a question's own names. */
const EXACT = 0.97;

function merge(
  { path, headings, isAlone }: FoundLabel,
  chosen: readonly Chosen[],
  isTopic: (heading: string) => boolean,
): Resolved {
  let means: Counted = { is: 'counted' };
  let confidence = 1;
  const reasons: string[] = [];
  for (const [i, { reading, readings, why }] of chosen.entries()) {
    const isHeading = i < headings;
    if (!reading) {
      if (isHeading && isTopic(path[0]!)) continue;
      return unsure(isHeading ? `the heading "${path[0]}": ${why}` : why, readings);
    }
    const said = meaningOf(reading);
    if (said.is === 'left-out') return sure(said, reading.certainty, reading.reason);
    const joined = join(means, said as Counted);
    if (!joined) {
      if (isTopic(path[0]!) && headings > 0) means = said as Counted;
      else return unsure('its labels say different things', [...readings, ...chosen[0]!.readings]);
    } else means = joined;
    confidence = Math.min(confidence, reading.certainty);
    if (!reading.saysNothing || path.length === 1) reasons.push(reading.reason);
  }
  if (isAlone && means.question === undefined && !means.codes)
    return sure({ is: 'counted' }, confidence, 'it heads the lines below');
  return sure(means, confidence, [...new Set(reasons)].join('; '));
}

/** Two labels of one table that say the same are both left to a person, unless they are parts that add up. */
function withoutDoubles(labels: readonly FoundLabel[], resolved: readonly Resolved[]): Resolved[] {
  const keys = resolved.map(({ means }, i) => (labels[i]!.isAlone ? '' : doubleKey(means)));
  return resolved.map((one, i) => {
    const others = keys.flatMap((key, j) => (j !== i && key !== '' && key === keys[i] ? [j] : []));
    const isMixed = others.some((j) => !isPart(one.means) || !isPart(resolved[j]!.means));
    if (others.length === 0 || !isMixed) return one;
    return {
      ...unsure('another one beside it says the same'),
      candidates: [{ means: one.means, confidence: one.confidence, reason: one.reason }],
    };
  });
}

function doubleKey(means: Meaning): string {
  return means.is === 'counted'
    ? JSON.stringify([means.question, means.codes ?? {}, means.isTotal ?? false])
    : '';
}

function isPart(means: Meaning): boolean {
  return means.is === 'counted' && means.isPart === true;
}

/** Ages that overlap are no parts: "0-10" and "10-13" both count the ten-year-olds. */
function withoutOverlaps(labels: readonly FoundLabel[], resolved: readonly Resolved[]): Resolved[] {
  const ages = labels.map(({ path }) => agesOfLabel(path.at(-1) ?? ''));
  return resolved.map((one, i) => {
    const own = ages[i];
    const group = JSON.stringify(labels[i]!.path.slice(0, -1));
    const overlaps =
      own &&
      ages.some((other, j) => {
        if (j === i || !other || JSON.stringify(labels[j]!.path.slice(0, -1)) !== group) return false;
        const isAll = (a: typeof own) => a.from === 0 && a.to >= 17;
        return !isAll(own) && !isAll(other) && other.from <= own.to && own.from <= other.to;
      });
    return overlaps
      ? {
          ...unsure('its ages overlap with others beside it'),
          candidates: [{ means: one.means, confidence: 0.5, reason: one.reason }],
        }
      : one;
  });
}
