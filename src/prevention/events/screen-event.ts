import { type Static, type TObject, type TProperties, Type } from 'typebox';

// The vocabulary of events: what a platform or payment firm tells the screen. Nothing else is taken: no names, no free
// text that is kept, and no protected characteristic (nationality, sex, religion and so on) of anybody.

/** Opaque to the screen. Send keyed hashes or internal numbers, never names, addresses or e-mail addresses. */
const Id = (what: string) =>
  Type.String({
    pattern: '^[!-~]{1,128}$',
    description: `${what}: 1 to 128 printable characters, no blank.`,
  });

/** RFC 3339 with an offset. */
const Time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,3})?(?:Z|[+-]\\d{2}:\\d{2})$',
  description:
    'When it happened, RFC 3339 with offset; the offset is that of the place where it was recorded.',
});

/** UTC-12:00 to UTC+14:00 are the offsets in use. Source: IANA time zone database. */
const UtcOffset = Type.Integer({
  minimum: -720,
  maximum: 840,
  description:
    'Minutes that the local clock of this account is ahead of UTC; left out where it is not known.',
});

const Country = Type.String({
  pattern: '^[A-Z]{2}$',
  description:
    'ISO 3166-1. Where the payment is paid in or out: a fact about the transaction, never nationality.',
});

/** How a payment travels. */
const PAYMENT_METHODS = [
  'remittance',
  'bank-transfer',
  'person-to-person',
  'card',
  'virtual-asset',
  'gift-card',
  'platform-tip',
  'other',
] as const;

/** What the reference of a payment says, by category. `none`: it says nothing. */
const REFERENCE_CATEGORIES = [
  'none',
  'accommodation',
  'clothing',
  'medical',
  'family-support',
  'education',
  'gift',
  'goods-or-services',
  'social-handle',
  'other',
] as const;
export type ReferenceCategory = (typeof REFERENCE_CATEGORIES)[number];

/** What else a platform or a firm may know of an account. Categories only: how they were found stays with the sender. */
const ACCOUNT_SIGNALS = {
  'bought-capture-software': 'bought or installed software that records the screen',
  'used-anonymiser': 'bought or used software that hides where one is',
  'travel-booked': 'booked travel to the receiving side of a listed corridor',
  'chat-asks-for-live-abuse': 'a local classifier put a chat of this account in this category',
  'chat-offers-live-abuse': 'a local classifier put a chat of this account in this category',
  'chat-threatened': 'a local classifier found that this account is being threatened',
  'reported-being-extorted': 'the account holder said so',
  'age-under-18': 'stated, verified or estimated; used to protect, never against the account',
  'age-18-to-24': 'stated, verified or estimated; used to protect, never against the account',
  'verified-creator': 'the platform has verified who this creator is',
  'verified-organisation': 'a school, hospital, shop or other organisation that the firm has verified',
} as const satisfies Record<string, string>;
export type AccountSignal = keyof typeof ACCOUNT_SIGNALS;

/** One place of a hash list that a frame hit. Distance is in bits of PDQ; 0 is the same hash. */
export const KnownHit = Type.Object(
  {
    list: Id('Code of the list'),
    meaning: Type.Enum(['harmful', 'not-of-concern', 'meme']),
    distance: Type.Integer({ minimum: 0, maximum: 256 }),
    disputed: Type.Optional(
      Type.Boolean({ description: 'Somebody who shares the list holds it to be wrong.' }),
    ),
    entry: Type.Optional(Id('Entry of the list')),
  },
  { additionalProperties: false },
);
export type KnownHit = Static<typeof KnownHit>;

const PaymentSide = Type.Object(
  {
    account: Id('Account'),
    country: Type.Optional(Country),
    utcOffsetMinutes: Type.Optional(UtcOffset),
  },
  { additionalProperties: false },
);

/** Longer than any payment scheme's reference. Source: ISO 20022, 140 characters of unstructured remittance information. */
const LONGEST_REFERENCE = 500;

