import { type Adapter, BankReport, NativeReferral } from '../intake/index.ts';
import { PROBLEMS, type ProblemCode } from '../shared/problem-codes.ts';
import { LOOKUP_PATHS } from './describe-lookups.ts';
import {
  ConflictsBody,
  GroupBody,
  JudgementRequest,
  LinksBody,
  OpenedPairBody,
  OpeningRequest,
  PairBody,
  ReviewBody,
  StatedBody,
} from './link-schemas.ts';
import { DisputeBody, DisputeRequest, LookupBody, LookupRequest } from './lookup-schemas.ts';
import { LINK_PATHS } from './openapi-links.ts';
import { LIST_PATHS } from './openapi-lists.ts';
import { ProblemBody, ReceiptBody, ReceiptsBody } from './schemas.ts';

/** Formats whose documents are described by a schema of ours. */
const DESCRIBED: Record<string, object> = { 'native-json': NativeReferral, 'bank-report': BankReport };

/** The API in OpenAPI 3.1, made from the same declarations that validate documents and answers. */
export function describeApi(adapters: readonly Adapter[]): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Everydot',
      version: '1',
      description:
        'Referrals of suspected online child sexual exploitation. Send metadata and hashes, never content: whatever looks like content is cut out. Personal data does not belong in addresses, idempotency keys or file names.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths: {
      '/referrals': { post: receiveOperation(adapters) },
      '/referrals/{number}/receipt': {
        get: receiptOperation('receipt', 'The receipt of a referral as it stands now'),
      },
      '/referrals/{number}/retract': {
        post: receiptOperation('retract', 'Take back a referral: it stays on record and counts no more'),
      },
      ...LINK_PATHS,
      ...LIST_PATHS,
      ...LOOKUP_PATHS,
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Of a registered sender.' },
        program: {
          type: 'http',
          scheme: 'bearer',
          description: 'Of a program that acts in a person’s name.',
        },
      },
      schemas: {
        Receipt: ReceiptBody,
        Receipts: ReceiptsBody,
        Problem: ProblemBody,
        LookupRequest,
        Lookup: LookupBody,
        DisputeRequest,
        Dispute: DisputeBody,
        Links: LinksBody,
        LinkGroup: GroupBody,
        LinkPair: PairBody,
        LinkReview: ReviewBody,
        LinkJudgement: JudgementRequest,
        LinkStanding: StatedBody,
        LinkOpening: OpeningRequest,
        LinkOpened: OpenedPairBody,
        Conflicts: ConflictsBody,
      },
    },
  };
}

function receiveOperation(adapters: readonly Adapter[]): object {
  return {
    operationId: 'receive',
    summary: 'Hand in a referral, or a file of many',
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: 'The same key with the same document gives the same receipts, however often it is sent.',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
      {
        name: 'format',
        in: 'query',
        description: 'The format by name, where the media type does not tell it.',
        schema: { enum: adapters.map(({ name }) => name) },
      },
    ],
    requestBody: { required: true, content: contentOf(adapters) },
    responses: {
      201: answer('Committed: a receipt for each referral', 'Receipts'),
      ...problems(
        'api.bad-request',
        'access.unknown-client',
        'intake.idempotency-conflict',
        'intake.too-large',
      ),
      ...problems('intake.unknown-format', 'intake.invalid', 'intake.too-many-requests', 'intake.overloaded'),
    },
  };
}

function contentOf(adapters: readonly Adapter[]): object {
  const formats = adapters.flatMap(({ mediaTypes, name, label }) =>
    mediaTypes.map((type) => [type, { schema: DESCRIBED[name] ?? { description: label } }] as const),
  );
  return Object.fromEntries(formats);
}

function receiptOperation(operationId: string, summary: string): object {
  return {
    operationId,
    summary,
    parameters: [{ name: 'number', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      200: answer('The receipt', 'Receipt'),
      ...problems('access.unknown-client', 'referral.not-found', 'referral.action-not-possible'),
    },
  };
}

function answer(description: string, schema: string): object {
  return {
    description,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

function problems(...codes: readonly ProblemCode[]): object {
  const schema = { $ref: '#/components/schemas/Problem' };
  const described = codes.map((code) => {
    const { status, title } = PROBLEMS[code];
    return [status, { description: title, content: { 'application/problem+json': { schema } } }] as const;
  });
  return Object.fromEntries(described);
}
