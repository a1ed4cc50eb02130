import fc from 'fast-check';
import { numberOption, type RunOptions, type TrialResult } from '../checks/named-runs.ts';
import { verifyLinks } from '../src/flow/index.ts';
import { playPeople, someHistory } from '../src/flow/linking/test-people.ts';
import { startTestServer, testStore } from '../src/store/test-database.ts';

export const title = 'People linked through PostgreSQL: random histories end as a full rebuild has it';

/** Options: `histories`, `seed`. Each is played in a database of its own. */
export async function run(options: RunOptions): Promise<TrialResult> {
  const histories = numberOption(options, 'histories', 200);
  const seed = numberOption(options, 'seed', 1);
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  const sums = { steps: 0, records: 0, pairs: 0, groups: 0, amiss: 0 };
  try {
    for (const steps of fc.sample(someHistory, { numRuns: histories, seed })) {
      const database = await testStore();
      try {
        await playPeople(database, steps);
        const proof = await verifyLinks(database.store);
        sums.steps += steps.length;
        sums.records += proof.records;
        sums.pairs += proof.pairs.stored;
        sums.groups += proof.groups.stored;
        if (!proof.holds) sums.amiss += 1;
      } finally {
        await database.drop();
      }
    }
  } finally {
    await server.stop();
  }
  return { held: sums.amiss === 0, facts: { histories, ...sums } };
}
