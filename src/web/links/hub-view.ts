import type { HubPage } from '../../flow/index.ts';
import { LAYERS, LINK_KINDS } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { referralLine, type Shown, unitsText } from './record-view.ts';

/** Pure. A value that many share, in words; the value itself is not among them. */
export function hubView({ header, hub, cap, holders, hidden }: HubPage, shown: Shown) {
  const { words, term } = shown.reader;
  const number = formatNumber(header.number);
  return {
    number,
    title: words.linkHub.title(term(LINK_KINDS, hub.kind)),
    lead: words.linkHub.lead(hub.referrals.toLocaleString('en-GB'), hub.atLeast),
    rule: words.linkHub.rule(cap),
    isAddress: hub.kind === 'ip' || hub.kind === 'ip-network' || hub.kind === 'ip-port-time',
    layer: term(LAYERS, hub.layer),
    holders: holders.map(({ referral, units }) => ({
      ...referralLine(referral, shown),
      unit: unitsText(units, shown),
    })),
    hidden,
  };
}
