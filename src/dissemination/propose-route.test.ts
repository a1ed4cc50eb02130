import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Enquiry } from './enquiry-records.ts';
import type { LocatedPlace } from './locate-places.ts';
import { proposeRoute, type RouteFacts } from './propose-route.ts';
import { ROUTE_REASONS } from './route.ts';
import type { ReceivingUnit, UnitKind } from './unit.ts';

const unit = (id: string, kind: UnitKind, part: Partial<ReceivingUnit> = {}): ReceivingUnit => ({
  id,
  name: id,
  kind,
  force: null,
  onsCode: null,
  region: null,
  country: 'GB',
  trainedOfficers: null,
  capacityPerMonth: null,
  outOfHours: 'Desk',
  validFrom: '1974-04-01',
  validTo: null,
  ...part,
});

const UNITS = [
  unit('kent', 'territorial', { region: 'south-east' }),
  unit('essex', 'territorial', { region: 'east-of-england' }),
  unit('nca', 'national'),
  unit('professional-standards', 'professional-standards'),
  unit('children-south-east', 'childrens-services', { region: 'south-east' }),
  unit('children-east-of-england', 'childrens-services', { region: 'east-of-england' }),
  unit('bureau-fr', 'foreign-bureau', { country: 'FR' }),
];

const place = (part: Partial<LocatedPlace>): LocatedPlace => ({
  whose: 'suspect',
  postcodeForces: [],
  areaForces: [],
  statedForce: null,
  namedForces: [],
  country: null,
  ...part,
});

const enquiry = (part: Partial<Enquiry>): Enquiry => ({
  id: 'enquiry',
  referralId: 'referral',
  kind: 'subscriber',
  concerns: 'suspect',
  provider: 'Example Net',
  authority: 'ipa-2016-part-3',
  applicant: 'person:a',
  approver: 'person:b',
  madeAt: new Date(0),
  dueAt: new Date(1),
  state: 'answered',
  stateSince: new Date(1),
  result: 'one-subscriber',
  forces: [],
  countries: [],
  answeredAt: new Date(1),
  openMismatches: [],
  disregarded: false,
  ...part,
});

const facts = (part: Partial<RouteFacts> = {}): RouteFacts => ({
  units: UNITS,
  enquiries: [],
  places: [],
  policeSuspect: false,
  childSuspect: false,
  highestHarm: false,
  askable: false,
  ...part,
});

const routes = (part: Partial<RouteFacts>) =>
  proposeRoute(facts(part)).candidates.map(
    ({ unitId, purpose, reasons }) => `${purpose} ${unitId}: ${reasons.join('+')}`,
  );

const ROUTES: [string, Partial<RouteFacts>, string[]][] = [
  [
    'an answered enquiry ranks before what the sender states, and both are shown',
    { enquiries: [enquiry({ forces: ['kent'] })], places: [place({ statedForce: 'essex' })] },
    ['suspect kent: one-subscriber', 'suspect essex: stated-force'],
  ],
  [
    'one unit found in several ways is one candidate with all its reasons',
    {
      enquiries: [enquiry({ forces: ['kent'] })],
      places: [place({ postcodeForces: ['kent'], namedForces: ['kent'] })],
    },
    ['suspect kent: one-subscriber+postcode+stated-place'],
  ],
  [
    'several subscribers make several candidates',
    { enquiries: [enquiry({ result: 'several', forces: ['kent', 'essex'] })] },
    ['suspect kent: several-subscribers', 'suspect essex: several-subscribers'],
  ],
  [
    'a postcode ranks before its area, the area before a stated town',
    {
      places: [
        place({ namedForces: ['essex'] }),
        place({ postcodeForces: ['kent'] }),
        place({ areaForces: ['essex'] }),
      ],
    },
    ['suspect kent: postcode', 'suspect essex: postcode-area+stated-place'],
  ],
  [
    'a located child has a force and a safeguarding package of its region',
    { places: [place({ whose: 'child', statedForce: 'kent' })] },
    ['child kent: stated-force', 'safeguarding children-south-east: child-located'],
  ],
  [
    'a suspect who is a child is met by children’s services too',
    { childSuspect: true, enquiries: [enquiry({ forces: ['essex'] })] },
    ['suspect essex: one-subscriber', 'safeguarding children-east-of-england: child-suspect'],
  ],
  [
    'a suspect abroad goes to the bureau of that country',
    { places: [place({ country: 'FR' }), place({ country: 'GB' })] },
    ['suspect bureau-fr: abroad'],
  ],
  [
    'the highest harm may be adopted, which a person decides',
    { highestHarm: true, enquiries: [enquiry({ forces: ['kent'] })] },
    ['suspect kent: one-subscriber', 'adopted nca: highest-harm'],
  ],
  [
    'an answer whose double check failed routes nowhere',
    {
      enquiries: [enquiry({ forces: ['kent'], openMismatches: [{ id: 'm', kind: 'answer-about-another' }] })],
    },
    [],
  ],
  [
    'an enquiry that was disregarded routes nowhere',
    { enquiries: [enquiry({ forces: ['kent'], disregarded: true })] },
    [],
  ],
  [
    'a force that does not stand on the day is no candidate',
    { places: [place({ statedForce: 'strathclyde' })] },
    [],
  ],
];

