import type { Bureau } from './bureau.ts';

/** What the bureau gives for a document: proof that it is on its disk. */
export type BureauReceipt = { id: string; number: string; receivedAt: string; state: string };

/** What the bureau says about a document that it does not take: its problem (RFC 9457) without the sender's values. */
export type Refusal = {
  status: number;
  code: string;
  detail: string;
  faults: readonly { reason: string; path?: string }[];
  /** The bureau keeps what it cannot read: under this number it is in quarantine there. */
  receipt?: BureauReceipt;
};

/** `later`: nobody knows whether it arrived, or the bureau asks for patience: the same bytes are posted again. */
export type Posted =
  | { outcome: 'received'; receipt: BureauReceipt }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'later'; why: string; waitMs?: number };

const LONGEST_POST_MS = 30_000;
/** Media type of Everydot's own JSON (docs/document-formats.md of the bureau). */
const MEDIA_TYPE = 'application/vnd.everydot.referral+json';

/** Posts one document under its idempotency key: however often that is done, the bureau holds one referral. */
export async function postDocument(bureau: Bureau, key: string, text: string): Promise<Posted> {
  try {
    const response = await fetch(`${bureau.url}/api/v1/referrals`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await bureau.token()}`,
        'content-type': MEDIA_TYPE,
        'idempotency-key': key,
      },
      body: text,
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_POST_MS),
    });
    return postedFrom(response, parsed(await response.text()));
  } catch (cause) {
    return { outcome: 'later', why: failureOf(cause) };
  }
}

type Answer = { receipts?: BureauReceipt[]; code?: string; detail?: string; faults?: Refusal['faults'] };

function postedFrom(response: Response, answer: Answer): Posted {
  const [receipt] = (answer.receipts ?? []).map(receiptFrom);
  if (response.status === 201 && receipt) return { outcome: 'received', receipt };
  const { code, detail = '', faults = [] } = answer;
  // Without a code it is not the bureau that speaks: a proxy in between, perhaps.
  if (code === undefined || isForLater(response.status))
    return { outcome: 'later', why: `${code ?? response.status}`, ...waitOf(response) };
  return {
    outcome: 'refused',
    refusal: { status: response.status, code, detail, faults, ...(receipt && { receipt }) },
  };
}

function receiptFrom({ id, number, receivedAt, state }: BureauReceipt): BureauReceipt {
  return { id, number, receivedAt, state };
}

/**
 * Credentials that are not accepted are mended by giving others, and a wrong address by giving the right one: neither
 * says anything about the document, which therefore waits.
 */
function isForLater(status: number): boolean {
  return status < 400 || status >= 500 || [401, 403, 404, 408, 425, 429].includes(status);
}

function waitOf(response: Response): { waitMs?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? { waitMs: seconds * 1_000 } : {};
}

/** A proxy in between may answer with a page: that is no answer of the bureau's. */
function parsed(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return {};
    throw cause;
  }
}

/** A code or a class name, never a message. */
function failureOf(cause: unknown): string {
  const { code, name, cause: inner } = cause as { code?: string; name?: string; cause?: { code?: string } };
  return inner?.code ?? code ?? name ?? 'failed';
}
