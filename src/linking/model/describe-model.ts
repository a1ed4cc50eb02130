import { KINDS } from '../kinds/kinds.ts';
import type { LinkModel, ModelAttribute } from './link-model.ts';
import { countLevels, type Rates, sumOf } from './rates.ts';
import type { Ground } from './training.ts';

/** What training came to. */
type Outcome = { rounds: number; converged: boolean; isLone?: true; match: Float64Array };

/** The rates as a document that can be kept, read and applied. */
export function describeModel(ground: Ground, rates: Rates, outcome: Outcome): LinkModel {
  const expectedMatches = sumOf(ground.candidates.map(({ count }, v) => count * outcome.match[v]!));
  return {
    version: ground.version,
    spec: { name: ground.spec.name, version: ground.spec.version },
    trainedAt: ground.trainedAt.toISOString(),
    trainedOn: {
      source: ground.source,
      rows: ground.rows,
      possiblePairs: ground.possiblePairs,
      candidatePairs: sumOf(ground.candidates.map(({ count }) => count)),
      randomPairs: ground.randomPairs,
    },
    prior: rates.prior,
    attributes: ground.spec.attributes.map((_, i) => describeAttribute(ground, rates, i)),
    diagnostics: {
      rounds: outcome.rounds,
      converged: outcome.converged,
      expectedMatches,
      copies: 1 + (2 * expectedMatches) / ground.rows,
      warnings: warningsOf(ground, outcome),
    },
  };
}

/** What whoever uses the model should know of its training. */
function warningsOf(ground: Ground, { converged, isLone, match }: Outcome): string[] {
  const others = new Float64Array(ground.random.length).fill(1);
  const known = countLevels(ground.sizes, ground.random, others).map(sumOf);
  const matching = countLevels(ground.sizes, ground.candidates, match).map(sumOf);
  return [
    ...(isLone
      ? ['hardly any pair has two attributes on both sides: probabilities rest on what was expected of each']
      : []),
    ...(converged ? [] : ['the rates had not settled after the last round']),
    ...ground.spec.attributes.flatMap(({ name }, i) => {
      if (known[i] === 0) return [`${name}: no pair has it on both sides, so that it counts for nothing`];
      return matching[i]! < FEW_MATCHES
        ? [`${name}: hardly a pair of one person has it; m rests on what was expected`]
        : [];
    }),
  ];
}

/** As many pairs as the expected rates count for (EXPECTED_PAIRS): below, these decide. */
const FEW_MATCHES = 5;

function describeAttribute(ground: Ground, { m, u, before }: Rates, i: number): ModelAttribute {
  const { name, kind } = ground.spec.attributes[i]!;
  const { levels } = KINDS[kind];
  const labels = [...levels.map(({ label }) => label), 'differ'];
  const [mGiven, uGiven] = [m.given[i], u.given[i]];
  const dependence =
    mGiven && uGiven ? { attribute: ground.spec.attributes[before[i]!]!.name, m: mGiven, u: uGiven } : null;
  return {
    name,
    levels: labels.map((label, l) => ({ label, m: m.alone[i]![l]!, u: u.alone[i]![l]! })),
    ...(dependence ? { given: dependence } : {}),
    meanShare: sumOf(levels.map(({ frequency }, l) => (frequency ? u.alone[i]![l]! : 0))),
  };
}
