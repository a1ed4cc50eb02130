import { parentPort, workerData } from 'node:worker_threads';
import { linkComponents } from '../clusters/link-components.ts';
import type { AskedOfThread, ThreadTask } from './attribute-threads.ts';
import { bandRangeHere } from './band-pairs.ts';
import { compareValues } from './compare-values.ts';
import { factsOf } from './held-values.ts';
import { groupRows } from './row-groups.ts';
import { scoreRangeHere } from './score-pairs.ts';
import { weighValues } from './value-rarity.ts';

// Brings attributes into comparable form, compares them, finds who shares their values, weighs these, scores pairs,
// groups rows and tells bands. One message is worked off after the other.

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
    case 'weigh':
      return weighValues(asked.facts, asked.by);
    case 'link':
      return linkComponents(asked.components, asked.range);
    case 'band':
      return bandRangeHere(asked.banding, asked.range);
    case 'score':
      return scoreRangeHere(asked.scoring, asked.range);
    default:
      return asked satisfies never;
  }
}
