// Files that share a hash are one content. Which groups that makes depends on the files alone, not on their order.

/** A file as its hash keys (at least one), and the referral that brought it. */
export type KeyedFile = { referralId: string; keys: readonly string[] };

/** Hashes that are one content. `because`: the last referral that had a part in it. */
type Component = { keys: string[]; because: string };

export type GroupPlan = {
  /** New groups: none of their hashes stands in a group yet. */
  fresh: Component[];
  /** New hashes of a group that stands. */
  joined: { key: string; group: number; because: string }[];
  /** All members of `from` move to `into`, the oldest of the groups that turned out to be one. */
  merged: { from: number; into: number; because: string }[];
};

/** What has to change so that each component is one group. `known`: the group in which a hash stands now. */
export function planGroups(files: readonly KeyedFile[], known: ReadonlyMap<string, number>): GroupPlan {
  const plan: GroupPlan = { fresh: [], joined: [], merged: [] };
  for (const component of components(files, known)) {
    const groups = new Set(
      component.keys.map((key) => known.get(key)).filter((group) => group !== undefined),
    );
    if (groups.size === 0) plan.fresh.push(component);
    else join(plan, component, known, [...groups]);
  }
  return plan;
}

function join(
  plan: GroupPlan,
  { keys, because }: Component,
  known: ReadonlyMap<string, number>,
  groups: number[],
): void {
  const into = groups.reduce((oldest, group) => Math.min(oldest, group));
  for (const from of groups) if (from !== into) plan.merged.push({ from, into, because });
  for (const key of keys) if (!known.has(key)) plan.joined.push({ key, group: into, because });
}

/** Connected components of hashes: a file connects its own, and a group that stands connects its members. */
export function components(
  files: readonly KeyedFile[],
  known: ReadonlyMap<string, number> = new Map(),
): Component[] {
  const sets = disjointSets();
  for (const { keys } of files) {
    for (const key of keys) {
      sets.unite(keys[0]!, key);
      if (known.has(key)) sets.unite(key, groupNode(known.get(key)!));
    }
  }
  const found = new Map<string, { keys: Set<string>; because: string }>();
  for (const { referralId, keys } of files) {
    const root = sets.rootOf(keys[0]!);
    const component = found.get(root) ?? { keys: new Set(), because: referralId };
    for (const key of keys) component.keys.add(key);
    found.set(root, { ...component, because: referralId });
  }
  return [...found.values()].map(({ keys, because }) => ({ keys: [...keys], because }));
}

/** No hash key holds a space. */
function groupNode(group: number): string {
  return `group ${group}`;
}

/** Union and find with path halving: nearly constant time a step. */
function disjointSets(): { rootOf(node: string): string; unite(a: string, b: string): void } {
  const parents = new Map<string, string>();
  const parentOf = (node: string): string => parents.get(node) ?? node;
  const rootOf = (node: string): string => {
    let at = node;
    while (parentOf(at) !== at) {
      parents.set(at, parentOf(parentOf(at)));
      at = parentOf(at);
    }
    return at;
  };
  return { rootOf, unite: (a, b) => void parents.set(rootOf(a), rootOf(b)) };
}
