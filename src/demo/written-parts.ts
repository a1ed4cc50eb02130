import type { Dice } from '../shared/dice.ts';
import type { Incident } from './incident.ts';
import { HOST_DOMAINS, HOSTS, type Service } from './invented.ts';

/** The number under which the agency abroad keeps an incident: whoever relays it names the same one. */
export function agencyNumber({ id }: Incident): string {
  return String(190_000_000 + Number(id.slice(id.lastIndexOf('-') + 1)) * 7);
}

export function profileAddress({ domain }: Service, username: string): string {
  return `https://${domain}/u/${username}`;
}

/** An address of a host that cannot exist. */
export function fileAddress(dice: Dice): string {
  return `https://${dice.pick(HOSTS)}${dice.int(1, 40)}.${dice.pick(HOST_DOMAINS)}/${dice.hex(8)}/${dice.int(1, 400)}`;
}

/** One year after the report, as a provider must preserve (18 USC 2258A(h)). */
export function preservedUntil(receivedAt: number): string {
  const day = new Date(receivedAt);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

/** A British number with its country code. */
export function internationalPhone(national: string): string {
  return `+44${national.slice(1)}`;
}
