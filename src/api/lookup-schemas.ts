import { Type } from 'typebox';
import {
  GROUPED_KINDS,
  LOOKUP_STATUSES,
  MEANINGS,
  MEDIA,
  OPINION_REASONS,
  OPINIONS,
  SCHEMES,
} from '../matching/index.ts';

// Lookups of hashes as they are described to senders. A test holds every answer against these.

const count = Type.Integer({ minimum: 0 });
const Distance = Type.Integer({
  minimum: 0,
  maximum: 31,
  description: 'Of 256 bits, how many differ. Only with the grant lookup-distance.',
});

const Hash = Type.Object({
  kind: Type.Enum([...GROUPED_KINDS]),
  value: Type.String({ description: 'Hexadecimal digits.' }),
  quality: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'Of a PDQ hash.' })),
});

export const LookupRequest = Type.Object({
  hashes: Type.Array(Type.Union([Hash, Type.String({ description: '"kind:hex", or hex of a PDQ hash.' })]), {
    maxItems: 1_000,
  }),
});

const LookupListing = Type.Object(
  {
    entry: Type.Integer(),
    list: Type.String(),
    name: Type.String(),
    holder: Type.String(),
    meaning: Type.Enum(Object.keys(MEANINGS)),
    scheme: Type.Enum(Object.keys(SCHEMES)),
    country: Type.Union([Type.String(), Type.Null()]),
    classification: Type.Union([Type.String(), Type.Null()], { description: 'As the holder gave it.' }),
    media: Type.Enum(Object.keys(MEDIA)),
    opinions: Type.Object({ positive: count, negative: count, disputed: count, seed: count }),
    standing: Type.Enum(['stands', 'disputed', 'not-harmful']),
    distance: Type.Optional(Distance),
  },
  { additionalProperties: false },
);

export const LookupBody = Type.Object(
  {
    asked: count,
    unusable: Type.Array(count, { description: 'Places of what is no hash that could be compared, from 0.' }),
    hits: Type.Array(
      Type.Object(
        {
          query: Type.Integer({ minimum: 0, description: 'Place of the hash in the request, from 0.' }),
          status: Type.Enum(Object.keys(LOOKUP_STATUSES)),
          actionable: Type.Boolean({
            description:
              'False where the listing is disputed, held back or says that the content is harmless.',
          }),
          distance: Type.Optional(Distance),
          listings: Type.Array(LookupListing, { minItems: 1 }),
        },
        { additionalProperties: false },
      ),
      { description: 'What hits nothing is left out.' },
    ),
  },
  { additionalProperties: false },
);

export const DisputeRequest = Type.Object({
  hash: Hash,
  entry: Type.Integer({ description: 'Of the hit.' }),
  opinion: Type.Enum([...Object.keys(OPINIONS), 'withdrawn']),
  reason: Type.Optional(Type.Enum(Object.keys(OPINION_REASONS))),
});

export const DisputeBody = Type.Object(
  { entry: Type.Integer(), standing: Type.Enum(['stands', 'disputed', 'not-harmful']) },
  { additionalProperties: false },
);
