import { type TSchema, Type } from 'typebox';
import { OPENING_PURPOSES, REASONS_FOR } from '../flow/index.ts';
import {
  CONFLICT_KINDS,
  JUDGEMENT_REASONS,
  LAYERS,
  LINK_BANDS,
  LINK_KINDS,
  STRENGTHS,
} from '../linking/index.ts';

// Links between people as they are described to programs. A test holds every answer against these.

const count = Type.Integer({ minimum: 0 });
const at = Type.String({ format: 'date-time' });
const number = Type.String({ pattern: '^ED-\\d{7,}-[A-Z]$' });
const personId = Type.String({ format: 'uuid' });
const verdict = Type.Enum(Object.keys(REASONS_FOR));
const layer = Type.Enum(Object.keys(LAYERS));
const exact = { additionalProperties: false };
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const recordFields = {
  record: Type.Integer({ minimum: 1, description: 'One person of one referral.' }),
  referral: number,
  party: Type.Integer({ minimum: 0, description: 'Which party of the referral, from 0.' }),
  layer,
  heldBy: Type.Array(Type.String({ description: 'Id of a receiving unit.' })),
};
const Record = Type.Object(recordFields, exact);

const Step = Type.Object(
  {
    attribute: Type.String(),
    level: count,
    label: Type.String(),
    bits: Type.Number(),
    frequencyBits: Type.Number({ description: 'For how rare the agreed value is.' }),
  },
  exact,
);
const scoreFields = {
  probability: Type.Number({ minimum: 0, maximum: 1 }),
  bits: Type.Number({ description: 'log2 of the odds; prior and all steps add up to it.' }),
  band: orNull(Type.Enum(Object.keys(LINK_BANDS))),
  model: Type.String(),
  waterfall: Type.Object({ prior: Type.Number(), steps: Type.Array(Step), total: Type.Number() }, exact),
};
const reasonFields = {
  likelihood: Type.Number({ description: 'The middle of a range of the probability yardstick.' }),
  reasons: Type.Array(
    Type.Object(
      {
        attribute: Type.String(),
        label: Type.String(),
        speaks: Type.Enum(['for', 'against', 'neither']),
      },
      exact,
    ),
  ),
};
/** The bureau's staff are told the score, a unit its range and the reasons. */
const Link = Type.Union([Type.Object(scoreFields, exact), Type.Object(reasonFields, exact)]);

const Standing = Type.Object(
  {
    verdict: orNull(verdict),
    decidedBy: orNull(personId),
    at: orNull(at),
    disagreeing: Type.Integer({ minimum: 0, description: 'People whose decisions contradict each other.' }),
  },
  exact,
);

const Judgement = Type.Object(
  {
    id: Type.Integer(),
    records: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
    verdict,
    reason: Type.Enum(Object.keys(JUDGEMENT_REASONS)),
    by: personId,
    at,
    hasNote: Type.Boolean(),
  },
  exact,
);

const LinkedPerson = Type.Object(
  {
    record: Type.Integer(),
    party: count,
    layer,
    group: orNull(Type.Object({ id: Type.String(), records: count }, exact)),
    links: Type.Array(Type.Object({ ...recordFields, link: orNull(Link), standing: Standing }, exact)),
    neighbours: Type.Array(Type.Object({ ...recordFields, sharing: Type.Array(Type.String()) }, exact), {
      description: 'Other people with whom a home or a connection is shared: no link.',
    }),
  },
  exact,
);

const ValueInCommon = Type.Object(
  {
    referral: number,
    heldBy: recordFields.heldBy,
    kinds: Type.Array(Type.Enum(Object.keys(LINK_KINDS))),
    strength: Type.Enum(Object.keys(STRENGTHS)),
    layer,
    otherLayer: layer,
  },
  exact,
);

const Hub = Type.Object(
  {
    kind: Type.Enum(Object.keys(LINK_KINDS)),
    layer,
    referrals: count,
    atLeast: Type.Boolean(),
    party: count,
    item: count,
  },
  exact,
);

