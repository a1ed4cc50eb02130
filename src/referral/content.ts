import { type Static, type TEnum, Type } from 'typebox';
import {
  ANSWERS,
  EVIDENCE_KINDS,
  FACTS,
  GRADE_SCHEMES,
  HANDLING_CODES,
  HASH_KINDS,
  IDENTIFIER_KINDS,
  INCIDENT_TYPES,
  INFORMATION_GRADES,
  PARTY_ROLES,
  SOURCE_GRADES,
  THREATS,
  TIME_MEANINGS,
} from './vocabulary.ts';

// The normalised referral, scheme version 1: what every adapter produces, whatever came in. An absent field is
// unknown. Free text, file names and web addresses stand apart in `evidence` and are referred to by their id,
// so that they can be sealed on their own and are opened one by one.

export const SCHEME_VERSION = 1;

const termOf = <T extends Record<string, unknown>>(terms: T): TEnum<(keyof T & string)[]> =>
  Type.Enum(Object.keys(terms) as (keyof T & string)[]);
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const closed = { additionalProperties: false } as const;
const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T, maxItems = 10_000) =>
  Type.Array(item, { maxItems });

const EvidenceId = Type.String({ pattern: '^e[0-9]+$' });
export const AnswerSchema = Type.Enum([...ANSWERS]);

/** An instant with the offset it was stated in. `offset`: "+01:00", "Z", or null where the sender gave none (then UTC is assumed and said). */
export const Moment = Type.Object(
  {
    utc: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$' }),
    offset: Type.Union([Type.String({ pattern: '^(Z|[+-]\\d{2}:\\d{2})$' }), Type.Null()]),
    meaning: termOf(TIME_MEANINGS),
  },
  closed,
);

/** One use of an address on the network. Without port and time it is a weak link (CGNAT). */
export const Connection = Type.Object(
  {
    ip: text(45),
    port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535 })),
    at: Type.Optional(Moment),
    event: termOf(TIME_MEANINGS),
    possibleProxy: Type.Optional(AnswerSchema),
  },
  closed,
);

export const Account = Type.Object(
  {
    service: Type.Optional(text(200)),
    accountId: Type.Optional(text(500)),
    username: Type.Optional(text(500)),
    displayNames: Type.Optional(listOf(text(500), 1_000)),
    profileUrls: Type.Optional(listOf(EvidenceId, 1_000)),
    compromised: Type.Optional(AnswerSchema),
    disabled: Type.Optional(AnswerSchema),
    /** What the service did to the account; `userNotified`: whether its holder was told, and so may know. */
    restrictions: Type.Optional(
      listOf(
        Type.Object(
          {
            kind: Type.Enum(['temporary', 'permanent']),
            imposed: AnswerSchema,
            at: Type.Optional(Moment),
            userNotified: Type.Optional(AnswerSchema),
            notifiedAt: Type.Optional(Moment),
            liftedAt: Type.Optional(Moment),
          },
          closed,
        ),
        10,
      ),
    ),
    /** The account is on another company's service, of which the sender knows no more. */
    thirdParty: Type.Optional(AnswerSchema),
    priorReports: Type.Optional(listOf(text(100))),
    groupIdentifier: Type.Optional(text(500)),
  },
  closed,
);

export const Identifier = Type.Object(
  {
    kind: termOf(IDENTIFIER_KINDS),
    value: text(500),
    /** What sort, as the sender names it: "IMEI", "Recovery" … */
    type: Type.Optional(text(200)),
    verified: Type.Optional(AnswerSchema),
    /** When it was seen in use. */
    at: Type.Optional(Moment),
  },
  closed,
);

/** A place. `force`: the slug of a receiving unit that the sender states. */
export const Place = Type.Object(
  {
    meaning: Type.Enum([
      'home',
      'business',
      'billing',
      'shipping',
      'technical',
      'school',
      'estimated',
      'incident',
      'stated',
    ]),
    lines: Type.Optional(listOf(text(1_000), 20)),
    city: Type.Optional(text(200)),
    region: Type.Optional(text(200)),
    postcode: Type.Optional(text(20)),
    /** ISO 3166-1 alpha-2. */
    country: Type.Optional(Type.String({ pattern: '^[A-Z][A-Z0-9]$' })),
    force: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{2,60}$' })),
    /** Degrees; north and east are positive. */
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    verified: Type.Optional(AnswerSchema),
  },
  closed,
);

export const Party = Type.Object(
  {
    role: termOf(PARTY_ROLES),
    /** How an associated account belongs to the party before it: "Billing", "Linked" … as the sender says. */
    relation: Type.Optional(text(200)),
    names: Type.Optional(listOf(text(500), 100)),
    dateOfBirth: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    /** Years, stated or approximate. */
    age: Type.Optional(
      Type.Object(
        { from: Type.Integer({ minimum: 0, maximum: 130 }), to: Type.Integer({ minimum: 0, maximum: 130 }) },
        closed,
      ),
    ),
    /** Recorded for children as a harm fact; never an input for a suspect. */
    sex: Type.Optional(Type.Enum(['female', 'male', 'unknown'])),
    relationshipToChild: Type.Optional(text(200)),
    accounts: Type.Optional(listOf(Account)),
    identifiers: Type.Optional(listOf(Identifier)),
    connections: Type.Optional(listOf(Connection)),
    places: Type.Optional(listOf(Place)),
    /** Free text about this party, among the evidence. */
    notes: Type.Optional(listOf(EvidenceId, 1_000)),
  },
  closed,
);

