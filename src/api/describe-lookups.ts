import { PROBLEMS, type ProblemCode } from '../shared/problem-codes.ts';
import { SIGNAL_TYPES } from './hma-answers.ts';

// Lookups in OpenAPI 3.1: our own calls, and those of Hasher-Matcher-Actioner, which stand beside /api/v1.

const LOOKUP_PROBLEMS = [
  'api.bad-request',
  'access.unknown-client',
  'access.not-granted',
  'matching.too-many-hashes',
  'matching.too-many-lookups',
  'matching.index-unavailable',
] as const satisfies readonly ProblemCode[];

export const LOOKUP_PATHS = {
  '/lookups': {
    post: {
      operationId: 'lookUp',
      summary: 'What hash lists say of up to 1,000 hashes',
      description:
        'As JSON, as text (one "kind:hex" a line), or as bytes (32 of each PDQ hash). Needs the grant lookup. Lookups are counted and watched: a walk along the boundary of a listed picture is slowed, then suspended.',
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: reference('LookupRequest') },
          'text/plain': { schema: { type: 'string' } },
          'application/octet-stream': { schema: {} },
        },
      },
      responses: {
        200: answer('The hashes that hit, with every list that names them', 'Lookup'),
        ...problems(LOOKUP_PROBLEMS),
      },
    },
  },
  '/lookups/disputes': {
    post: {
      operationId: 'disputeHit',
      summary: 'Say what you hold of an entry that your hash hits; an objection goes to review',
      requestBody: {
        required: true,
        content: { 'application/json': { schema: reference('DisputeRequest') } },
      },
      responses: {
        200: answer('How the entry stands now', 'Dispute'),
        ...problems([
          ...LOOKUP_PROBLEMS,
          'matching.not-a-hit',
          'lists.too-many-disputes',
          'lists.objection-rejected',
        ]),
      },
    },
  },
  ...besideTheApi({
    '/m/lookup': {
      get: byName('lists and entries that a signal hits'),
      post: byName('the same of content, under agreement'),
    },
    '/m/raw_lookup': { get: byName('ids of the entries that a signal hits') },
    '/m/compare': { post: byName('whether two hashes of each kind match, and how far apart they are') },
    '/m/index/status': { get: byName('size of the index, and up to when it holds the lists') },
    '/h/hash': {
      post: byName('hash content in memory, under agreement'),
      get: byName('refused: nothing is fetched'),
    },
    '/status': { get: { ...byName('whether lookups are answered'), security: [] } },
  }),
};

function byName(summary: string): object {
  return {
    summary: `Hasher-Matcher-Actioner: ${summary}`,
    description: `Signal types: ${Object.keys(SIGNAL_TYPES).join(', ')}. Errors are {"message", "details"}; details is our code.`,
    responses: { 200: { description: 'As its clients read it' } },
  };
}

function besideTheApi(paths: Record<string, object>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [path, { servers: [{ url: '/' }], ...operations }]),
  );
}

function reference(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` };
}

function answer(description: string, schema: string): object {
  return { description, content: { 'application/json': { schema: reference(schema) } } };
}

function problems(codes: readonly ProblemCode[]): object {
  const described = codes.map((code) => {
    const { status, title } = PROBLEMS[code];
    const content = { 'application/problem+json': { schema: reference('Problem') } };
    return [status, { description: title, content }] as const;
  });
  return Object.fromEntries(described);
}
