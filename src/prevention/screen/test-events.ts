import fc from 'fast-check';
import type { AccountSignal, ScreenEvent } from '../events/screen-event.ts';
import type { Decision } from './decision.ts';

// Events for tests: few accounts and streams, so that they meet often; a quarter of an hour between events at most.

const START = Date.parse('2026-03-01T20:00:00Z');
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e'];
const STREAMS = ['s', 't', 'u'];
const SIGNALS: readonly AccountSignal[] = [
  'used-anonymiser',
  'chat-asks-for-live-abuse',
  'chat-offers-live-abuse',
  'chat-threatened',
  'age-18-to-24',
];

const account = fc.constantFrom(...ACCOUNTS);
const stream = fc.constantFrom(...STREAMS);

const body = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        type: fc.constant('payment' as const),
        amountMinor: fc.constantFrom(3_000, 5_000, 8_000, 12_345, 90_000),
        currency: fc.constantFrom('GBP', 'PHP', 'XXX'),
        method: fc.constantFrom('remittance' as const, 'gift-card' as const),
        payer: account.map((name) => ({ account: name, country: 'GB', utcOffsetMinutes: 0 })),
        beneficiary: account.map((name) => ({ account: name, country: 'PH', utcOffsetMinutes: 480 })),
        reference: fc.constantFrom('none' as const, 'medical' as const, 'social-handle' as const),
        stream: fc.option(stream, { nil: undefined }),
      })
      .filter(({ payer, beneficiary }) => payer.account !== beneficiary.account)
      .map(({ stream: paidIn, ...payment }) =>
        paidIn === undefined ? payment : { ...payment, stream: paidIn },
      ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('stream.started' as const),
      stream,
      account,
      visibility: fc.constantFrom('public' as const, 'private' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('viewer.joined' as const), stream, account }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('frame.hashed' as const),
      stream,
      pdq: fc.constant('0f'.repeat(32)),
      quality: fc.constantFrom(40, 50, 90),
      hits: fc.constantFrom([], [{ list: 'l', meaning: 'harmful' as const, distance: 20 }]),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('account.signal' as const),
      account,
      signal: fc.constantFrom(...SIGNALS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('stream.ended' as const), stream }) },
);

/** A story: events in the order of their times. */
export function story(most = 60): fc.Arbitrary<ScreenEvent[]> {
  const step = fc.integer({ min: 0, max: 900 });
  return fc.array(fc.tuple(step, body), { minLength: 1, maxLength: most }).map((steps) => {
    let seconds = 0;
    return steps.map(([waited, event], i) => {
      seconds += waited;
      const time = new Date(START + seconds * 1_000).toISOString();
      return { id: `e${String(i).padStart(3, '0')}`, time, source: 'test', ...event } as ScreenEvent;
    });
  });
}

/**
 * What stands of the decisions: each until a later one withdraws it. Evidence and score are as they were known on
 * arrival, so that only who, what, when and which incident are compared.
 */
export function standing(decisions: readonly Decision[]): string[] {
  const stand = new Map<string, Decision>();
  for (const decision of decisions) {
    for (const withdrawn of decision.withdraws) stand.delete(withdrawn);
    if (decision.withdraws.length === 0) stand.set(decision.decisionId, decision);
  }
  return Array.from(stand.values(), ({ subject, action, protect, at, incidentKey, decisionId }) =>
    [subject.kind, subject.id, action, protect, at, incidentKey, decisionId].join(' | '),
  ).sort();
}
