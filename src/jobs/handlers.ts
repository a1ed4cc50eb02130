import {
  type AlarmNotifier,
  assessUnjoined,
  callForUnread,
  deliverFeedback,
  deliverRemoval,
  deriveReferrals,
  doModelWork,
  escalateAlarms,
  linkPeople,
  lookForAlerts,
  type ModelWork,
  matchListValues,
  notifyAlarms,
  type Publishing,
  type RemovalPost,
  refreshPicture,
  renderPublication,
  reviewAssessments,
  tendRemovals,
  workHidden,
} from '../flow/index.ts';
import type { HashSearch } from '../matching/index.ts';
import type { Figures } from '../picture/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import type { PeriodicTask } from './periodic.ts';
import type { JobHandler } from './worker.ts';

/** Most referrals joined up in one transaction: it holds the joining lock, so it must end within seconds. */
const DERIVE_TOGETHER = 100;
/** Most alarms in one mail. */
const NOTIFY_TOGETHER = 50;
/** Senders answered at a time: their addresses may be slow, and a slow one should not hold up the rest. */
const DELIVER_TOGETHER = 10;
/** How often it is looked whether somebody must be told again: a quarter of the minute within which an alarm is told. */
const ESCALATE_EVERY_MS = 15_000;

/** Finished assessments held against what is known now: each reads what is linked with its referral. */
const REVIEW_TOGETHER = 20;

/** Changes of hash lists looked for among all sightings at once: a list that comes in pages is one pass. */
const MATCH_TOGETHER = 100;
/** A pass over ten million sightings takes minutes. */
const MATCH_LEASE_SECONDS = 900;

/**
 * Joins referrals up; where that fails for one, it is assessed on its own facts, so that its alarm is not lost.
 * `search`: where the values of hash lists are; in this process if not said.
 */
export function deriveHandler(store: Store, search?: HashSearch): JobHandler {
  return {
    kind: 'derive-referral',
    most: DERIVE_TOGETHER,
    leaseSeconds: 120,
    run: (ids) => deriveReferrals(store, ids, search),
    afterFailure: (id) => assessUnjoined(store, [id]),
  };
}

/** Compares with changed hash lists what referrals showed before. */
export function matchHandler(store: Store): JobHandler {
  return {
    kind: 'match-list-values',
    most: MATCH_TOGETHER,
    leaseSeconds: MATCH_LEASE_SECONDS,
    run: (ids) => matchListValues(store, ids),
  };
}

/** Most referrals whose people are compared in one transaction: whoever judges a pair waits for no longer. */
const LINK_TOGETHER = 50;

/** Compares the people of referrals with all others. */
export function linkHandler(store: Store): JobHandler {
  return {
    kind: 'link-people',
    most: LINK_TOGETHER,
    leaseSeconds: 120,
    run: (ids) => linkPeople(store, ids),
  };
}

/** Two documents are printed in seconds; a browser that hangs is ended after a minute each. */
const PUBLICATION_LEASE_SECONDS = 300;

/** Makes every file of editions that were published; while one of them has no PDF, this fails and is tried again. */
function publicationHandler(store: Store, publishing: Publishing): JobHandler {
  return {
    kind: 'render-publication',
    most: 1,
    leaseSeconds: PUBLICATION_LEASE_SECONDS,
    run: (ids) => allOf(ids.map((id) => renderWhole(store, id, publishing))),
  };
}

async function renderWhole(store: Store, id: string, publishing: Publishing): Promise<void> {
  const { isWhole } = await renderPublication(store, id, publishing);
  if (!isWhole) throw new Problem('print.no-browser');
}

/** Six lists, each model and each graph, under four errors of linking: measured 5 minutes of one core. */
const HIDDEN_LEASE_SECONDS = 1_800;

/** What jobs need beyond the records. */
export type JobServices = {
  notifier: AlarmNotifier;
  signer: Signer;
  removal?: RemovalPost;
  search?: HashSearch;
  publishing?: Publishing;
};

