import type { LinkReport } from '../../linking/batch/index.ts';
import { drawHistogram } from './draw.ts';
import { count, folded, type Section, share, table } from './table.ts';

export function scoresSection({ scores }: LinkReport): Section {
  const columns = scores.histogram.map(({ from, pairs }) => ({ from, count: pairs }));
  const drawing = drawHistogram(
    {
      id: 'scores-chart',
      title: 'Candidate pairs by their score',
      description: `How many pairs have each score in bits; the dashed line at ${scores.leastBits.toFixed(1)} bits is where a pair counts as linked.`,
    },
    columns,
    { x: 'score in bits', mark: scores.leastBits },
  );
  const figures = table({
    caption: 'Pairs by score',
    columns: ['Bits from', 'Pairs'],
    numbersFrom: 0,
    rows: columns.map((column) => [String(column.from), count(column.count)]),
  });
  const html = `<p>${count(scores.at50)} pairs reach a probability of 0.5 and ${count(scores.at95)} reach 0.95. Two separate hills, with few pairs between, make a good set; one wide hill across the line means that many pairs need a person’s eye.</p>${drawing}${folded(figures)}`;
  return { id: 'scores', title: 'Scores', html };
}

export function vectorsSection({ vectors, model }: LinkReport): Section {
  const html = table({
    caption: `The ${count(vectors.shown.length)} most frequent of ${count(vectors.different)} combinations`,
    columns: [...model.attributes.map(({ name }) => name), 'Pairs', 'Bits', 'Probability'],
    numbersFrom: model.attributes.length,
    rows: vectors.shown.map(({ levels, pairs, bits, probability }) => [
      ...levels.map((level, i) => (level === null ? '–' : model.attributes[i]!.levels[level]!.label)),
      count(pairs),
      bits.toFixed(2),
      probability.toFixed(4),
    ]),
  });
  return {
    id: 'combinations',
    title: 'Combinations of levels',
    html: `<p>Which levels occur together, how often, and what that comes to before the rarity of values is counted. “–” means that one of the two rows does not have it.</p>${html}`,
  };
}

export function blockingSection({ blocking }: LinkReport): Section {
  const html = table({
    caption: 'Rules that find candidates',
    columns: ['Rule', 'Keys', 'Pairs', 'Over-common keys', 'Pairs not formed', 'Rows of the most common key'],
    numbersFrom: 1,
    rows: blocking.rules.map(({ rule, keys, pairs, overCommon, skippedPairs, mostRows }) => [
      rule,
      count(keys),
      count(pairs),
      count(overCommon),
      count(skippedPairs),
      count(mostRows),
    ]),
  });
  return {
    id: 'blocking',
    title: 'How candidates were found',
    html: `<p>Two rows are compared where they share a key of some rule. A key that more than ${count(blocking.cap)} rows share finds nobody: its pairs are not formed by it, though another rule may find them.</p>${html}`,
  };
}

export function unlinkableSection({ unlinkable, tables }: LinkReport): Section {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const drawing = drawHistogram(
    {
      id: 'unlinkable-chart',
      title: 'Rows by the score they would have with their own copy',
      description:
        'Rows left of 0 bits could not be linked even to an exact copy of themselves: they say too little.',
    },
    unlinkable.histogram.map(({ from, rows: held }) => ({ from, count: held })),
    { x: 'bits with an exact copy', mark: 0 },
  );
  const html = `<p>${count(unlinkable.below50)} rows (${share(unlinkable.below50 / Math.max(1, rows))}) would not reach a probability of 0.5 even with an exact copy of themselves, and ${count(unlinkable.below95)} (${share(unlinkable.below95 / Math.max(1, rows))}) would not reach 0.95. More attributes would help there; a better model would not.</p>${drawing}`;
  return { id: 'unlinkable', title: 'Rows that cannot be linked', html };
}
