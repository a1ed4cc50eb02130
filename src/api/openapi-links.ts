import { OPENING_PURPOSES } from '../flow/index.ts';
import { PROBLEMS, type ProblemCode } from '../shared/problem-codes.ts';
import { LOOKING_PURPOSES } from './link-routes.ts';

// Links between people in OpenAPI.

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 1 };
const inPath = (name: string, schema: object) => ({ name, in: 'path', required: true, schema });
const asked = (name: string, schema: object, description: string) => ({
  name,
  in: 'query',
  schema,
  description,
});
const PAIR = [inPath('one', whole), inPath('other', whole)];
const LIMIT = asked('limit', { type: 'integer', minimum: 1, maximum: 100, default: 40 }, 'How many at most.');

type Described = {
  summary: string;
  description?: string;
  parameters: readonly object[];
  body?: string;
  answer: string | null;
  codes?: readonly ProblemCode[];
};

export const LINK_PATHS = {
  '/referrals/{number}/links': {
    get: operation('readLinks', {
      summary: 'Whom a referral may share with others, with reasons',
      description:
        'To a unit always for investigation. Children only to protect one: purpose=safeguarding. Each reading is an entry in the ledger.',
      parameters: [
        inPath('number', text),
        asked('purpose', { enum: LOOKING_PURPOSES }, 'Why it is looked at; needed of the bureau’s staff.'),
      ],
      answer: 'Links',
      codes: ['referral.not-found', 'linking.purpose-needed'],
    }),
  },
  '/links/groups/{id}': {
    get: operation('readLinkGroup', {
      summary: 'A proposed group, its history and how it hangs together',
      description: 'To a unit a group consists of what it holds, and is named by its lowest record.',
      parameters: [inPath('id', text)],
      answer: 'LinkGroup',
      codes: ['linking.unknown-group'],
    }),
  },
  '/links/review': {
    get: operation('readLinkReview', {
      summary: 'The undecided pairs from which most is learned, and what people disagree on',
      parameters: [
        LIMIT,
        asked('skip', { type: 'integer', minimum: 0, default: 0 }, 'So many before these.'),
        asked('of', { enum: ['others', 'children'] }, 'Pairs of children, to protect them, or all others.'),
      ],
      answer: 'LinkReview',
    }),
  },
  '/links/pairs/{one}/{other}': {
    get: operation('readLinkPair', {
      summary: 'Two records: score, waterfall, what people decided',
      parameters: PAIR,
      answer: 'LinkPair',
      codes: ['linking.unknown-record', 'linking.layers-differ'],
    }),
  },
  '/links/pairs/{one}/{other}/open': {
    post: operation('openLinkPair', {
      summary: 'Opens what both referrals say of the two. Counted for whoever asks, and bounded',
      description: `Purposes: ${OPENING_PURPOSES.join(', ')}; of children not linking.`,
      parameters: PAIR,
      body: 'LinkOpening',
      answer: 'LinkOpened',
      codes: ['linking.unknown-record', 'linking.purpose-needed', 'linking.too-many-openings'],
    }),
  },
  '/links/pairs/{one}/{other}/judgement': {
    put: operation('judgeLink', {
      summary: 'Says what the person’s judgement of a pair is. The same again changes nothing',
      parameters: PAIR,
      body: 'LinkJudgement',
      answer: 'LinkStanding',
      codes: ['linking.unknown-record', 'linking.unknown-verdict', 'linking.layers-differ', 'linking.busy'],
    }),
    delete: operation('takeLinkJudgementBack', {
      summary: 'Takes the person’s judgement of a pair back. The same again changes nothing',
      parameters: PAIR,
      answer: 'LinkStanding',
      codes: ['linking.unknown-record', 'linking.busy'],
    }),
  },
  '/conflicts': {
    get: operation('listConflicts', {
      summary: 'Alerts that another unit holds a linked case, the latest first',
      parameters: [
        LIMIT,
        asked('open', { type: 'boolean' }, 'Only those that nobody has acknowledged.'),
        asked('before', text, 'The id of the last alert of the page before.'),
      ],
      answer: 'Conflicts',
    }),
  },
  '/conflicts/{id}/acknowledgement': {
    put: operation('acknowledgeConflict', {
      summary: 'The person will speak to the other unit. The same again changes nothing',
      parameters: [inPath('id', text)],
      answer: null,
      codes: ['linking.unknown-conflict'],
    }),
  },
};

function operation(operationId: string, described: Described): object {
  const { summary, description, parameters, body, answer, codes = [] } = described;
  const content = (schema: string) => ({ 'application/json': { schema: reference(schema) } });
  return {
    operationId,
    summary,
    ...(description && { description }),
    security: [{ program: [] }],
    parameters,
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: {
      ...(answer === null
        ? { 204: { description: 'Done' } }
        : { 200: { description: summary, content: content(answer) } }),
      ...problems(['api.bad-request', 'access.unknown-client', 'access.scope-needed', ...codes]),
    },
  };
}

function reference(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` };
}

function problems(codes: readonly ProblemCode[]): object {
  const content = { 'application/problem+json': { schema: reference('Problem') } };
  return Object.fromEntries(
    codes.map((code) => [PROBLEMS[code].status, { description: PROBLEMS[code].title, content }]),
  );
}
