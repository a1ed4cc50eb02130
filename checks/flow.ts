type Place = {
  folder: string;
  /** An edge faces the outside: it may call every stage, and nothing calls it but `src/main.ts`. */
  role: 'stage' | 'edge';
};

/** The folders under `src/` in the order in which a referral flows. The import rules derive from this order. */
export const FLOW = [
  { folder: 'shared', role: 'stage' },
  { folder: 'hashing', role: 'stage' },
  { folder: 'prevention', role: 'stage' },
  { folder: 'ledger', role: 'stage' },
  { folder: 'access', role: 'stage' },
  { folder: 'referral', role: 'stage' },
  { folder: 'intake', role: 'stage' },
  { folder: 'matching', role: 'stage' },
  { folder: 'linking', role: 'stage' },
  { folder: 'assessment', role: 'stage' },
  { folder: 'dissemination', role: 'stage' },
  { folder: 'evaluation', role: 'stage' },
  { folder: 'returns', role: 'stage' },
  { folder: 'picture', role: 'stage' },
  { folder: 'publication', role: 'stage' },
  { folder: 'flow', role: 'stage' },
  { folder: 'store', role: 'stage' },
  { folder: 'demo', role: 'edge' },
  { folder: 'web', role: 'edge' },
  { folder: 'api', role: 'edge' },
  { folder: 'jobs', role: 'edge' },
  { folder: 'cli', role: 'edge' },
] as const satisfies readonly Place[];

const PLACES: readonly Place[] = FLOW;

/** The folder under `src/` that holds a path; undefined for `src/main.ts` and for everything outside `src/`. */
export function folderOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** 0 is the first stage; -1 means that the folder has no place in the flow. */
export function positionOf(folder: string): number {
  return PLACES.findIndex((place) => place.folder === folder);
}

export function isEdge(folder: string): boolean {
  return PLACES[positionOf(folder)]?.role === 'edge';
}
