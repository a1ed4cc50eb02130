import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess, CURRENT_POLICY, type Incoming, type Simulation } from '../assessment/index.ts';
import { openFacts } from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import type { Wiring } from './command.ts';
import { policyCommand, simulateCommand } from './simulate-command.ts';

const START = Date.UTC(2026, 0, 5);

/** Ten days of a referral an hour, one in eight of a child being coerced. */
const exampleArrivals = async (): Promise<Incoming[]> =>
  Array.from({ length: 240 }, (_, i) => {
    const facts = openFacts(contentWith({ facts: i % 8 === 0 ? { coercion: 'yes' } : {} }));
    return {
      receivedAt: START + i * 3_600_000,
      sourceId: 'platform-one',
      assessment: assess({ facts, match: null, links: null }, CURRENT_POLICY),
      harm: i % 8 === 0 ? 60 : i % 7,
    };
  });
const WIRING = { exampleArrivals } as unknown as Wiring;
const ASKED = {
  seed: 1,
  months: 1,
  scale: 100,
  analysts: ['1', '2'],
  night: 0,
  minutes: 30,
  scenario: ['ordinary'],
  onProgress: () => undefined,
};

test('a simulation says by how much the policy shortens the wait of the most harm, for each staffing', async () => {
  const { json, lines } = await simulateCommand(WIRING, ASKED);
  const { simulations } = json as { simulations: Simulation[] };
  assert.deepEqual(
    simulations.map(({ staff }) => staff.byDay),
    [1, 2],
  );
  assert.equal(
    lines.filter((line) => /^The policy shortens the mean wait .* against "Oldest first"/.test(line)).length,
    2,
  );
  assert.deepEqual((await simulateCommand(WIRING, ASKED)).json, json, 'the same seed gives the same figures');
});

test('wrong values are refused by name', async () => {
  for (const wrong of [{ analysts: ['none'] }, { analysts: ['0'] }, { scenario: ['war'] }, { minutes: 0 }])
    await assert.rejects(simulateCommand(WIRING, { ...ASKED, ...wrong }), { code: 'command.unknown-value' });
  await assert.rejects(
    simulateCommand(WIRING, { ...ASKED, chart: import.meta.filename.concat('/waits.svg') }),
    {
      code: 'command.file-unwritable',
    },
  );
});

test('every policy that was ever in force can be read', () => {
  assert.match(
    policyCommand(undefined).lines.join('\n'),
    /Policy 2026-12[\s\S]*withChild\s+yes\s+12[\s\S]*Turns of sources/,
  );
  assert.match(
    policyCommand('2026-11').lines.join('\n'),
    /day of the deadline, then imminence, suspect-risk/,
  );
  for (const unknown of ['1999', 'constructor', '__proto__'])
    assert.throws(() => policyCommand(unknown), { code: 'command.unknown-value' });
});
