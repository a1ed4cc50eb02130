import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LinkSummary } from '../linking/index.ts';
import type { MatchSummary } from '../matching/index.ts';
import {
  type Answer,
  FACTS,
  type FactName,
  INCIDENT_TYPES,
  type OpenFacts,
  openFacts,
} from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import { assess } from './assess.ts';
import { BAND_ORDER, isWorse } from './axes.ts';
import { floorsOf } from './floors.ts';
import { POLICIES } from './policies.ts';
import type { Policy } from './policy.ts';
import { POLICY_2026_11 } from './policy-2026-11.ts';
import { POLICY_2026_12 } from './policy-2026-12.ts';
import { type DecidedOn, propose, standingOf } from './proposal.ts';
import { orderKey } from './queue-key.ts';
import { describeReason } from './reasons.ts';

const RUNS = { numRuns: 400, seed: 20261122 };
const FACT_NAMES = Object.keys(FACTS) as FactName[];
const RECEIVED = new Date('2026-03-02T09:00:00Z');

const answers = fc.dictionary(
  fc.constantFrom(...FACT_NAMES),
  fc.constantFrom<Answer>('yes', 'no', 'unknown'),
);

const facts: fc.Arbitrary<OpenFacts> = fc
  .record({
    answers,
    incidentType: fc.constantFrom(...(Object.keys(INCIDENT_TYPES) as (keyof typeof INCIDENT_TYPES)[])),
    urgencyClaimed: fc.boolean(),
    flags: fc.subarray(['sextortion', 'spam', 'informational', 'sadisticOnlineExploitation']),
    batched: fc.boolean(),
    annotations: fc.subarray(['viral', 'potentialMeme', 'infant', 'generativeAi', 'liveStreaming']),
    files: fc.nat({ max: 5 }),
  })
  .map(({ annotations, files, ...rest }) => {
    const empty = openFacts(contentWith());
    return {
      ...empty,
      ...rest,
      files: {
        ...empty.files,
        count: files,
        annotations: Object.fromEntries(annotations.map((name) => [name, 1])),
      },
    };
  });

const match: fc.Arbitrary<MatchSummary | null> = fc.option(
  fc.record({
    hashedFiles: fc.nat({ max: 5 }),
    seenBefore: fc.nat({ max: 5 }),
    reporters: fc.nat({ max: 100 }),
    members: fc.nat({ max: 10_000 }),
    novelty: fc.constantFrom(
      ...(['first-seen', 'no-hashes', 'partly-compared', 'known', 'seen-before', 'not-of-concern'] as const),
    ),
    lists: fc.record({
      known: fc.nat({ max: 5 }),
      nearKnown: fc.nat({ max: 5 }),
      notOfConcern: fc.nat({ max: 5 }),
      neverSeen: fc.nat({ max: 5 }),
      uncompared: fc.nat({ max: 5 }),
      heldBack: fc.nat({ max: 5 }),
      classes: fc.subarray(['uk-abc:A', 'us-industry:B1', 'other:9']),
    }),
    viral: fc.constantFrom('none' as const, 'possible' as const, 'traded' as const, 'viral' as const),
    circulation: fc.option(fc.nat()),
  }),
);
const links: fc.Arbitrary<LinkSummary | null> = fc.option(
  fc.record({ sharedIdentifiers: fc.nat(), linkedReferrals: fc.nat(), conflicts: fc.nat() }),
);
const input = fc.record({ facts, match, links });
type Input = { facts: OpenFacts; match: MatchSummary | null; links: LinkSummary | null };

type Standing = { receivedAt?: Date; turnAt?: Date | null; policy?: Policy };
const keyOf = (
  one: Input,
  { receivedAt = RECEIVED, turnAt = null, policy = POLICY_2026_12 }: Standing = {},
) => {
  const proposal = propose([{ receivedAt, turnAt, assessment: assess(one, policy) }], policy);
  return orderKey(standingOf(proposal, { decision: null, receivedAt, policy }), policy);
};
const policies = fc.constantFrom(...Object.values(POLICIES));
/** A source's turn that has not come yet: null, or up to a thousand days away. */
const turns = fc.option(
  fc.nat({ max: 1_000 }).map((days) => new Date(RECEIVED.getTime() + days * 86_400_000)),
);
const withAnswer = (one: Input, fact: FactName, answer: Answer): Input => ({
  ...one,
  facts: { ...one.facts, answers: { ...one.facts.answers, [fact]: answer } },
});

test('raising any fact from no or unknown to yes never lowers the place', () => {
  fc.assert(
    fc.property(
      input,
      fc.constantFrom(...FACT_NAMES),
      fc.constantFrom<Answer>('no', 'unknown'),
      fc.record({ turnAt: turns, policy: policies }),
      (one, fact, from, at) => {
        assert.ok(keyOf(withAnswer(one, fact, 'yes'), at) <= keyOf(withAnswer(one, fact, from), at));
      },
    ),
    RUNS,
  );
});

