import { assessReferrals } from '../assessment/index.ts';
import { type LinkSummary, linkSummaries } from '../linking/index.ts';
import { matchSummaries } from '../matching/index.ts';
import type { OpenFacts, ReferralHeader } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';

/** A referral whose document could be read, and that counts. */
export type Readable = ReferralHeader & { facts: OpenFacts };

export function isReadable(header: ReferralHeader): header is Readable {
  return header.facts !== null && !['quarantined', 'retracted', 'disposed'].includes(header.state);
}

/** Assesses referrals by what matching and linking say of them now. `links`: summaries that were made already. */
export async function assessJoined(
  tx: Tx,
  at: Date,
  headers: readonly Readable[],
  links: ReadonlyMap<string, LinkSummary> = new Map(),
): Promise<void> {
  const ids = headers.map(({ id }) => id);
  const others = ids.filter((id) => !links.has(id));
  const summaries = new Map([...links, ...(await linkSummaries(tx, others))]);
  const matches = await matchSummaries(tx, ids);
  const items = headers.map((header) => ({
    header,
    match: matches.get(header.id) ?? null,
    links: summaries.get(header.id) ?? null,
  }));
  await assessReferrals(tx, at, items);
}
