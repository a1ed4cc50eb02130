import type { FrameHash } from '../../hashing/index.ts';
import type { Fault } from '../../shared/problem.ts';
import type { Hold } from '../hold/hold-queue.ts';
import type { ContentHashes } from '../lookup/content-hashes.ts';
import type { ListStatus } from '../lookup/held-lists.ts';
import type { ReportStanding, ReportState } from '../report/report-state.ts';
import type { Decision } from '../screen/decision.ts';
import type { ScreenCounts } from '../screen/screen-types.ts';
import type { Held } from './keep-findings.ts';
import type { AboutPicture, Verdict } from './screen-pictures.ts';
import type { VideoVerdict } from './screen-video.ts';

/** A frame: its encoded picture, or its hash where the platform hashes itself. */
export type Frame = Uint8Array | { pdq: string; quality: number };
export type AboutFrame = { id?: string; time?: string; atSeconds?: number };

/** A report as the platform's own people are shown it. */
export type ReportView = {
  incidentKey: string;
  standing: ReportStanding;
  notedAt: string;
  /** One for the report and one for each supplement. */
  parts: { at: string; number?: string; refusal?: ReportState['parts'][number]['refusal'] }[];
  elsewhere?: { scheme: string; value: string };
};

/** `place`: from 0, among those that were given. */
export type Refused = { place: number; code: string; faults: readonly Fault[] };
export type Taken = { decisions: Decision[]; refused: Refused[] };

/** Everything a platform does with the kit. Content goes in, hashes are kept, reports and decisions come out. */
export type Kit = {
  /** Hashes a picture, looks it up, and with `about` holds or reports what is found. The bytes are kept nowhere. */
  screenPicture(bytes: Uint8Array, about?: AboutPicture): Promise<Verdict>;
  /** Hashes and looks up a frame of a live stream, and screens what it tells. */
  screenFrame(stream: string, frame: Frame, about?: AboutFrame): Promise<Taken>;
  /** Compares the frames of a recorded video with known videos. */
  screenVideo(frames: readonly FrameHash[]): Promise<VideoVerdict>;
  lookUp(hashes: ContentHashes): Promise<Verdict>;
  /**
   * Takes one event or several (docs/screening.md) in the order in which they are given; resolves when they are on
   * disk. One that does not fit its schema is refused, and the others stand. `marks`: their places in the stream that
   * they came from. Throws `prevention.overloaded`.
   */
  take(events: unknown, options?: { marks?: readonly number[] }): Promise<Taken>;
  /** The last mark taken; 0 before any. */
  readonly mark: number;
  /** Events that are taken and not on disk yet. */
  readonly waiting: number;
  holds: {
    open(): Hold<Held>[];
    all(): Hold<Held>[];
    decide(holdId: string, decision: { choice: string; reason: string; by: string }): Promise<Hold<Held>>;
  };
  reports: {
    all(): ReportView[];
    /** The documents of one report, as they are sent. Throws `prevention.report-not-found`. */
    documents(incidentKey: string): string[];
    /** Asks the platform's records again and sends what they say: as a supplement, or anew after a refusal. */
    amend(incidentKey: string): Promise<void>;
    /** Resolves when nothing can be sent now. */
    idle(): Promise<void>;
  };
  lists: { status(): ListStatus[]; refresh(): Promise<void> };
  status(): KitStatus;
  close(): Promise<void>;
};

export type KitStatus = {
  waitingEvents: number;
  openHolds: number;
  reports: Partial<Record<ReportStanding, number>>;
  knownValues: number;
  lists: ListStatus[];
  screen: ScreenCounts;
  /** Troubles by code since the start. */
  troubles: Record<string, number>;
};
