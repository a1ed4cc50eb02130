import { PROBLEMS, type ProblemCode } from './problem-codes.ts';

/** Where in a document a fault is: line and column (1-based) and the element or field path, whichever is known. */
export type Fault = { reason: string; path?: string; line?: number; column?: number };

/**
 * A failure that the caller can act on (RFC 9457 at the API). Everything else that is thrown is a bug.
 * Neither `detail` nor a fault may quote a value out of a referral: personal data never appears in errors.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];

  constructor(
    code: ProblemCode,
    options: { detail?: string; faults?: readonly Fault[]; cause?: unknown } = {},
  ) {
    const { title } = PROBLEMS[code];
    super(options.detail ? `${title}: ${options.detail}` : title, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.faults = options.faults ?? [];
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The RFC 9457 body. */
  toJSON(): {
    type: string;
    code: ProblemCode;
    title: string;
    status: number;
    detail: string;
    faults: readonly Fault[];
  } {
    const { title, status } = PROBLEMS[this.code];
    return {
      type: `urn:everydot:problem:${this.code}`,
      code: this.code,
      title,
      status,
      detail: this.message,
      faults: this.faults,
    };
  }
}
