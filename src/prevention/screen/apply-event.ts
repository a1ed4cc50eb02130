import type {
  AccountSignalled,
  ScreenEvent,
  StreamEnded,
  StreamStarted,
  ViewerJoined,
} from '../events/screen-event.ts';
import { applyPayment, type World } from './apply-payment.ts';
import { BOUNDS, pairId, type Stream, withItem } from './entities.ts';
import type { FrameVerdict } from './judge-frame.ts';
import { HOUR_MS, MINUTE_MS } from './times.ts';

/** "Within minutes" of a payment. Chosen: published indicators give no number; half an hour covers a slow remittance. */
const STREAM_AFTER_PAYMENT_MS = 30 * MINUTE_MS;
/** A payer who watches so soon after paying watches what was paid for. Chosen, as above. */
const VIEW_AFTER_PAYMENT_MS = 2 * HOUR_MS;
/** Counterparts that are judged anew by one event. Chosen: the cost of an event stays bounded. */
const MOST_JUDGED = 8;

type Hands = Pick<World, 'store' | 'judge'>;

/** What one event changes. It reads and writes only through the store, and knows no other time than its own. */
export function applyEvent(world: World, event: ScreenEvent, at: number, frame: FrameVerdict | null): void {
  switch (event.type) {
    case 'payment':
      applyPayment(world, event, at);
      break;
    case 'stream.started':
      applyStart(world, event, at);
      break;
    case 'viewer.joined':
      applyView(world, event, at);
      break;
    case 'frame.hashed':
      if (frame !== null) applyFrame(world, { id: event.id, at, stream: event.stream, frame });
      break;
    case 'account.signal':
      applySignal(world, event, at);
      break;
    case 'stream.ended':
      applyEnd(world, event, at);
      break;
    default:
      event satisfies never;
  }
}

function applyStart({ store, judge }: World, event: StreamStarted, at: number): void {
  const seen = { id: event.id, at };
  const streamer = store.write('account', event.account);
  const stream = store.write('stream', event.stream);
  stream.account = event.account;
  stream.startedAt = at;
  stream.private = event.visibility === undefined ? null : event.visibility === 'private';
  stream.seen = withItem(stream.seen, seen, BOUNDS.events);
  streamer.streams = withItem(streamer.streams, { ...seen, stream: event.stream }, BOUNDS.streams);
  const justPaid = streamer.payers
    .filter((payer) => payer.at >= at - STREAM_AFTER_PAYMENT_MS)
    .slice(-MOST_JUDGED);
  const names = new Set(justPaid.map(({ account }) => account));
  streamer.payers = streamer.payers.map((payer) =>
    names.has(payer.account) ? { ...payer, streamed: true } : payer,
  );
  stream.payers = justPaid.map(({ account, corridor }) => ({ account, corridor }));
  for (const { account } of justPaid) {
    const pair = store.change('pair', pairId(account, event.account));
    if (!pair) continue;
    pair.payments = pair.payments.map((payment) =>
      payment.at >= at - STREAM_AFTER_PAYMENT_MS && !payment.streamed
        ? { ...payment, streamed: true }
        : payment,
    );
    pair.seen = withItem(pair.seen, seen, BOUNDS.events);
    const payer = store.change('account', account);
    if (payer)
      payer.paid = payer.paid.map((paid) =>
        paid.account === event.account ? { ...paid, streamed: true } : paid,
      );
    judge.judgePair(pair, seen);
    if (payer) judge.judgeAccount(account, payer, seen);
  }
  judge.judgeAccount(event.account, streamer, seen);
  judge.judgeStream(event.stream, stream, seen);
}

function applyView({ store, judge }: World, event: ViewerJoined, at: number): void {
  const seen = { id: event.id, at };
  const stream = store.write('stream', event.stream);
  if (stream.viewers.includes(event.account)) return;
  stream.viewers = withItem(stream.viewers, event.account, BOUNDS.viewers);
  if (stream.account !== null && stream.account !== event.account) {
    const streamer = store.change('account', stream.account);
    const since = at - VIEW_AFTER_PAYMENT_MS;
    if (streamer?.payers.some((payer) => payer.account === event.account && payer.at >= since))
      seePaidView({ store, judge }, { seen, viewer: event.account, stream, since });
  }
  judge.judgeStream(event.stream, stream, seen);
}

type PaidView = { seen: { id: string; at: number }; viewer: string; stream: Stream; since: number };

function seePaidView({ store, judge }: Hands, { seen, viewer, stream, since }: PaidView): void {
  if (!stream.paidViewers.includes(viewer))
    stream.paidViewers = withItem(stream.paidViewers, viewer, BOUNDS.viewers);
  stream.seen = withItem(stream.seen, seen, BOUNDS.events);
  const pair = store.change('pair', pairId(viewer, stream.account!));
  if (!pair) return;
  const last = pair.payments.findLastIndex((payment) => payment.at >= since);
  pair.payments = pair.payments.map((payment, i) =>
    i === last ? { ...payment, viewed: true, privately: stream.private === true } : payment,
  );
  pair.seen = withItem(pair.seen, seen, BOUNDS.events);
  judge.judgePair(pair, seen);
}

type Frame = { id: string; at: number; stream: string; frame: FrameVerdict };

function applyFrame({ store, judge }: World, { id, at, stream: streamId, frame }: Frame): void {
  const stream = store.write('stream', streamId);
  const seen = { id, at };
  if (frame.verdict === 'confirmed')
    stream.knownFrames = withItem(stream.knownFrames, { ...seen, list: frame.list }, BOUNDS.events);
  else stream.nearFrames = withItem(stream.nearFrames, seen, BOUNDS.events);
  judge.judgeStream(streamId, stream, seen);
}

function applySignal({ store, judge }: World, event: AccountSignalled, at: number): void {
  const seen = { id: event.id, at };
  const account = store.write('account', event.account);
  account.signals = { ...account.signals, [event.signal]: seen };
  for (const { account: beneficiary } of account.paid.slice(-MOST_JUDGED))
    judgeKnownPair({ store, judge }, pairId(event.account, beneficiary), seen);
  for (const { account: payer } of account.payers.slice(-MOST_JUDGED))
    judgeKnownPair({ store, judge }, pairId(payer, event.account), seen);
  judge.judgeAccount(event.account, account, seen);
  for (const { stream: streamId } of account.streams) {
    const stream = store.change('stream', streamId);
    if (stream && stream.endedAt === null) judge.judgeStream(streamId, stream, seen);
  }
}

function judgeKnownPair({ store, judge }: Hands, id: string, seen: { id: string; at: number }): void {
  const pair = store.change('pair', id);
  if (pair) judge.judgePair(pair, seen);
}

function applyEnd({ store }: World, event: StreamEnded, at: number): void {
  const stream = store.write('stream', event.stream);
  stream.endedAt = at;
  stream.seen = withItem(stream.seen, { id: event.id, at }, BOUNDS.events);
}
