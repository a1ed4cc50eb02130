import { createHmac } from 'node:crypto';
import type { AlarmChannel } from '../flow/index.ts';

export type WebhookSettings = { url: string; secret: string };

/** As for mail: within the 60 seconds of the first call. */
const TIMEOUT_MS = 10_000;

/**
 * Posts `{ kind: "alarm", step, to, alarms: [{ number, link, raisedAt }] }`, signed: the header `everydot-signature` is
 * `t=<seconds since 1970>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>` under the shared secret. Any 2xx is
 * taken as received; redirects are not followed.
 */
export function webhookChannel({ url, secret }: WebhookSettings): AlarmChannel {
  return {
    name: 'webhook',
    async send(message) {
      const body = JSON.stringify({ kind: 'alarm', ...message });
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'everydot-signature': sign(secret, body, Date.now()) },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw Object.assign(new Error('refused'), { code: `http-${response.status}` });
    },
  };
}

/** The time is signed too, so that the receiver can refuse a message that is sent again later. */
function sign(secret: string, body: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
