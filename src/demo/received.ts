import { HOUR_MS } from './make-incident.ts';
import type { Truth } from './truth.ts';

/** A referral that was received, with what the generator knows of it. */
export type Received = { id: string; receivedAt: number; truth: Truth };

export const MINUTE_MS = 60_000;

/** The desk works from seven to nineteen (UTC); what falls into the night waits for the morning. */
export function atWork(at: number): number {
  const hour = new Date(at).getUTCHours();
  if (hour < 7) return at + (7 - hour) * HOUR_MS;
  return hour < 19 ? at : at + (31 - hour) * HOUR_MS;
}