/** Police or another agency that already knows of this, as the sender states it. */
export const Agency = Type.Object(
  {
    name: Type.Optional(text(300)),
    caseReference: Type.Optional(text(100)),
    reported: Type.Optional(AnswerSchema),
    legalProcessAtHome: Type.Optional(AnswerSchema),
    legalProcessAbroad: Type.Optional(AnswerSchema),
    legalProcessCountry: Type.Optional(Type.String({ pattern: '^[A-Z][A-Z0-9]$' })),
    contact: Type.Optional(Party),
  },
  closed,
);

export const FileHash = Type.Object(
  {
    kind: termOf(HASH_KINDS),
    value: text(2_000),
    type: Type.Optional(text(100)),
    quality: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  },
  closed,
);

const Grade = Type.Object(
  {
    scheme: termOf(GRADE_SCHEMES),
    grade: text(20),
    grader: Type.Optional(text(200)),
    viewedWhere: Type.Optional(text(200)),
  },
  closed,
);

/** A file as metadata: never content. */
export const FileFacts = Type.Object(
  {
    reference: Type.Optional(text(500)),
    hashes: listOf(FileHash, 100),
    annotations: listOf(text(100), 100),
    names: Type.Optional(listOf(EvidenceId, 100)),
    locations: Type.Optional(listOf(EvidenceId, 100)),
    /** Who holds the content, under which reference, and until when they preserve it. */
    heldBy: Type.Optional(text(300)),
    holderReference: Type.Optional(text(300)),
    preservedUntil: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    viewedBySender: Type.Optional(AnswerSchema),
    publiclyAvailable: Type.Optional(AnswerSchema),
    relevance: Type.Optional(text(100)),
    grades: Type.Optional(listOf(Grade, 20)),
    uploadedAt: Type.Optional(Moment),
    connections: Type.Optional(listOf(Connection)),
    devices: Type.Optional(listOf(Identifier, 1_000)),
    /** Free text about this file, among the evidence. */
    notes: Type.Optional(listOf(EvidenceId, 1_000)),
  },
  closed,
);

export const Evidence = Type.Object(
  {
    id: EvidenceId,
    kind: termOf(EVIDENCE_KINDS),
    label: text(200),
    value: Type.String({ maxLength: 200_000 }),
  },
  closed,
);

/** A field that the scheme has no place for: kept with its path in the original, never dropped. Its value is sealed evidence. */
const KeptField = Type.Object({ path: text(500), evidence: EvidenceId }, closed);

export const ReferralContent = Type.Object(
  {
    scheme: Type.Literal(SCHEME_VERSION),
    threat: termOf(THREATS),
    incidentType: termOf(INCIDENT_TYPES),
    /** References by which the sender and others know this referral, e.g. { scheme: "ncmec", value: "123" }. */
    references: listOf(Type.Object({ scheme: text(60), value: text(200) }, closed), 100),
    /** Sender's flags on the whole report; unknown ones are kept by their own name. */
    flags: listOf(text(100), 200),
    /** The sender's own claim of urgency: evidence, never a verdict. */
    urgencyClaim: Type.Optional(Type.Object({ level: text(60), reason: Type.Optional(EvidenceId) }, closed)),
    batched: Type.Optional(text(100)),
    facts: Type.Partial(
      Type.Object(
        Object.fromEntries(Object.keys(FACTS).map((name) => [name, AnswerSchema])) as Record<
          keyof typeof FACTS,
          typeof AnswerSchema
        >,
        closed,
      ),
    ),
    times: listOf(Moment, 1_000),
    platform: Type.Optional(text(300)),
    /** Other programs and services named for the incident: a chat client, a game, a console. */
    services: Type.Optional(listOf(text(300), 1_000)),
    agencies: Type.Optional(listOf(Agency, 100)),
    parties: listOf(Party, 10_000),
    files: listOf(FileFacts, 100_000),
    places: listOf(Place, 1_000),
    /** Amounts paid, where the referral is about payments. Minor units (pence, cents). */
    payments: Type.Optional(
      listOf(
        Type.Object(
          {
            at: Type.Optional(Moment),
            amountMinor: Type.Integer({ minimum: 0 }),
            currency: Type.String({ pattern: '^[A-Z]{3}$' }),
            method: Type.Optional(text(100)),
            toCountry: Type.Optional(text(2)),
          },
          closed,
        ),
      ),
    ),
    sourceGrading: Type.Object(
      {
        source: termOf(SOURCE_GRADES),
        information: termOf(INFORMATION_GRADES),
        handling: termOf(HANDLING_CODES),
      },
      closed,
    ),
    evidence: listOf(Evidence, 100_000),
    kept: listOf(KeptField, 100_000),
  },
  closed,
);

export type Moment = Static<typeof Moment>;
export type Connection = Static<typeof Connection>;
export type Account = Static<typeof Account>;
export type Agency = Static<typeof Agency>;
export type Identifier = Static<typeof Identifier>;
export type Place = Static<typeof Place>;
export type Party = Static<typeof Party>;
export type FileHash = Static<typeof FileHash>;
export type FileFacts = Static<typeof FileFacts>;
export type Evidence = Static<typeof Evidence>;
export type ReferralContent = Static<typeof ReferralContent>;
