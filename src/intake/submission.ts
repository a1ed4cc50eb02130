import type { State } from '../referral/index.ts';
import type { Problem } from '../shared/problem.ts';

/** By which way a document came in. */
export const CHANNELS = {
  api: { label: 'Program (API)' },
  'command-line': { label: 'Command line' },
  'public-form': { label: 'Public form' },
  exchange: { label: 'Bulk exchange' },
  desk: { label: 'Entered at the desk' },
} as const;
export type Channel = keyof typeof CHANNELS;

/** A document as it came in. `adapter`: the format's name, where the sender says it. */
export type Submission = {
  raw: Buffer;
  channel: Channel;
  mediaType?: string | undefined;
  adapter?: string | undefined;
  /** Same sender, same key, same document: same receipts. Opaque; kept as a keyed hash only. */
  idempotencyKey?: string | undefined;
  /** The store's clock, unless the document is taken over from elsewhere or generated. */
  receivedAt?: Date | undefined;
};

export type ProblemBody = ReturnType<Problem['toJSON']>;

/** What the sender is given for each referral. `repeated`: it was received before under the same key. */
export type Receipt = {
  id: string;
  /** ED-0001234-K, as people quote it. */
  number: string;
  receivedAt: Date;
  state: State;
  /** Why it is in quarantine. */
  problem?: ProblemBody;
  repeated: boolean;
};
