import type { BureauOptions } from '../report/bureau.ts';
import type { Platform } from '../report/compose-report.ts';
import type { Incident } from '../report/incident.ts';
import type { PlatformFacts } from '../report/platform-facts.ts';
import type { Decision } from '../screen/decision.ts';

/** What a platform says to begin with. */
export type KitOptions = {
  platform: Platform;
  bureau: BureauOptions;
  /** A folder of the platform's own, for this kit alone: what was taken, is held and is reported. */
  dataFolder: string;
  /** A rule set as JSON says it; the shipped one where it is left out. */
  rules?: unknown;
  lists?: ListOptions;
  /** The platform's own records about an incident. Where it fails or takes too long, a supplement follows the report. */
  facts?(asked: AskedFacts): Promise<FactsOfPlatform>;
  /** Told at once: stop a stream here. Whatever is decided about an account, a person decides it. */
  onDecision?(decision: Decision): void;
  /** Told by code what goes wrong; never a value of a record. */
  onTrouble?(trouble: Trouble): void;
  now?(): Date;
};

export type ListOptions = {
  /** Codes of lists that the bureau lets this platform fetch. */
  follow?: readonly string[];
  /** Releases that came as files. */
  files?: readonly string[];
  /** Seconds between two looks at the bureau for news. */
  everySeconds?: number;
};

/** Accounts and streams are named as in the events. */
export type AskedFacts = { incidentKey: string; incident: Incident };

/** `elsewhere`: the platform has reported it already under a duty of another country, such as to NCMEC. */
export type FactsOfPlatform = PlatformFacts | { elsewhere: { scheme: string; value: string } } | undefined;

export type Trouble = { where: 'report' | 'list' | 'screening' | 'transport'; why: string; key?: string };
