import { createHash } from 'node:crypto';
import type { Instrument } from '../../assessment/index.ts';
import { writeBands } from './instrument-bands.ts';
import { writeItems } from './instrument-items.ts';
import type { Learned, LearnOptions } from './learn-scorecard.ts';

/** `today`: the day of the document and of every provenance in it, as 2026-11-22. */
export type WrittenFrom = {
  learned: Learned;
  asked: LearnOptions;
  named: { id?: string | undefined; title?: string | undefined; population?: string | undefined };
  today?: string;
};

/** Where everything in the document comes from, in the document's own form. */
export type Provenance = { basis: 'learned' | 'judgement'; statement: string; date: string };

const SYNTHETIC_POPULATION =
  'Nobody: the cases were invented by a generator, so that the points say nothing of real people.';

/**
 * What was learned as an instrument's document: each weight with its provenance, and demo only where the cases were
 * invented. The questions are those of the table's columns: somebody has to write their help before it is used.
 */
export function instrumentOfLearned(
  raw: Buffer,
  { learned, asked, named, today = new Date().toISOString().slice(0, 10) }: WrittenFrom,
): Instrument {
  const { synthetic, cases, positives } = learned;
  const id = named.id ?? 'learned-scorecard';
  const source = sourceOf(raw, { learned, asked, today });
  const population =
    named.population ??
    (synthetic
      ? SYNTHETIC_POPULATION
      : `Cases like the ${cases} that it was learned from; nobody has described them yet.`);
  return {
    format: 'everydot-instrument-1',
    id,
    version: today,
    title: named.title ?? `Learned scorecard for ${asked.outcome}`,
    kind: 'points',
    estimates: `Whether “${asked.outcome}” was recorded as ${asked.positive ?? 'yes'} in cases like those it was learned from.`,
    notFor: [
      'It does not say what anybody will do in future: outcomes were recorded about the past and the present.',
      'It decides nothing: a named person does, and may depart from it with a reason.',
    ],
    source,
    licence: 'As that of the table it was learned from.',
    validPopulation: {
      statement: population,
      outside: ['female-suspect', 'child-suspect', 'unnamed-suspect'],
    },
    validation: {
      status: synthetic ? 'synthetic-only' : 'not-validated',
      statement:
        `Learned from ${cases} cases, ${positives} with the outcome${synthetic ? ', all invented' : ''}. The figures are those of ` +
        'cross-validation on the same sample: it has been held against no other cases yet.',
      ...figuresOf(learned, today),
    },
    ...(synthetic ? { demoOnly: true } : {}),
    bands: writeBands(learned, today),
    items: writeItems(learned, today),
    probability: {
      intercept: learned.scorecard.intercept,
      slope: learned.scorecard.slope,
      of: `“${asked.outcome}” at the base rate of the sample, ${percent(positives / cases)}`,
      provenance: source,
    },
  };
}

function sourceOf(
  raw: Buffer,
  { learned, asked, today }: Omit<WrittenFrom, 'named'> & { today: string },
): Provenance {
  const digest = createHash('sha256').update(raw).digest('hex');
  const { area, calibration } = learned.outOfSample;
  return {
    basis: 'learned',
    date: today,
    statement:
      `everydot instrument learn: at most ${asked.maxItems} items of at most ${asked.maxPoints} points, ${asked.folds} folds with ` +
      `${asked.innerFolds} within each, seed ${asked.seed}, on ${learned.cases} rows (${learned.withoutOutcome} without an outcome left out). ` +
      `SHA-256 of the table: ${digest}. Never inputs: ${learned.protectedColumns.join(', ') || 'no column named a protected characteristic'}. ` +
      `Out of sample: area ${area?.value.toFixed(3) ?? 'not known'}, calibration slope ${calibration?.line?.slope.value.toFixed(2) ?? 'not known'}.`,
  };
}

/** Figures of the band from which on a case is likelier than the base rate; none where a rate cannot be told. */
function figuresOf({ atBaseRate, cases, positives, synthetic }: Learned, date: string) {
  const { sensitivity, specificity } = atBaseRate;
  if (!sensitivity || !specificity) return {};
  return {
    figures: {
      fromBand: 'high',
      sensitivity: sensitivity.value,
      specificity: specificity.value,
      positives,
      negatives: cases - positives,
      sample: `${synthetic ? 'Invented cases' : 'The sample it was learned from'}, judged by cross-validation: a development sample.`,
      date,
    },
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
