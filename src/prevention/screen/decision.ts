import { type Static, Type } from 'typebox';

// The vocabulary of decisions: what the screen answers with.

/**
 * `watch`: a person of the platform looks. `hold`: the payment or stream waits for a person.
 * `interrupt-and-report`: the stream is stopped and reported; a person still reviews it. Nothing decides on an account.
 */
export const ACTIONS = ['allow', 'watch', 'hold', 'interrupt-and-report'] as const;
export type Action = (typeof ACTIONS)[number];

const ROLES = ['buyer', 'facilitator', 'extorted-child', 'unknown'] as const;
export type Role = (typeof ROLES)[number];

const SUBJECT_KINDS = ['stream', 'account', 'pair'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

const Subject = Type.Object({
  kind: Type.Enum([...SUBJECT_KINDS]),
  id: Type.String({ description: 'Of a pair: payer, a blank, beneficiary.' }),
});
export type Subject = Static<typeof Subject>;

const Reason = Type.Object({
  rule: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  family: Type.String({ description: 'Kind of indicator; of one family only the strongest rule counts.' }),
  weight: Type.Number(),
  source: Type.String({ description: 'Published document that names the indicator.' }),
  explanation: Type.Object({ en: Type.String(), cy: Type.String() }),
});
export type Reason = Static<typeof Reason>;

/** Sorts of records that a platform holds and that a report needs. Source: SI 2026/268; 18 U.S.C. 2258A. */
export const RECORDS_TO_KEEP = [
  'account-registration',
  'log-in-addresses-ports-and-times',
  'payment-records',
  'stream-times-and-viewers',
  'chat-records',
  'billing-records',
] as const;

const Preserve = Type.Object(
  {
    accounts: Type.Array(Type.String()),
    streams: Type.Array(Type.String()),
    records: Type.Array(Type.Enum([...RECORDS_TO_KEEP])),
    days: Type.Integer({ description: 'Source: 18 U.S.C. 2258A(h), one year after the report.' }),
  },
  { description: 'What has to be kept while people decide. Metadata; no content is asked for or taken.' },
);

export const Decision = Type.Object(
  {
    decisionId: Type.String({
      pattern: '^[0-9a-f]{32}$',
      description: 'The same for the same events and rules.',
    }),
    incidentKey: Type.String({
      pattern: '^[0-9a-f]{32}$',
      description: 'One report for each, however often replayed.',
    }),
    at: Type.String({ description: 'Time of the deciding event, UTC.' }),
    subject: Subject,
    action: Type.Enum([...ACTIONS]),
    change: Type.Enum(['raised', 'kept', 'lowered'], {
      description: 'kept: a further payment of a pair that is held already.',
    }),
    score: Type.Number(),
    reasons: Type.Array(Reason),
    role: Type.Object(
      {
        buyer: Type.Number(),
        facilitator: Type.Number(),
        'extorted-child': Type.Number(),
        unknown: Type.Number(),
      },
      { description: 'Likelihoods that add up to 1, about the account in roleOf.' },
    ),
    roleOf: Type.String({ description: 'Account: of a pair the payer, of a stream who streams.' }),
    protect: Type.Boolean({
      description:
        'Somebody here may be an extorted child: to people who protect, never held against the account.',
    }),
    needsPerson: Type.Boolean({ description: 'True unless the action is allow.' }),
    evidence: Type.Array(Type.String(), { description: 'Ids of events, oldest first.' }),
    preserve: Preserve,
    withdraws: Type.Array(Type.String(), {
      description: 'Ids of earlier decisions that would not have been taken had the events come in order.',
    }),
    rules: Type.Object({ id: Type.String(), version: Type.String() }),
  },
  { title: 'Decision of the everydot screen, version 1' },
);
export type Decision = Static<typeof Decision>;