test('answering an open question with no never raises the band, and unknown never stands below no', () => {
  fc.assert(
    fc.property(input, fc.constantFrom(...FACT_NAMES), policies, (one, fact, policy) => {
      const key = (answer: Answer) => keyOf(withAnswer(one, fact, answer), { policy });
      assert.ok(key('unknown') <= key('no'));
    }),
    RUNS,
  );
});

test('a claim of urgency never lowers the place', () => {
  fc.assert(
    fc.property(input, policies, (one, policy) => {
      const claimed = (urgencyClaimed: boolean) =>
        keyOf({ ...one, facts: { ...one.facts, urgencyClaimed } }, { policy });
      assert.ok(claimed(true) <= claimed(false));
    }),
    RUNS,
  );
});

test('imminent danger stands before everything that is not, whatever is flagged, matched, linked or how old that is', () => {
  fc.assert(
    fc.property(input, input, fc.nat({ max: 4_000 }), policies, (a, b, daysOlder, policy) => {
      const receivedAt = new Date(RECEIVED.getTime() - daysOlder * 86_400_000);
      fc.pre(floorsOf(a.facts).length > 0 && floorsOf(b.facts).length === 0);
      assert.ok(keyOf(a, { policy }) < keyOf(b, { receivedAt, policy }));
    }),
    { ...RUNS, numRuns: 2_000 },
  );
});

test('no flag, no viral state, no number of reporters changes whether a floor holds, nor the band it gives', () => {
  fc.assert(
    fc.property(input, match, (one, other) => {
      const floored = withAnswer(one, 'immediateDanger', 'yes');
      const quiet: Input = {
        ...floored,
        match: other,
        facts: { ...floored.facts, flags: ['spam', 'informational'], batched: true },
      };
      for (const each of [floored, quiet]) {
        const { floors, band, imminence } = assess(each, POLICY_2026_11);
        assert.ok(floors.includes('immediate-danger'));
        assert.deepEqual([band.level, imminence.level], ['very-high', 'P1']);
      }
    }),
    RUNS,
  );
});

test('no policy can lift a floor: not even one without rules and points', () => {
  const empty = {
    ...POLICY_2026_11,
    imminence: [],
    suspectRisk: { ...POLICY_2026_11.suspectRisk, items: [] },
    band: { ...POLICY_2026_11.band, byImminence: { P1: 'low', P2: 'low', P3: 'low' } as const },
  };
  const { band, imminence, floors } = assess(
    { facts: openFacts(contentWith({ facts: { immediateDanger: 'yes' } })), match: null, links: null },
    empty,
  );
  assert.deepEqual([band.level, imminence.level, floors], ['very-high', 'P1', ['immediate-danger']]);
});

test('the range holds every outcome that the unknown answers could have, and its ends are reached', () => {
  const items = POLICY_2026_11.suspectRisk.items.map(({ fact }) => fact);
  fc.assert(
    fc.property(input, fc.subarray(items, { maxLength: 5 }), (one, open) => {
      const closed = items
        .filter((fact) => !open.includes(fact))
        .reduce((all, fact) => {
          const answer = all.facts.answers[fact] === 'yes' ? 'yes' : 'no';
          return withAnswer(all, fact, answer);
        }, one);
      const asked = open.reduce((all, fact) => withAnswer(all, fact, 'unknown'), closed);
      const { lowest, highest } = assess(asked, POLICY_2026_11).suspectRisk;
      const reached = Array.from({ length: 2 ** open.length }, (_, bits) =>
        open.reduce((all, fact, i) => withAnswer(all, fact, (bits >> i) & 1 ? 'yes' : 'no'), asked),
      ).map((full) => assess(full, POLICY_2026_11).suspectRisk.level);
      assert.equal(
        highest,
        BAND_ORDER.find((band) => reached.includes(band)),
      );
      assert.equal(
        lowest,
        BAND_ORDER.findLast((band) => reached.includes(band)),
      );
    }),
    { ...RUNS, numRuns: 150 },
  );
});

test('unknown immediate danger widens imminence up to P1; a stated no does not', () => {
  const imminence = (immediateDanger: Answer) => {
    const none = Object.fromEntries(FACT_NAMES.map((fact) => [fact, 'no'])) as Record<FactName, Answer>;
    const content = contentWith({ facts: { ...none, immediateDanger } });
    return assess({ facts: openFacts(content), match: null, links: null }, POLICY_2026_11).imminence;
  };
  assert.deepEqual([imminence('unknown').level, imminence('unknown').highest], ['P3', 'P1']);
  assert.deepEqual([imminence('no').level, imminence('no').highest], ['P3', 'P2']);
});

test('a referral of which nothing is known stands at medium, and says that it could be very high', () => {
  const { band, suspectRisk } = assess(
    { facts: openFacts(contentWith()), match: null, links: null },
    POLICY_2026_11,
  );
  assert.deepEqual([band.level, band.lowest, band.highest], ['medium', 'low', 'very-high']);
  assert.deepEqual([suspectRisk.level, suspectRisk.highest], ['low', 'very-high']);
});

