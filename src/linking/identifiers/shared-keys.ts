import type { Db } from '../../shared/db.ts';
import { type KeyKind, type Layer, LINK_KINDS, type LinkKindName, layerOf } from './identifier-kinds.ts';
import {
  capOf,
  countHolders,
  type Held,
  type Holder,
  holdersOf,
  keysOf,
  type OwnKey,
} from './shared-key-records.ts';

// Which referrals have the same values. Whether a value is shared by too many is judged as of now, so that links
// never depend on the order in which referrals came in.

/** Kinds whose equal values make a link, and not only a relation to look at. */
export const TELLING_KINDS = (Object.keys(LINK_KINDS) as LinkKindName[]).filter(
  (kind) => LINK_KINDS[kind].strength !== 'weak',
);
const ALL_KINDS = Object.keys(LINK_KINDS) as LinkKindName[];

/** One value that two referrals of different incidents have, and in whose hands: here, there. */
export type CommonKey = {
  id: string;
  incident: string;
  otherId: string;
  otherIncident: string;
  k: string;
  kind: KeyKind;
  /** Which of the referral's identifiers it is. */
  identifier: string;
  layer: Layer;
  otherLayer: Layer;
};

/** What referrals have in common with others, without values that too many share, and without their own incident. */
export async function commonKeys(
  db: Db,
  ids: readonly string[],
  kinds: readonly KeyKind[] = ALL_KINDS,
): Promise<CommonKey[]> {
  const own = await keysOf(db, ids, kinds);
  const held = await holdersOf(db, own);
  return own
    .filter((key) => !isHub(key.kind, held.get(key.k)))
    .flatMap((key) => commonFrom(key, held.get(key.k)?.holders ?? []));
}

function commonFrom(key: OwnKey, holders: readonly Holder[]): CommonKey[] {
  const { k, kind, role, party, item } = key;
  return holders
    .filter(({ incidentId }) => incidentId !== key.incidentId)
    .map((holder) => ({
      id: key.referralId,
      incident: key.incidentId,
      otherId: holder.referralId,
      otherIncident: holder.incidentId,
      k,
      kind,
      identifier: `${kind} ${party} ${item}`,
      layer: layerOf(role),
      otherLayer: layerOf(holder.role),
    }));
}

function isHub(kind: KeyKind, held: Held | undefined): boolean {
  if (!held || held.more) return held !== undefined;
  return new Set(held.holders.map(({ referralId }) => referralId)).size > capOf(kind);
}

/** Whether it links the two: strong or medium, within a layer, and no reporter's own. Pure. */
export function isLink({ kind, layer, otherLayer }: CommonKey): boolean {
  return layer === otherLayer && layer !== 'reporter' && (TELLING_KINDS as readonly string[]).includes(kind);
}

/** The same after some referrals were folded: what belongs to one incident now is no link. `heads`: by folded id. Pure. */
export function afterFolds(common: readonly CommonKey[], heads: ReadonlyMap<string, string>): CommonKey[] {
  if (heads.size === 0) return [...common];
  return common
    .map((key) => ({
      ...key,
      incident: heads.get(key.id) ?? key.incident,
      otherIncident: heads.get(key.otherId) ?? key.otherIncident,
    }))
    .filter(({ incident, otherIncident }) => incident !== otherIncident);
}

/** Counts for each referral: identifiers it shares with other incidents, and how many other incidents those reach. */
export type LinkCount = { sharedIdentifiers: number; linkedReferrals: number };

/** Referrals without any link are not listed. Pure. */
export function countLinks(common: readonly CommonKey[]): Map<string, LinkCount> {
  return new Map(
    [...Map.groupBy(common.filter(isLink), ({ id }) => id)].map(([id, keys]) => [
      id,
      {
        sharedIdentifiers: new Set(keys.map(({ identifier }) => identifier)).size,
        linkedReferrals: new Set(keys.map(({ otherIncident }) => otherIncident)).size,
      },
    ]),
  );
}

/** A value that too many referrals have to link them. `atLeast`: there may be more. `party`, `item`: where it stands. */
export type Hub = {
  kind: LinkKindName;
  layer: Layer;
  referrals: number;
  atLeast: boolean;
  party: number;
  item: number;
};

/** Counted no further than this: past it a number says no more. */
const COUNTED_HOLDERS = 10_000;

/** The values of a referral that link nobody because many share them. */
export async function hubsOf(db: Db, id: string): Promise<Hub[]> {
  const own = await keysOf(db, [id], ALL_KINDS);
  const held = await holdersOf(db, own);
  const hubs = own.filter((key) => isHub(key.kind, held.get(key.k)));
  const counts = await countHolders(
    db,
    hubs.map(({ k }) => k),
    COUNTED_HOLDERS,
  );
  const lines = hubs.map(({ k, kind, role, party, item }) => {
    const referrals = counts.get(k) ?? 0;
    const line = {
      kind: kind as LinkKindName,
      layer: layerOf(role),
      referrals,
      atLeast: referrals >= COUNTED_HOLDERS,
      party,
      item,
    };
    return [`${k} ${line.layer}`, line] as const;
  });
  return [...new Map(lines).values()].sort((a, b) => b.referrals - a.referrals);
}
