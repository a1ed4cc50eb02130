import { parentPort, workerData } from 'node:worker_threads';
import type { AskedOfThread, ThreadTask } from './attribute-threads.ts';
import { compareValues } from './compare-values.ts';
import { factsOf } from './held-values.ts';
import { groupRows } from './row-groups.ts';
import { countHolders } from './value-terms.ts';

// Brings attributes into comparable form, compares them, and finds and counts who shares their values. One message is
// worked off after the other.

const { spec }: ThreadTask = workerData;

parentPort!.on('message', (asked: AskedOfThread) => {
  parentPort!.postMessage(answerTo(asked));
});

function answerTo(asked: AskedOfThread): unknown {
  switch (asked.what) {
    case 'hold':
      return factsOf(spec.attributes[asked.attribute]!, asked.written, spec);
    case 'compare':
      return compareValues(asked.compared, asked.pairs, asked.column, asked.range);
    case 'group':
      return groupRows(asked.task);
    case 'holders':
      return countHolders(asked.valueAt, asked.terms, asked.labels);
    default:
      return asked satisfies never;
  }
}