const ConflictBody = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    told: orNull(Type.String({ description: 'The unit that is told; null: the bureau’s supervisors.' })),
    referral: number,
    otherUnit: Type.String(),
    otherReferral: number,
    kinds: Type.Array(Type.Enum(Object.keys(CONFLICT_KINDS))),
    raisedAt: at,
    acknowledged: Type.Array(Type.Object({ by: personId, at }, exact)),
  },
  exact,
);

export const LinksBody = Type.Object(
  {
    purpose: Type.String(),
    referral: number,
    heldBy: recordFields.heldBy,
    people: Type.Array(LinkedPerson),
    values: Type.Array(ValueInCommon),
    sharedByMany: Type.Array(Hub),
    conflicts: Type.Array(ConflictBody),
    withheld: Type.Object(
      { children: count, values: count },
      { ...exact, description: 'What this purpose does not show.' },
    ),
    hidden: Type.Integer({ minimum: 0, description: 'Referrals hidden by permission.' }),
  },
  exact,
);

export const PairBody = Type.Object(
  {
    records: Type.Array(Record),
    link: orNull(Link),
    standing: Standing,
    history: Type.Array(Judgement, { description: 'The latest first.' }),
    groups: Type.Array(orNull(Type.String()), { minItems: 2, maxItems: 2 }),
  },
  exact,
);

const TieFields = { records: Type.Array(Type.Integer()), standing: Standing };
export const GroupBody = Type.Object(
  {
    id: Type.String(),
    layer,
    records: count,
    members: Type.Array(Type.Object({ ...recordFields, since: orNull(at) }, exact)),
    former: Type.Array(Type.Object({ ...recordFields, since: orNull(at), until: at }, exact)),
    links: Type.Array(
      Type.Union([
        Type.Object({ ...TieFields, ...scoreFields }, exact),
        Type.Object({ ...TieFields, ...reasonFields }, exact),
      ]),
    ),
    history: Type.Array(Judgement),
    hidden: count,
  },
  exact,
);

export const ReviewBody = Type.Object(
  {
    undecided: Type.Array(
      Type.Object(
        {
          records: Type.Array(Record),
          probability: scoreFields.probability,
          bits: scoreFields.bits,
          together: Type.Boolean({ description: 'Whether the two stand in one group now.' }),
          decides: Type.Integer({ description: 'Pairs of records whose answer follows from this one.' }),
          expectedChange: Type.Number(),
        },
        exact,
      ),
      { description: 'The most informative first.' },
    ),
    disagreements: Type.Array(
      Type.Object({ records: Type.Array(Record), said: Type.Array(Judgement) }, exact),
    ),
    moreDisagreements: Type.Boolean(),
    hidden: count,
  },
  exact,
);

export const ConflictsBody = Type.Object({ conflicts: Type.Array(ConflictBody) }, exact);

export const StatedBody = Type.Object(
  {
    standing: Standing,
    repeated: Type.Boolean({ description: 'It stood so already: nothing was written.' }),
    groups: Type.Integer({ minimum: 0, description: 'Groups that changed by it.' }),
  },
  exact,
);

export const JudgementRequest = Type.Object(
  {
    verdict,
    reason: Type.Enum([...new Set(Object.values(REASONS_FOR).flat())]),
    note: Type.Optional(Type.String({ maxLength: 2_000, description: 'Free text; kept sealed.' })),
  },
  exact,
);

export const OpeningRequest = Type.Object({ purpose: Type.Enum([...OPENING_PURPOSES]) }, exact);

export const OpenedPairBody = Type.Object(
  {
    purpose: Type.String(),
    people: Type.Array(
      Type.Object(
        { record: Type.Integer(), party: orNull(Type.Object({})) },
        { description: 'A party as in native JSON; null where its referral was erased.' },
      ),
      { minItems: 2, maxItems: 2 },
    ),
  },
  exact,
);
