import { type Instrument, textIn } from '../../assessment/index.ts';
import { predictiveValuesAt } from '../classification.ts';
import { type Block, heading, table, text } from './blocks.ts';
import { percent, percents } from './shown.ts';
import type { ReportWords } from './words-english.ts';

type Language = 'en' | 'cy';

/** The model card of one version: what it is, whom it is for, what it weighs and why, and what it does not say. */
export function cardBlocks(document: Instrument, words: ReportWords, language: Language): Block[] {
  return [
    heading('what', words.what),
    ...statusBlocks(document, words),
    { kind: 'facts', rows: factRows(document, words, language) },
    heading('not-for', words.notFor, 3),
    { kind: 'list', items: document.notFor.map((one) => textIn(one, language)) },
    ...honestBlocks(words),
    ...figureBlocks(document, words),
    ...bandBlocks(document, words, language),
    ...itemBlocks(document, words, language),
  ];
}

/** The sentences without which no figure may be read. */
export function honestBlocks(words: ReportWords): Block[] {
  return [
    heading('person', words.person),
    { kind: 'list', items: [...words.personText] },
    heading('limits', words.limits),
    { kind: 'list', items: [...words.limitsText] },
    heading('published', words.kirat),
    { kind: 'list', items: [...words.kiratText] },
  ];
}

function statusBlocks({ validation, demoOnly, withdrawnAt }: Instrument, words: ReportWords): Block[] {
  return [
    { kind: 'warning', text: words.status[validation.status] },
    ...(demoOnly ? [{ kind: 'warning' as const, text: words.demoOnly }] : []),
    ...(withdrawnAt ? [{ kind: 'warning' as const, text: words.withdrawn(withdrawnAt) }] : []),
  ];
}

function factRows(document: Instrument, words: ReportWords, language: Language): [string, string][] {
  const { kind, estimates, validPopulation, licence, source, validation } = document;
  const outside = validPopulation.outside.map((code) => words.outside[code]).join(', ');
  return [
    [words.kind, words.kinds[kind]],
    [words.purpose, textIn(estimates, language)],
    [
      words.population,
      `${textIn(validPopulation.statement, language)} ${outside === '' ? '' : words.populationOutside(outside)}`.trim(),
    ],
    [words.source, words.sourceLine(words.basis[source.basis], source.statement, source.date)],
    [words.figures, textIn(validation.statement, language)],
    [words.licence, licence],
  ];
}

/** Where nobody says which: those at which published instruments are discussed. */
const BASE_RATES = [0.05, 0.1, 0.2, 0.455];

function figureBlocks({ validation, bands }: Instrument, words: ReportWords): Block[] {
  const { figures } = validation;
  if (!figures) return [];
  const confusion = {
    truePositives: figures.sensitivity * figures.positives,
    falseNegatives: (1 - figures.sensitivity) * figures.positives,
    trueNegatives: figures.specificity * figures.negatives,
    falsePositives: (1 - figures.specificity) * figures.negatives,
  };
  const flagged = bands.find(({ code }) => code === figures.fromBand);
  const rows = BASE_RATES.map((rate) => {
    const { positive, negative } = predictiveValuesAt(confusion, rate);
    return [percent(rate), percents(positive, words), percents(negative, words)];
  });
  return [
    heading('stated-figures', words.figures),
    text(words.figuresOf(figures.sample, figures.date)),
    text(words.flaggedFrom(flagged ? textIn(flagged.label) : figures.fromBand)),
    table(words.predictiveAt, [words.baseRate, words.flagRight, words.noFlagRight], rows),
  ];
}

function bandBlocks({ bands, kind }: Instrument, words: ReportWords, language: Language): Block[] {
  const rows = bands.map(({ label, from, provenance }) => [
    textIn(label, language),
    ...(kind === 'points' ? [from === undefined ? '' : String(from)] : []),
    provenance ? words.sourceLine(words.basis[provenance.basis], provenance.statement, provenance.date) : '',
  ]);
  const head = [words.band, ...(kind === 'points' ? [words.fromTotal] : []), words.weightFrom];
  return [heading('card-bands', words.bands), { ...table(words.bands, head, rows), numeric: [] }];
}

function itemBlocks({ items }: Instrument, words: ReportWords, language: Language): Block[] {
  const rows = items.map(({ question, options, provenance }) => [
    textIn(question, language),
    options
      .map(
        ({ label, points }) =>
          `${textIn(label, language)}${points === undefined ? '' : ` (${words.points(points)})`}`,
      )
      .join('; '),
    provenance ? words.sourceLine(words.basis[provenance.basis], provenance.statement, provenance.date) : '',
  ]);
  return [
    heading('items', words.items),
    { ...table(words.items, [words.item, words.answers, words.weightFrom], rows), numeric: [] },
  ];
}
