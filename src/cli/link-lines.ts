import type { LinkAnswer, LinkReport, LinkSpec, Suggestion } from '../linking/batch/index.ts';

/** What a person reads after `everydot link`. */
export function linkLines({ report, spec, suggestion }: LinkAnswer, files: readonly string[]): string[] {
  const { blocking, scores, clusters, model, unlinkable } = report;
  const groups = clusters.sizes.filter(({ size }) => size > 1).reduce((sum, one) => sum + one.clusters, 0);
  return [
    ...(suggestion ? suggestionLines(spec, suggestion.leftOut) : []),
    ...report.tables.map(({ name, file, rows }) => `Table ${name}      ${file}: ${count(rows)} rows`),
    `Candidates   ${count(blocking.candidates)} of ${count(blocking.possible)} possible pairs, by ${blocking.rules.length} rules`,
    ...commonLines(report),
    `Model        ${report.modelSource === 'given' ? 'given' : `learned in ${model.diagnostics.rounds} rounds`}; two random rows are of one: 1 in ${count(Math.round(1 / model.prior))}`,
    ...model.diagnostics.warnings.map((warning) => `Warning      ${warning}`),
    `Links        ${count(scores.linked)} pairs${scores.oneToOne ? ', each row once at most' : ''}; ${count(scores.at95)} candidates at p >= 0.95`,
    ...(scores.rivals
      ? ['             neither table seems to hold anybody twice: a better partner speaks against the others']
      : []),
    `             ${scores.bands.map(({ label, pairs }) => `${label.toLowerCase()}: ${count(pairs)}`).join('; ')}`,
    `Groups       ${count(groups)} of two rows or more; the largest has ${count(clusters.largest)}`,
    `Unlinkable   ${count(unlinkable.below50)} rows say too little for any link`,
    ...accuracyLines(report),
    `Time         ${Object.entries(report.seconds)
      .map(([step, seconds]) => `${step} ${seconds.toFixed(1)} s`)
      .join(', ')}`,
    ...files.map((file) => `Written      ${file}`),
  ];
}

function commonLines({ blocking }: LinkReport): string[] {
  const common = blocking.rules.filter(({ overCommon }) => overCommon > 0);
  return [
    ...common.map(
      ({ rule, overCommon, skippedPairs, mostRows }) =>
        `  passed over ${count(overCommon)} over-common ${overCommon === 1 ? 'key' : 'keys'} of ${rule} (more than ${count(blocking.cap)} rows; ${count(skippedPairs)} pairs; the most common is shared by ${count(mostRows)} rows)`,
    ),
    ...(blocking.leftOut.length > 0
      ? [`  left out ${blocking.leftOut.length} rules that would offer too many pairs`]
      : []),
  ];
}

function accuracyLines({ accuracy }: LinkReport): string[] {
  if (!accuracy) return [];
  const line = (name: string, { f1, precision, recall }: { f1: number; precision: number; recall: number }) =>
    `  ${name.padEnd(28)}F1 ${f1.toFixed(4)}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}`;
  const { pairs } = accuracy;
  return [
    `Against the truth: ${count(accuracy.truePairs)} true pairs, ${count(accuracy.among)} of them among the candidates`,
    line('pairs at p >= 0.5', pairs.at50),
    line('pairs at p >= 0.95', pairs.at95),
    line(`pairs at best (${pairs.best.bits.toFixed(1)} bits)`, pairs.best),
    line('pairs as linked', accuracy.linked),
    line('pairs of the top band', accuracy.top),
    line('groups', accuracy.clusters),
  ];
}

export function suggestionLines(spec: LinkSpec, leftOut: Suggestion['leftOut']): string[] {
  return [
    JSON.stringify(spec, null, 2),
    ...leftOut.map(({ column, why }) => `# not used: ${column} (${why})`),
  ];
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