const base = { id: Id('The event'), time: Time, source: Id('The system that sent it') };

const event = <Name extends string, Fields extends TProperties>(
  type: Name,
  fields: Fields,
  description: string,
) =>
  Type.Object({ type: Type.Literal(type), ...base, ...fields }, { additionalProperties: false, description });

const StreamStarted = event(
  'stream.started',
  {
    stream: Id('Stream'),
    account: Id('Who streams'),
    visibility: Type.Optional(Type.Enum(['public', 'private'])),
  },
  'A live stream began.',
);

const FrameHashed = event(
  'frame.hashed',
  {
    stream: Id('Stream'),
    pdq: Type.String({ pattern: '^[0-9a-fA-F]{64}$', description: 'PDQ hash of the frame, 64 digits.' }),
    quality: Type.Integer({ minimum: 0, maximum: 100 }),
    atSeconds: Type.Optional(Type.Number({ minimum: 0, description: 'Seconds since the stream began.' })),
    hits: Type.Optional(
      Type.Array(KnownHit, {
        maxItems: 64,
        description: 'What it was found near; left out where nobody looked.',
      }),
    ),
  },
  'A frame of a stream was hashed, on the side of the platform.',
);

const ViewerJoined = event(
  'viewer.joined',
  { stream: Id('Stream'), account: Id('Who watches') },
  'An account began to watch a stream.',
);

const paymentFields = {
  amountMinor: Type.Integer({
    minimum: 1,
    maximum: 1e13,
    description: 'In the smallest unit: 12.50 GBP is 1250.',
  }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }),
  method: Type.Enum([...PAYMENT_METHODS]),
  payer: PaymentSide,
  beneficiary: PaymentSide,
  stream: Type.Optional(Id('Stream that it was paid in')),
};

const Payment = event(
  'payment',
  { ...paymentFields, reference: Type.Optional(Type.Enum([...REFERENCE_CATEGORIES])) },
  'One account paid another.',
);

/** As it may be sent: with the text of its reference, which is put in a category on arrival and goes no further. */
const IncomingPayment = event(
  'payment',
  {
    ...paymentFields,
    reference: Type.Optional(Type.Enum([...REFERENCE_CATEGORIES])),
    referenceText: Type.Optional(
      Type.String({
        maxLength: LONGEST_REFERENCE,
        description: 'Instead of `reference`: put in a category on arrival, then dropped.',
      }),
    ),
  },
  'One account paid another.',
);

const AccountSignalled = event(
  'account.signal',
  { account: Id('Account'), signal: Type.Enum(Object.keys(ACCOUNT_SIGNALS) as AccountSignal[]) },
  'Something else became known of an account.',
);

const StreamEnded = event('stream.ended', { stream: Id('Stream') }, 'A live stream came to its end.');

/** What may be sent, by type. */
export const INCOMING = {
  'stream.started': StreamStarted,
  'frame.hashed': FrameHashed,
  'viewer.joined': ViewerJoined,
  payment: IncomingPayment,
  'account.signal': AccountSignalled,
  'stream.ended': StreamEnded,
} as const satisfies Record<string, TObject>;

export type EventType = keyof typeof INCOMING;
export const EVENT_TYPES = Object.keys(INCOMING) as EventType[];

/** JSON Schema of one line of events. */
export const IncomingEvent = Type.Union(Object.values(INCOMING), {
  title: 'Event of the everydot screen, version 1',
});

export type StreamStarted = Static<typeof StreamStarted>;
export type FrameHashed = Static<typeof FrameHashed>;
export type ViewerJoined = Static<typeof ViewerJoined>;
export type Payment = Static<typeof Payment>;
export type AccountSignalled = Static<typeof AccountSignalled>;
export type StreamEnded = Static<typeof StreamEnded>;

/** What the screen takes: checked, and without the text of any reference. */
export type ScreenEvent =
  | StreamStarted
  | FrameHashed
  | ViewerJoined
  | Payment
  | AccountSignalled
  | StreamEnded;
