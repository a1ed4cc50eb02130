import {
  type Alarm,
  type Attempt,
  type Audience,
  addResults,
  audienceOf,
  claimAttempts,
  LAST_STEP,
  type Notice,
  noticesOf,
  openAlarms,
  stepReached,
  stillOpen,
  tryDue,
} from '../assessment/index.ts';
import { formatNumber } from '../referral/index.ts';
import type { Store } from '../shared/db.ts';
import { waitingSubjects } from '../shared/job-leases.ts';
import { enqueue } from '../shared/outbox.ts';

/** What is told of alarms: numbers and links, nothing personal. `to`: whom it should reach. */
export type AlarmMessage = {
  to: readonly Audience[];
  /** 0 is the first call; each step is a further one that nobody answered. */
  step: number;
  alarms: { number: string; link: string; raisedAt: Date }[];
};

/** A way to reach somebody. `send` throws if it could not. */
export type AlarmChannel = { name: 'mail' | 'webhook'; send(message: AlarmMessage): Promise<void> };

/** The ways there are, and the address of the desk for links. */
export type AlarmNotifier = { channels: readonly AlarmChannel[]; baseUrl: string };

type Due = Attempt & { alarm: Alarm };

/**
 * Tells whoever is to be told of these alarms now. Safe to repeat: an attempt is written down before it is made, and
 * one that failed is made again later. Alarms that somebody acknowledged are left alone.
 */
export async function notifyAlarms(
  store: Store,
  notifier: AlarmNotifier,
  alarmIds: readonly string[],
): Promise<void> {
  const due = await dueAttempts(store, notifier, await stillOpen(store.db, alarmIds));
  const together = Map.groupBy(due, ({ step, channel }) => `${step} ${channel}`);
  for (const group of together.values()) await tell(store, notifier, group);
}

/** Looks for alarms of which somebody must be told, or told again, and writes jobs for them. */
export async function escalateAlarms(store: Store, notifier: AlarmNotifier): Promise<void> {
  const due = await dueAttempts(store, notifier, await openAlarms(store.db));
  const subjects = [...new Set(due.map(({ alarmId }) => alarmId))];
  const waiting = await waitingSubjects(store.db, 'notify-alarm', subjects);
  await enqueue(
    store.db,
    subjects.filter((id) => !waiting.has(id)).map((subject) => ({ kind: 'notify-alarm', subject })),
  );
}

async function dueAttempts(store: Store, notifier: AlarmNotifier, alarms: readonly Alarm[]): Promise<Due[]> {
  const now = store.clock.now();
  const made = Map.groupBy(
    await noticesOf(
      store.db,
      alarms.map(({ id }) => id),
    ),
    noticeKey,
  );
  return alarms.flatMap((alarm) => {
    const step = stepReached(alarm.raisedAt, now);
    return channelsAt(step, notifier).flatMap((channel) => {
      const attempt = { alarmId: alarm.id, step, channel };
      const number = tryDue(made.get(noticeKey(attempt)) ?? [], now);
      return number === null ? [] : [{ ...attempt, try: number, alarm }];
    });
  });
}

/** The desk's pages always show open alarms: that is written down for each step, and not for repetitions. */
function channelsAt(step: number, { channels }: AlarmNotifier): string[] {
  return [...(step <= LAST_STEP ? ['screen'] : []), ...channels.map(({ name }) => name)];
}

function noticeKey({ alarmId, step, channel }: Pick<Notice, 'alarmId' | 'step' | 'channel'>): string {
  return `${alarmId} ${step} ${channel}`;
}

async function tell(store: Store, notifier: AlarmNotifier, group: readonly Due[]): Promise<void> {
  const claimed = await claimAttempts(
    store.db,
    group.map(({ alarm, ...attempt }) => attempt),
    store.clock.now(),
  );
  if (claimed.length === 0) return;
  const ours = new Set(claimed.map(({ alarmId }) => alarmId));
  const { step, channel } = group[0]!;
  const message: AlarmMessage = {
    to: audienceOf(step),
    step,
    alarms: group.filter(({ alarmId }) => ours.has(alarmId)).map(({ alarm }) => lineOf(alarm, notifier)),
  };
  const problem = await send(notifier, channel, message);
  await addResults(
    store.db,
    claimed.map(({ id }) => id),
    { problem, at: store.clock.now() },
  );
}

function lineOf({ number, raisedAt }: Alarm, { baseUrl }: AlarmNotifier): AlarmMessage['alarms'][number] {
  const shown = formatNumber(number);
  return { number: shown, link: `${baseUrl.replace(/\/$/, '')}/referrals/${shown}`, raisedAt };
}

/** Null if it was sent, else a code: the failure is kept with the attempt and the next try follows from it. */
async function send(
  { channels }: AlarmNotifier,
  name: string,
  message: AlarmMessage,
): Promise<string | null> {
  if (name === 'screen') return null;
  try {
    await channels.find((channel) => channel.name === name)!.send(message);
    return null;
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    return typeof code === 'string' ? code : 'failed';
  }
}
