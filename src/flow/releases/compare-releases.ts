import { type Actor, ensureMay } from '../../access/index.ts';
import {
  differingSections,
  differingValues,
  type FrozenContent,
  getRelease,
  isFast,
  type ReleaseHeader,
  releaseContent,
  type SectionDifference,
  type ValueDifference,
} from '../../publication/index.ts';
import { earlierEditions } from './earlier-edition.ts';
import { readDraft } from './read-draft.ts';
import type { ReleaseSource } from './read-live.ts';

/**
 * `sinceBefore`: this edition against the one before; null for a first edition. `sinceFrozen`: what would be said now
 * against what was frozen; null in a draft, which always says what is now.
 */
export type ReleaseComparison = {
  release: ReleaseHeader;
  sinceBefore: { values: ValueDifference[]; sections: SectionDifference[] } | null;
  sinceFrozen: { values: ValueDifference[] } | null;
};

/** `tables`: the rows of tables of now as well, which takes seconds. Throws `picture.unknown-release`. */
export async function compareReleases(
  source: ReleaseSource,
  actor: Actor,
  { releaseId, tables = false }: { releaseId: string; tables?: boolean },
): Promise<ReleaseComparison> {
  ensureMay(actor, 'see-releases');
  const { db } = source.store;
  const release = await getRelease(db, releaseId);
  const { live, sections } = await readDraft(source, actor, {
    releaseId: release.id,
    ...(tables && { tablesOf: 'all' as const }),
  });
  const frozen = isFast(release.state) ? await releaseContent(db, release.id) : null;
  const said = frozen
    ? { content: frozen.content, sections: frozen.release.sections }
    : { content: live, sections };
  const before = (await earlierEditions(db, release)).at(-1);
  return {
    release,
    sinceBefore: before
      ? {
          values:
            frozen || tables
              ? differingValues(before.content, said.content)
              : differingValues(withoutTables(before.content), withoutTables(said.content)),
          sections: differingSections(before.release.sections, said.sections),
        }
      : null,
    sinceFrozen: frozen && {
      values: tables
        ? sinceFrozen(frozen.content, live)
        : sinceFrozen(withoutTables(frozen.content), withoutTables(live)),
    },
  };
}

/** Rows that were not worked out are not said to be gone. */
function withoutTables(content: FrozenContent): FrozenContent {
  return { ...content, tables: [] };
}

/** Only of what was frozen: figures that came later were not said wrongly. */
function sinceFrozen(content: FrozenContent, live: FrozenContent): ValueDifference[] {
  const said = new Set([...content.figures, ...content.tables].map(({ id }) => id));
  return differingValues(content, live).filter(({ id }) => said.has(id));
}
