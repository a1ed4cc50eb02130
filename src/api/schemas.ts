import { type Static, Type } from 'typebox';
import { STATES } from '../referral/index.ts';
import { PROBLEMS } from '../shared/problem-codes.ts';

// What the API answers with, as it is described to senders. A test holds every answer against these.

const Fault = Type.Object({
  reason: Type.String(),
  path: Type.Optional(Type.String({ description: 'Element or field that is at fault.' })),
  line: Type.Optional(Type.Integer({ minimum: 1 })),
});

const problemFields = {
  type: Type.String({ description: 'urn:everydot:problem:<code>' }),
  code: Type.Enum(Object.keys(PROBLEMS)),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  faults: Type.Array(Fault),
};

export const ReceiptBody = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    number: Type.String({ pattern: '^ED-\\d{7,}-[A-Z]$', description: 'The number to quote.' }),
    receivedAt: Type.String({ format: 'date-time' }),
    state: Type.Enum(Object.keys(STATES)),
    problem: Type.Optional(Type.Object(problemFields)),
    repeated: Type.Boolean({ description: 'It was received before under the same idempotency key.' }),
  },
  { description: 'Proof that a document was received: it is on disk, with an entry in the ledger.' },
);

export const ReceiptsBody = Type.Object({ receipts: Type.Array(ReceiptBody, { minItems: 1 }) });

/** RFC 9457. `receipts`: of documents that could not be read and are kept in quarantine all the same. */
export const ProblemBody = Type.Object({
  ...problemFields,
  receipts: Type.Optional(Type.Array(ReceiptBody)),
});
export type ProblemBody = Static<typeof ProblemBody>;
