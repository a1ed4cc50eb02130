import type { Trouble } from './kit-options.ts';

export type Troubles = { note(trouble: Trouble): void; counts(): Record<string, number> };

/** Counts what goes wrong by its code, and passes it on. */
export function countTroubles(onTrouble: ((trouble: Trouble) => void) | undefined): Troubles {
  const counts = new Map<string, number>();
  return {
    note(trouble) {
      const name = `${trouble.where}: ${trouble.why}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      onTrouble?.(trouble);
    },
    counts: () => Object.fromEntries(counts),
  };
}
