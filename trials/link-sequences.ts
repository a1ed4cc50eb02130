import { numberOption, type RunOptions, type TrialResult } from '../checks/named-runs.ts';
import { type SequenceTally, tryLinkSequence } from '../src/linking/clusters/test-sequence.ts';

export const title =
  'Random sequences of changes to linked records against a rebuild from nothing, after every change (--sequences=10000, --length=24, --seed=1)';

/** Adds, withdrawals, judgements of each kind, un-merges and values that become over-common; in memory. */
export async function run(options: RunOptions): Promise<TrialResult> {
  const [sequences, length] = [
    numberOption(options, 'sequences', 10_000),
    numberOption(options, 'length', 24),
  ];
  const first = numberOption(options, 'seed', 1);
  const tally: SequenceTally = {};
  const differing: string[] = [];
  for (let seed = first; seed < first + sequences; seed += 1) {
    const difference = tryLinkSequence(seed, length, tally);
    if (difference) differing.push(difference);
    if ((seed - first + 1) % 1000 === 0) console.error(`${seed - first + 1} of ${sequences} sequences`);
  }
  return {
    held: differing.length === 0,
    facts: {
      sequences,
      'changes each': length,
      ...tally,
      differing: differing.slice(0, 3).join(' | ') || 'none',
    },
  };
}
