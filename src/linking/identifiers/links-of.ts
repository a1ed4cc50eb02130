import type { Db } from '../../shared/db.ts';
import { type Layer, type LinkKindName, type Strength, strongest } from './identifier-kinds.ts';
import { type CommonKey, commonKeys, isLink } from './shared-keys.ts';

/** What this referral and another one have in common, in one layer or across two. A proposal, never a merge. */
export type Link = {
  referralId: string;
  /** Whose identifier it is here, and there. Different layers: a child here is an account there, or the reverse. */
  layer: Layer;
  otherLayer: Layer;
  kinds: LinkKindName[];
  /** How many values. */
  values: number;
  strength: Strength;
};

const STRONGEST_FIRST: readonly Strength[] = ['strong', 'medium', 'weak'];

/** Links of one referral, the strongest first. Reporters' own identifiers link reporters only. */
export async function linksOf(db: Db, referralId: string): Promise<Link[]> {
  const common = await commonKeys(db, [referralId]);
  const byOther = Map.groupBy(
    common.filter(isTelling),
    ({ otherId, layer, otherLayer }) => `${otherId} ${layer} ${otherLayer}`,
  );
  return [...byOther.values()]
    .map(linkFrom)
    .sort((a, b) => rank(a) - rank(b) || b.values - a.values || (a.referralId < b.referralId ? -1 : 1));
}

export type StrongPair = { id: string; otherId: string; kinds: LinkKindName[] };

/** Pairs of referrals with a strong identifier in common, within a layer: what two units must know of. Pure. */
export function strongPairs(common: readonly CommonKey[]): StrongPair[] {
  return [...Map.groupBy(common.filter(isLink), ({ id, otherId }) => `${id} ${otherId}`).values()]
    .map((keys) => ({ id: keys[0]!.id, otherId: keys[0]!.otherId, kinds: kindsOf(keys) }))
    .filter(({ kinds }) => strongest(kinds) === 'strong');
}

function isTelling({ layer, otherLayer }: CommonKey): boolean {
  return layer === otherLayer || (layer !== 'reporter' && otherLayer !== 'reporter');
}

function linkFrom(keys: CommonKey[]): Link {
  const { otherId, layer, otherLayer } = keys[0]!;
  const kinds = kindsOf(keys);
  const values = new Set(keys.map(({ k }) => k)).size;
  return { referralId: otherId, layer, otherLayer, kinds, values, strength: strongest(kinds) };
}

function kindsOf(keys: readonly CommonKey[]): LinkKindName[] {
  return [...new Set(keys.map(({ kind }) => kind as LinkKindName))];
}

function rank({ strength }: Link): number {
  return STRONGEST_FIRST.indexOf(strength);
}
