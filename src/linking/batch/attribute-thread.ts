import { parentPort, workerData } from 'node:worker_threads';
import type { AskedOfThread, ThreadTask } from './attribute-threads.ts';
import { type HeldAttribute, holdHere } from './held-values.ts';
import { internValues } from './intern-values.ts';

// Brings attributes into comparable form and keeps their values; answers what needs them. One message is worked off
// after the other.

const { spec }: ThreadTask = workerData;
const held = new Map<number, HeldAttribute>();

parentPort!.on('message', async (asked: AskedOfThread) => {
  parentPort!.postMessage({ id: asked.id, answer: await answerTo(asked) });
});

async function answerTo(asked: AskedOfThread): Promise<unknown> {
  const { attribute } = asked;
  switch (asked.what) {
    case 'hold': {
      const all = holdHere(internValues(spec.attributes[attribute]!, asked.written), spec);
      held.set(attribute, all);
      const { values: _, compare: __, heldInGroups: ___, ...facts } = all;
      return facts;
    }
    case 'compare':
      return held.get(attribute)!.compare(asked.pairs);
    case 'groups':
      return held.get(attribute)!.heldInGroups(asked.labels);
    default:
      return asked satisfies never;
  }
}
