import type { Evaluation } from '../evaluate-score.ts';
import type { BandCount } from '../outcomes/band-counts.ts';
import type { OutcomeDefinition } from '../outcomes/outcome-definitions.ts';
import type { Validation } from '../outcomes/validate-version.ts';
import { type Block, heading, table, text } from './blocks.ts';
import { figureCharts } from './figure-charts.ts';
import { count, decimals, percent, percents } from './shown.ts';
import type { ReportWords } from './words-english.ts';

/** What a validation report is about. `bandLabel`: how a band's code reads. */
export type ValidationFacts = {
  validation: Validation;
  /** Null where the outcome is a column of a table. */
  definition: OutcomeDefinition | null;
  outcomeName: string;
  period: { from: string; to: string } | null;
  leftOut: number | null;
  localBaseRate: number | null;
  bandLabel(code: string): string;
};

export function validationBlocks(facts: ValidationFacts, words: ReportWords): Block[] {
  const { validation } = facts;
  const { evaluation, enough } = validation;
  const said = words.enough[enough];
  return [
    ...caseBlocks(facts, words),
    enough === 'enough' ? text(said) : { kind: 'warning', text: said },
    ...(validation.bands.length > 0 ? bandBlocks(validation.bands, facts, words) : []),
    ...(evaluation ? figureBlocks(evaluation, facts, words) : []),
    heading('methods', words.methods),
    ...words.methodsText.map(text),
  ];
}

function caseBlocks(
  { validation, definition, outcomeName, period, leftOut }: ValidationFacts,
  words: ReportWords,
): Block[] {
  const { counts } = validation;
  const rows: [string, string][] = [
    [words.definition, definition ? words.definitions[definition] : outcomeName],
    ...(period
      ? [
          [words.assessed, `${count(counts.assessed)}. ${words.casesFrom(period.from, period.to)}`] as [
            string,
            string,
          ],
        ]
      : [[words.assessed, count(counts.assessed)] as [string, string]]),
    [words.outcomeKnown, count(counts.outcomeKnown)],
    [words.positives, count(counts.positives)],
    [words.sampledCount, count(counts.sampled)],
    [words.outsideCount, count(counts.outsidePopulation)],
    ...(leftOut === null ? [] : [[words.leftOut, count(leftOut)] as [string, string]]),
  ];
  return [heading('cases', words.cases), { kind: 'facts', rows }];
}

function bandBlocks(
  bands: readonly BandCount[],
  { bandLabel, validation }: ValidationFacts,
  words: ReportWords,
): Block[] {
  const head = [words.band, words.assessed, words.outcomeKnown, words.positives, words.observed];
  const rows = bands.map(({ band, cases, outcomeKnown, positives, observed }) => [
    bandLabel(band),
    count(cases),
    count(outcomeKnown),
    count(positives),
    percents(observed, words),
  ]);
  return [
    heading('bands', words.byBand),
    text(words.flaggedFrom(bandLabel(validation.cut.band))),
    table(words.byBand, head, rows),
  ];
}

function figureBlocks(evaluation: Evaluation, facts: ValidationFacts, words: ReportWords): Block[] {
  return [
    heading('figures', words.doesWell),
    ...(evaluation.classification.cutChosenHere ? [{ kind: 'warning' as const, text: words.cutChosen }] : []),
    table(words.doesWell, [words.measure, words.value], measureRows(evaluation, words)),
    heading('predictive', words.predictiveAt),
    table(
      words.predictiveAt,
      [words.baseRate, words.flagRight, words.noFlagRight],
      evaluation.predictive.map(({ baseRate, positive, negative }) => [
        baseRate === facts.localBaseRate ? words.local(percent(baseRate)) : percent(baseRate),
        percents(positive, words),
        percents(negative, words),
      ]),
    ),
    ...figureCharts(evaluation, words),
    heading('verification', words.verification),
    ...verificationTexts(evaluation.verification, words).map(text),
    ...groupBlocks(evaluation.subgroups, words),
  ];
}

function measureRows(
  { area, classification, calibration, baseRate }: Evaluation,
  words: ReportWords,
): string[][] {
  const { sensitivity, specificity, accuracy } = classification;
  return [
    [words.area, decimals(area, words)],
    [words.sensitivity, percents(sensitivity, words)],
    [words.specificity, percents(specificity, words)],
    [words.accuracy, percents(accuracy, words)],
    [words.sampleBaseRate, percent(baseRate)],
    ...(calibration
      ? [
          [words.intercept, decimals(calibration.line?.intercept ?? null, words)],
          [words.slope, decimals(calibration.line?.slope ?? null, words)],
          [words.shift, decimals(calibration.shift, words)],
          [
            words.brier,
            `${calibration.brier.toFixed(4)}; ${words.brierBase(calibration.brierOfBaseRate.toFixed(4))}`,
          ],
        ]
      : []),
  ];
}

function verificationTexts(
  { cases, verified, sharePerFlag, corrected }: Evaluation['verification'],
  words: ReportWords,
): string[] {
  if (cases === verified) return [words.verificationAll];
  const share = (value: number | null) => (value === null ? words.unknown : percent(value));
  const { flagged, notFlagged } = sharePerFlag;
  return [
    words.verificationText(count(cases - verified), count(cases), share(flagged), share(notFlagged)),
    corrected
      ? words.corrected(share(corrected.sensitivity), share(corrected.specificity))
      : words.notCorrected,
  ];
}

/** Counts of one kind below this could point to a person. Source: the small-number rule of the picture's disclosure control. */
const SMALLEST_COUNT = 5;

function groupBlocks(subgroups: Evaluation['subgroups'], words: ReportWords): Block[] {
  if (!subgroups) return [];
  const head = [
    words.group,
    words.cases,
    words.positives,
    words.area,
    words.falsePositives,
    words.falseNegatives,
    words.observedExpected,
  ];
  const rows = subgroups.shown.map((one) => [
    one.group,
    count(one.cases),
    ...(one.ofRarerOutcome < SMALLEST_COUNT
      ? [words.withheld, words.withheld, words.withheld, words.withheld, words.withheld]
      : [
          count(one.positives),
          decimals(one.area, words),
          percents(one.falsePositives, words),
          percents(one.falseNegatives, words),
          one.observedToExpected === null ? words.unknown : one.observedToExpected.toFixed(2),
        ]),
  ]);
  const { groups, cases } = subgroups.withheld;
  return [
    heading('groups', words.groups),
    text(words.groupsText),
    ...(rows.length > 0 ? [table(words.groups, head, rows)] : []),
    ...(groups > 0 ? [text(words.groupsWithheld(groups, count(cases)))] : []),
  ];
}