/** What the service does for each kind of job. */
export function jobHandlers(
  store: Store,
  { notifier, signer, removal, search, publishing }: JobServices,
): JobHandler[] {
  return [
    deriveHandler(store, search),
    matchHandler(store),
    linkHandler(store),
    modelWorkHandler(store, 'train-link-model'),
    modelWorkHandler(store, 'rescore-links'),
    {
      kind: 'call-for-unread',
      most: NOTIFY_TOGETHER,
      leaseSeconds: 60,
      run: (ids) => callForUnread(store, ids),
    },
    {
      kind: 'notify-alarm',
      most: NOTIFY_TOGETHER,
      leaseSeconds: 60,
      run: (ids) => notifyAlarms(store, notifier, ids),
    },
    {
      kind: 'deliver-feedback',
      most: DELIVER_TOGETHER,
      leaseSeconds: 60,
      patience: 'day',
      run: (ids) => allOf(ids.map((id) => deliverFeedback(store, id, signer))),
    },
    {
      kind: 'review-assessments',
      most: REVIEW_TOGETHER,
      leaseSeconds: 60,
      run: (ids) => reviewAssessments(store, ids),
    },
    {
      kind: 'estimate-hidden',
      most: 1,
      leaseSeconds: HIDDEN_LEASE_SECONDS,
      run: (ids) => allOf(ids.map((id) => workHidden(store, id))),
    },
    publicationHandler(
      store,
      publishing ?? { signer, baseUrl: notifier.baseUrl, licence: null, contact: null, print: null },
    ),
    removalHandler(store, removal ?? { sender: { baseUrl: notifier.baseUrl, contact: null }, signer }),
  ];
}

/** Every record is opened, or every pair scored: an hour at ten million. Chosen. */
const MODEL_LEASE_SECONDS = 7_200;

/** One at a time: each opens or scores everything. */
function modelWorkHandler(store: Store, kind: ModelWork): JobHandler {
  return {
    kind,
    most: 1,
    leaseSeconds: MODEL_LEASE_SECONDS,
    run: (ids) => allOf(ids.map((id) => doModelWork(store, kind, id))),
  };
}

/** Waits for every one, then fails if any failed: what is under way is not started again beside itself. */
async function allOf(deliveries: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(deliveries)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

export function escalation(store: Store, notifier: AlarmNotifier): PeriodicTask {
  return { name: 'escalate-alarms', everyMs: ESCALATE_EVERY_MS, run: () => escalateAlarms(store, notifier) };
}

/** Notices that wait for a host's server do not hold up those of another. */
function removalHandler(store: Store, ways: RemovalPost): JobHandler {
  return {
    kind: 'deliver-removal',
    most: DELIVER_TOGETHER,
    leaseSeconds: 60,
    patience: 'day',
    run: (ids) => allOf(ids.map((id) => deliverRemoval(store, id, ways))),
  };
}

/** The shortest clock of a notice is an hour: five minutes late is soon enough. */
const TEND_REMOVALS_EVERY_MS = 300_000;

export function removalTending(store: Store): PeriodicTask {
  return { name: 'tend-removals', everyMs: TEND_REMOVALS_EVERY_MS, run: () => tendRemovals(store) };
}

/** A week or a month is over once a day at most: whoever looks finds at once that nothing is new. */
const LOOK_FOR_ALERTS_EVERY_MS = 3_600_000;

/** What rises in the bureau's own series. */
export function alertLooking(store: Store, figures: Figures): PeriodicTask {
  const actor = { kind: 'system', part: 'alert-looking' } as const;
  return {
    name: 'look-for-alerts',
    everyMs: LOOK_FOR_ALERTS_EVERY_MS,
    run: async () => {
      await refreshPicture(store);
      await figures.follow();
      return lookForAlerts({ store, figures }, actor);
    },
  };
}