test('circulating content stays low only while no harm is stated, and only by this bureau’s own matching', () => {
  const seen: MatchSummary = {
    hashedFiles: 1,
    seenBefore: 1,
    reporters: 9,
    members: 50,
    novelty: 'seen-before',
    viral: 'viral',
    circulation: 1,
  };
  const band = (content: Parameters<typeof contentWith>[0], viral: MatchSummary | null) =>
    assess({ facts: openFacts(contentWith(content)), match: viral, links: null }, POLICY_2026_11).band.level;
  const flagged = {
    files: [{ hashes: [], annotations: ['viral', 'potentialMeme'] }],
    batched: 'VIRAL_POTENTIAL_MEME',
  };
  assert.equal(band({}, seen), 'low');
  assert.equal(band({ facts: { distribution: 'yes' } }, seen), 'low');
  assert.equal(band({ facts: { newMaterial: 'yes' } }, seen), 'medium');
  assert.equal(band(flagged, { ...seen, viral: 'possible' }), 'medium');
});

test('nothing about a suspect’s sex, age or name, or a child’s sex, can reach an assessment', () => {
  const about = (sex: 'female' | 'male', role: 'suspect' | 'victim') =>
    assess(
      {
        facts: openFacts(
          contentWith({ parties: [{ role, sex, names: ['Someone'], age: { from: 9, to: 9 } }] }),
        ),
        match: null,
        links: null,
      },
      POLICY_2026_11,
    );
  assert.deepEqual(about('female', 'suspect'), about('male', 'suspect'));
  assert.deepEqual(about('female', 'victim'), about('male', 'victim'));
  const inputs = POLICY_2026_11.suspectRisk.items.map(({ fact }) => fact);
  assert.ok(!inputs.some((fact) => /sex|gender|race|ethnic|religio|nation|disab|orient|age/i.test(fact)));
});

test('a suspect under 18 is flagged as outside the population, and gets no points for it', () => {
  const risk = (childSuspect: Answer) =>
    assess(
      { facts: openFacts(contentWith({ facts: { childSuspect } })), match: null, links: null },
      POLICY_2026_11,
    ).suspectRisk;
  assert.equal(risk('yes').points, risk('no').points);
  assert.equal(risk('yes').outsidePopulation, true);
});

test('every reason can be put into words, and names every floor that holds', () => {
  fc.assert(
    fc.property(input, (one) => {
      const { band, imminence, suspectRisk, solvability, completeness, novelty, floors } = assess(
        one,
        POLICY_2026_11,
      );
      const reasons = [band, imminence, suspectRisk, solvability, completeness, novelty].flatMap(
        (axis) => axis.reasons,
      );
      for (const reason of reasons) assert.match(describeReason(reason), /^[^{}]+$/);
      assert.deepEqual(
        reasons.filter(({ code }) => code === 'floor').map(({ params }) => params['floor']),
        floors,
      );
    }),
    RUNS,
  );
});

test('the missing fields are those that the referral does not state', () => {
  const content = contentWith({
    times: [{ utc: '2026-03-01T10:00:00Z', offset: 'Z', meaning: 'upload' }],
    files: [{ hashes: [{ kind: 'md5', value: 'a'.repeat(32) }], annotations: [], viewedBySender: 'yes' }],
    parties: [{ role: 'suspect', connections: [{ ip: '203.0.113.9', event: 'login' }] }],
  });
  const { completeness, solvability } = assess(
    { facts: openFacts(content), match: null, links: null },
    POLICY_2026_11,
  );
  assert.deepEqual(completeness.missing, [
    'port-and-time',
    'suspect-account',
    'suspect-place',
    'child-details',
    'preservation',
    'danger',
  ]);
  assert.deepEqual([completeness.present, completeness.needed, completeness.level], [5, 11, 'poor']);
  assert.equal(solvability.level, 'partial');
});

test('a worse proposal than the one decided on always stands at least as high as without the decision', () => {
  const band = fc.constantFrom(...BAND_ORDER);
  fc.assert(
    fc.property(input, band, band, (one, decided, proposedBand) => {
      const decision: DecidedOn = {
        kind: decided === proposedBand ? 'accept' : 'override',
        band: decided,
        proposedBand,
        floors: [],
      };
      const assessment = assess(one, POLICY_2026_11);
      const proposal = propose([{ receivedAt: RECEIVED, assessment }], POLICY_2026_12);
      const standing = standingOf(proposal, { decision, receivedAt: RECEIVED, policy: POLICY_2026_12 });
      if (isWorse(BAND_ORDER, proposal.band, proposedBand))
        assert.ok(!isWorse(BAND_ORDER, proposal.band, standing.band));
      if (proposal.floors.length > 0) assert.equal(standing.tier, 0);
    }),
    RUNS,
  );
});

test('a policy says that it is not validated, and every policy is kept under its version', () => {
  for (const [version, policy] of Object.entries(POLICIES)) {
    assert.equal(policy.version, version);
    assert.match(policy.validation, /not validated/i);
  }
});
