import { randomUUID } from 'node:crypto';
import { hashPicture, pdqHex } from '../../hashing/index.ts';
import { Problem } from '../../shared/problem.ts';
import { readEvent } from '../events/read-event.ts';
import type { ScreenEvent } from '../events/screen-event.ts';
import type { ListFollower } from '../lookup/follow-lists.ts';
import type { KnownContent } from '../lookup/known-content.ts';
import type { Incident } from '../report/incident.ts';
import { type ReportState, standingOf } from '../report/report-state.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Decision } from '../screen/decision.ts';
import { decideHold } from './decide-hold.ts';
import { type Keeping, keepFindings } from './keep-findings.ts';
import type { Frame, Kit, KitStatus, Refused, ReportView } from './kit.ts';
import { lookUpFrames } from './look-up-frames.ts';
import { findingOfPicture, hashContent, lookUp } from './screen-pictures.ts';
import { lookUpVideo } from './screen-video.ts';
import type { Screening } from './screening.ts';
import type { Troubles } from './troubles.ts';

export type KitParts = {
  keeping: Keeping;
  screening: Screening;
  known: KnownContent;
  lists: ListFollower;
  reporter: Reporter;
  troubles: Troubles;
  now(): Date;
  close(): Promise<void>;
};

/** What the parts do together. */
export function kitOf(parts: KitParts): Kit {
  const { keeping, screening, known, lists, reporter, now } = parts;
  const take = takeInOrder(parts);
  return {
    async screenPicture(bytes, about) {
      const verdict = await lookUp(known, await hashContent(bytes));
      if (about) await keepFindings(keeping, [findingOfPicture(about, verdict, now().toISOString())]);
      return verdict;
    },
    async screenFrame(stream, frame, { id = randomUUID(), time = now().toISOString(), atSeconds } = {}) {
      const hashed = await hashFrame(frame);
      const seconds = atSeconds === undefined ? {} : { atSeconds };
      return take({ type: 'frame.hashed', id, time, source: 'kit', stream, ...hashed, ...seconds });
    },
    screenVideo: (frames) => lookUpVideo(known, frames),
    lookUp: (hashes) => lookUp(known, hashes),
    take,
    get mark() {
      return screening.mark;
    },
    get waiting() {
      return screening.waiting;
    },
    holds: {
      open: () => keeping.holds.open(),
      all: () => keeping.holds.all(),
      decide: (holdId, decision) => decideHold(keeping, holdId, { ...decision, at: now().toISOString() }),
    },
    reports: {
      all: () => keeping.outbox.all().map(viewOf),
      documents: (key) => found(keeping, key).parts.map(({ text }) => text),
      async amend(key) {
        const { incident } = found(keeping, key);
        await keeping.outbox.add({ kind: 'amended', key, at: now().toISOString(), incident });
        reporter.wake();
      },
      idle: () => reporter.idle(),
    },
    lists: { status: () => lists.status(), refresh: () => lists.refresh() },
    status: () => statusOfKit(parts),
    close: parts.close,
  };
}

/** Looking frames up takes a moment: what was given first is taken first all the same. */
function takeInOrder({ screening, known, now }: KitParts): Kit['take'] {
  let before: Promise<unknown> = Promise.resolve();
  return async (given, { marks } = {}) => {
    const { valid, refused } = readEach(Array.isArray(given) ? given : [given], now().getTime());
    const enriched = lookUpFrames(
      known,
      valid.map(({ event }) => event),
    );
    const taken = before.then(async (): Promise<[Promise<Decision[]>]> => {
      const events = await enriched;
      return [screening.take(events.map((event, i) => ({ event, ...markOf(marks, valid[i]!.place) })))];
    });
    before = taken.catch(() => undefined);
    const [decisions] = await taken;
    return { decisions: await decisions, refused };
  };
}

function markOf(marks: readonly number[] | undefined, place: number): { mark?: number } {
  return marks ? { mark: marks[place]! } : {};
}

type Read = { valid: { place: number; event: ScreenEvent }[]; refused: Refused[] };

function readEach(given: readonly unknown[], nowMs: number): Read {
  const read: Read = { valid: [], refused: [] };
  for (const [place, value] of given.entries()) {
    try {
      read.valid.push({ place, event: readEvent(value, { nowMs }) });
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      read.refused.push({ place, code: cause.code, faults: cause.faults });
    }
  }
  return read;
}

async function hashFrame(frame: Frame): Promise<{ pdq: string; quality: number }> {
  if (!(frame instanceof Uint8Array)) return frame;
  const { hash, quality } = await hashPicture(frame);
  return { pdq: pdqHex(hash), quality };
}

function found({ outbox }: Keeping, key: string): ReportState<Incident> {
  const state = outbox.find(key);
  if (!state) throw new Problem('prevention.report-not-found');
  return state;
}

function viewOf(state: ReportState): ReportView {
  const { key, notedAt, parts, elsewhere } = state;
  return {
    incidentKey: key,
    standing: standingOf(state),
    notedAt,
    parts: parts.map(({ at, receipt, refusal }) => ({
      at,
      ...(receipt && { number: receipt.number }),
      ...(refusal && { refusal }),
    })),
    ...(elsewhere && { elsewhere }),
  };
}

function statusOfKit({ keeping, screening, known, lists, troubles }: KitParts): KitStatus {
  const reports: KitStatus['reports'] = {};
  for (const state of keeping.outbox.all()) {
    const standing = standingOf(state);
    reports[standing] = (reports[standing] ?? 0) + 1;
  }
  return {
    waitingEvents: screening.waiting,
    openHolds: keeping.holds.open().length,
    reports,
    knownValues: known.size,
    lists: lists.status(),
    screen: screening.screen.counts(),
    troubles: troubles.counts(),
  };
}
