import { type Static, Type } from 'typebox';
import { FACTS, ReferralContent } from '../referral/index.ts';

// What a sender without a format of its own writes: the normalised referral, with free text, file names and web
// addresses where they belong and times as people write them. Everything but the incident type may be absent;
// an absent field is unknown. Unknown fields are kept.

const parts = ReferralContent.properties;
const partyParts = parts.parties.items.properties;
const fileParts = parts.files.items.properties;

const sentence = Type.String({
  minLength: 1,
  maxLength: 200_000,
  description: 'Free text: sealed, and opened only by a logged action.',
});
const address = Type.String({
  minLength: 1,
  maxLength: 200_000,
  description: 'A web address: kept as inert text, never fetched.',
});
const time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d+)?)? ?([Zz]|[+-]\\d{2}:?\\d{2})?)?$',
  description:
    'ISO 8601 with offset, such as 2026-10-03T14:05:00+01:00. Without offset, UTC is assumed and said.',
});
/** Flags stand unsealed for the queue to read: a code, so that nothing personal can slip in. */
const code = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9:._-]{0,99}$' });
const few = <T extends Parameters<typeof Type.Array>[0]>(item: T, maxItems = 10_000) =>
  Type.Array(item, { maxItems });
const open = <T extends Parameters<typeof Type.Object>[0]>(fields: T) => Type.Partial(Type.Object(fields));

const ANSWER = parts.facts.properties.immediateDanger;

const NativeTime = Type.Object({ at: time, meaning: Type.Optional(parts.times.items.properties.meaning) });

const connectionParts = partyParts.connections.items.properties;
const NativeConnection = Type.Object({
  ip: connectionParts.ip,
  port: connectionParts.port,
  at: Type.Optional(time),
  event: Type.Optional(connectionParts.event),
  possibleProxy: connectionParts.possibleProxy,
});

const NativeAccount = Type.Object({
  ...partyParts.accounts.items.properties,
  profileUrls: Type.Optional(few(address, 1_000)),
});

const NativeIdentifier = Type.Object(partyParts.identifiers.items.properties);
const NativePlace = Type.Object({
  ...parts.places.items.properties,
  meaning: Type.Optional(parts.places.items.properties.meaning),
});

const NativeParty = Type.Object({
  ...partyParts,
  age: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 130 }), Type.Object(partyParts.age.properties)], {
      description: 'Years, exact or from-to.',
    }),
  ),
  accounts: Type.Optional(few(NativeAccount)),
  identifiers: Type.Optional(few(NativeIdentifier)),
  connections: Type.Optional(few(NativeConnection)),
  places: Type.Optional(few(NativePlace)),
  notes: Type.Optional(sentence),
});

const NativeFile = Type.Object({
  ...fileParts,
  hashes: Type.Optional(few(Type.Object(fileParts.hashes.items.properties), 100)),
  annotations: Type.Optional(few(code, 100)),
  names: Type.Optional(few(sentence, 100)),
  locations: Type.Optional(few(address, 100)),
  grades: Type.Optional(few(Type.Object(fileParts.grades.items.properties), 20)),
  uploadedAt: Type.Optional(time),
  connections: Type.Optional(few(NativeConnection)),
  devices: Type.Optional(few(NativeIdentifier, 1_000)),
  notes: Type.Optional(sentence),
});

const paymentParts = parts.payments.items.properties;
const NativePayment = Type.Object({
  ...paymentParts,
  at: Type.Optional(time),
  reference: Type.Optional(sentence),
});

/** A referral in Everydot's own JSON. */
export const NativeReferral = Type.Object(
  {
    incidentType: parts.incidentType,
    threat: Type.Optional(parts.threat),
    references: Type.Optional(few(Type.Object(parts.references.items.properties), 100)),
    flags: Type.Optional(few(code, 200)),
    urgency: Type.Optional(
      Type.Object({ level: parts.urgencyClaim.properties.level, reason: Type.Optional(sentence) }),
    ),
    batched: parts.batched,
    facts: Type.Optional(
      open(
        Object.fromEntries(Object.keys(FACTS).map((name) => [name, ANSWER])) as Record<
          keyof typeof FACTS,
          typeof ANSWER
        >,
      ),
    ),
    times: Type.Optional(few(NativeTime, 1_000)),
    platform: parts.platform,
    parties: Type.Optional(few(NativeParty)),
    files: Type.Optional(few(NativeFile, 100_000)),
    places: Type.Optional(few(NativePlace, 1_000)),
    payments: Type.Optional(few(NativePayment)),
    sourceGrading: Type.Optional(open(parts.sourceGrading.properties)),
    narrative: Type.Optional(sentence),
    texts: Type.Optional(
      few(
        Type.Object({ label: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })), text: sentence }),
        1_000,
      ),
    ),
    urls: Type.Optional(few(address, 10_000)),
  },
  {
    description:
      'A referral of suspected online child sexual exploitation. Never send content: payloads are cut out.',
  },
);
export type NativeReferral = Static<typeof NativeReferral>;
