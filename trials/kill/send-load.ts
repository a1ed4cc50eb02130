import { randomUUID } from 'node:crypto';
import { sampleDocument } from '../../bench/ingest/sample-documents.ts';
import type { Senders } from './senders.ts';

export type Sent = { sender: Senders[number]; key: string; body: Buffer };
/** What the service promised to have on disk. */
export type Acknowledged = Sent & { id: string; number: string; state: string };
/** `unanswered`: sent, and nobody knows what became of it. */
export type Load = { acknowledged: Acknowledged[]; unanswered: Sent[]; refusals: Map<number, number> };

/** Every tenth document cannot be read: its receipt in quarantine is as much a promise as any. */
const UNREADABLE_EVERY = 10;
let count = 0;

/** Each sender sends one document after the other until the service is gone. */
export async function sendUntilItFails(url: string, senders: Senders): Promise<Load> {
  const load: Load = { acknowledged: [], unanswered: [], refusals: new Map() };
  await Promise.all(
    senders.map(async (sender) => {
      while (await sendOne(url, sender, load)) await Promise.resolve();
    }),
  );
  return load;
}

async function sendOne(url: string, sender: Senders[number], load: Load): Promise<boolean> {
  count += 1;
  const body =
    count % UNREADABLE_EVERY === 0
      ? Buffer.from(`{"incidentType":"other","number":${count}`)
      : sampleDocument(count);
  const sent = { sender, key: randomUUID(), body };
  const answer = await post(url, sent).catch(() => undefined);
  if (!answer) {
    load.unanswered.push(sent);
    return false;
  }
  const [receipt] = answer.receipts;
  if (receipt) load.acknowledged.push({ ...sent, ...receipt });
  else load.unanswered.push(sent);
  if (!receipt) load.refusals.set(answer.status, (load.refusals.get(answer.status) ?? 0) + 1);
  return true;
}

export type Answer = {
  status: number;
  receipts: { id: string; number: string; state: string; repeated: boolean }[];
};

export async function post(url: string, { sender, key, body }: Sent): Promise<Answer> {
  const response = await fetch(`${url}/api/v1/referrals`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sender.token}`,
      'content-type': 'application/vnd.everydot.referral+json',
      'idempotency-key': key,
    },
    body: new Uint8Array(body),
  });
  const { receipts = [] } = (await response.json()) as Partial<Answer>;
  return { status: response.status, receipts };
}
