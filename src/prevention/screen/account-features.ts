import type { AccountSignal } from '../events/screen-event.ts';
import type { Account, PaidBy, PaidTo } from './entities.ts';
import { AT, type Known } from './known.ts';
import { DAY_MS } from './times.ts';

/** How long a signal about conduct counts. Chosen: a season; age and verification do not pass. */
const SIGNAL_DAYS = 90;
/** How long somebody who may be an extorted child stays protected after the last sign of it. Chosen: as long as a signal. */
const PROTECTED_DAYS = 90;

export function fillPayer(known: Known, account: Account | undefined, at: number): void {
  const paid = recent(account?.paid ?? [], at);
  known[AT.payer_beneficiaries_30d] = paid.length;
  known[AT.payer_corridor_beneficiaries_30d] = count(paid, ({ corridor }) => corridor);
  known[AT.payer_streamed_beneficiaries_30d] = count(paid, ({ streamed }) => streamed);
  known[AT.payer_capture_software] = flag(account, 'bought-capture-software', at);
  known[AT.payer_anonymiser] = flag(account, 'used-anonymiser', at);
  known[AT.payer_travel] = flag(account, 'travel-booked', at);
  known[AT.payer_chat_asks] = flag(account, 'chat-asks-for-live-abuse', at);
  known[AT.payer_threatened] = Number(isThreatened(account, at));
  known[AT.payer_young] = Number(has(account, 'age-18-to-24') || has(account, 'age-under-18'));
  known[AT.payer_under_18] = Number(has(account, 'age-under-18'));
}

export function fillBeneficiary(known: Known, account: Account | undefined, at: number): void {
  const payers = recent(account?.payers ?? [], at);
  known[AT.beneficiary_payers_30d] = payers.length;
  known[AT.beneficiary_small_payers_30d] = count(payers, ({ small }) => small);
  known[AT.beneficiary_corridor_payers_30d] = count(payers, ({ corridor }) => corridor);
  known[AT.beneficiary_streamed_payers_30d] = count(payers, ({ streamed }) => streamed);
  known[AT.beneficiary_countries_30d] = countriesOf(payers);
  known[AT.beneficiary_extorted_payers_90d] = count(
    account?.payers ?? [],
    (payer) => payer.extorted && payer.at > at - 90 * DAY_MS,
  );
  known[AT.beneficiary_stopped_bursts_30d] = count(payers, (payer) => payer.burst && payer.at < at - DAY_MS);
  known[AT.beneficiary_chat_offers] = flag(account, 'chat-offers-live-abuse', at);
  known[AT.beneficiary_creator] = Number(has(account, 'verified-creator'));
  known[AT.beneficiary_organisation] = Number(has(account, 'verified-organisation'));
  known[AT.beneficiary_threatened] = Number(isThreatened(account, at));
  known[AT.beneficiary_under_18] = Number(has(account, 'age-under-18'));
}

/** Somebody whom nothing may be held against: a child, somebody under threat, or a plausible extorted child. */
export function isProtected(account: Account | undefined, at: number): boolean {
  if (!account) return false;
  if (has(account, 'age-under-18') || isThreatened(account, at)) return true;
  return account.protectedAt !== null && at - account.protectedAt < PROTECTED_DAYS * DAY_MS;
}

function isThreatened(account: Account | undefined, at: number): boolean {
  return flag(account, 'chat-threatened', at) + flag(account, 'reported-being-extorted', at) > 0;
}

function has(account: Account | undefined, signal: AccountSignal): boolean {
  return account?.signals[signal] !== undefined;
}

function flag(account: Account | undefined, signal: AccountSignal, at: number): number {
  const seen = account?.signals[signal];
  return Number(seen !== undefined && seen.at > at - SIGNAL_DAYS * DAY_MS);
}

function recent<Item extends PaidTo>(items: readonly Item[], at: number): readonly Item[] {
  const since = at - 30 * DAY_MS;
  return items.length === 0 || items[0]!.at > since ? items : items.filter((item) => item.at > since);
}

function count<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  let found = 0;
  for (const item of items) if (test(item)) found += 1;
  return found;
}

function countriesOf(payers: readonly PaidBy[]): number {
  const countries = new Set<string>();
  for (const { country } of payers) if (country !== null) countries.add(country);
  return countries.size;
}