for (const [title, part, expected] of ROUTES) test(title, () => assert.deepEqual(routes(part), expected));

test('a police suspect goes to professional standards first, and their force carries a warning', () => {
  const { candidates } = proposeRoute(
    facts({ policeSuspect: true, enquiries: [enquiry({ forces: ['kent'] })] }),
  );
  assert.deepEqual(
    candidates.map(({ unitId, caution }) => [unitId, caution]),
    [
      ['professional-standards', null],
      ['kent', 'suspect-is-police'],
    ],
  );
});

const REASONS_FOR_NONE: [string, Partial<RouteFacts>, string | null][] = [
  ['nothing stated', {}, 'nothing-stated'],
  ['identifiers that nobody asked about', { askable: true }, 'enquiry-needed'],
  [
    'an enquiry under way',
    { askable: true, enquiries: [enquiry({ state: 'approved', result: null })] },
    'enquiry-waiting',
  ],
  [
    'an answer that found nobody',
    { askable: true, enquiries: [enquiry({ result: 'none' })] },
    'nobody-found',
  ],
  ['a provider that no longer holds it', { enquiries: [enquiry({ result: 'expired' })] }, 'nobody-found'],
  ['a country without a bureau', { places: [place({ country: 'ZZ' })] }, 'no-bureau'],
  [
    'a mismatch, before anything else',
    {
      enquiries: [
        enquiry({ openMismatches: [{ id: 'm', kind: 'not-in-referral' }], state: 'drafted', result: null }),
      ],
    },
    'mismatch-open',
  ],
  ['only the national team', { highestHarm: true }, 'nothing-stated'],
  ['a located child', { places: [place({ whose: 'child', statedForce: 'kent' })] }, null],
];

for (const [what, part, unrouted] of REASONS_FOR_NONE) {
  test(`${what}: ${unrouted ?? 'routed'}`, () => assert.equal(proposeRoute(facts(part)).unrouted, unrouted));
}

test('whatever is known, candidates stand in the registry, once for each purpose, in order of precedence', () => {
  const slug = fc.constantFrom('kent', 'essex', 'strathclyde', 'nowhere');
  const anyPlace = fc.record({
    whose: fc.constantFrom('suspect' as const, 'child' as const),
    postcodeForces: fc.array(slug, { maxLength: 2 }),
    areaForces: fc.array(slug, { maxLength: 2 }),
    statedForce: fc.option(slug),
    namedForces: fc.array(slug, { maxLength: 1 }),
    country: fc.option(fc.constantFrom('GB', 'FR', 'ZZ')),
  });
  const anyEnquiry = fc
    .record({
      result: fc.constantFrom('one-subscriber' as const, 'several' as const, 'none' as const, null),
      forces: fc.array(slug, { maxLength: 3 }),
      concerns: fc.constantFrom('suspect' as const, 'child' as const),
      disregarded: fc.boolean(),
    })
    .map(enquiry);
  const order = Object.keys(ROUTE_REASONS);
  fc.assert(
    fc.property(
      fc.array(anyPlace, { maxLength: 4 }),
      fc.array(anyEnquiry, { maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      (places, enquiries, policeSuspect, highestHarm) => {
        const { candidates, unrouted } = proposeRoute(
          facts({ places, enquiries, policeSuspect, highestHarm }),
        );
        const ranks = candidates.map(({ reasons }) => order.indexOf(reasons[0]!));
        assert.deepEqual(
          ranks,
          ranks.toSorted((a, b) => a - b),
        );
        assert.equal(
          new Set(candidates.map(({ unitId, purpose }) => `${unitId} ${purpose}`)).size,
          candidates.length,
        );
        for (const { unitId } of candidates) assert.ok(UNITS.some(({ id }) => id === unitId));
        const located = candidates.some(({ purpose }) => purpose === 'suspect' || purpose === 'child');
        assert.equal(unrouted === null, located);
      },
    ),
    { seed: 2, numRuns: 300 },
  );
});
