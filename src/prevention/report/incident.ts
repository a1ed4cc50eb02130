import type { ScreenEvent } from '../events/screen-event.ts';
import type { HoldDecision } from '../hold/hold-queue.ts';
import type { ContentHashes } from '../lookup/content-hashes.ts';
import type { Hit, KnownStatus } from '../lookup/known-status.ts';

/** How an account of the platform comes into an incident. A child who is extorted is `child`, whatever it paid. */
export type AccountPart = 'suspect' | 'child' | 'associate' | 'unknown';

/** What is reported once: composed of a decision or a finding, kept until the bureau has it. No content, ever. */
export type Incident = {
  at: string;
  /** Codes of the bureau's own JSON. */
  incidentType:
    | 'csam-possession-or-distribution'
    | 'live-streamed-abuse'
    | 'financial-sextortion'
    | 'payment-for-abuse';
  accounts: { account: string; part: AccountPart }[];
  /** Somebody here may be a child who is extorted. */
  protect: boolean;
  interrupted: boolean;
  files: IncidentFile[];
  payments: Extract<ScreenEvent, { type: 'payment' }>[];
  streams: { stream: string; startedAt?: string }[];
  /** In plain words, for the people of the bureau: which rules, which lists, how sure. */
  detectedBy: string[];
  /** Ids for the platform's own records. */
  evidence: string[];
  /** Who of the platform decided to report it, where somebody did. */
  person?: HoldDecision;
};

export type IncidentFile = {
  /** The platform's id of the file, or of the event that told of the frame. */
  id: string;
  hashes: ContentHashes;
  live: boolean;
  at: string;
};

/** A picture that was found on a list. `account`: who put it there, where the platform says so. */
export type PictureFinding = {
  findingId: string;
  incidentKey: string;
  at: string;
  file: string;
  account?: string;
  status: KnownStatus;
  hashes: ContentHashes;
  hits: Hit[];
};
