import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { NewContent } from './mark-revisions.ts';
import { shownIn } from './references.ts';
import type { Section } from './release.ts';
import type { FrozenRelease } from './release-records.ts';

/** Every figure, and of everything else what the sections show. */
export function contentShown(content: NewContent, sections: readonly Section[]): NewContent {
  const charts = shownIn(sections, 'chart');
  const shown = <T extends { id: string }>(items: readonly T[], kind: Parameters<typeof shownIn>[1]): T[] => {
    const own = shownIn(sections, kind);
    return items.filter(({ id }) => own.has(id) || (kind !== 'claim' && charts.has(id)));
  };
  return {
    figures: content.figures,
    tables: shown(content.tables, 'table'),
    claims: shown(content.claims, 'claim'),
    series: shown(content.series, 'series'),
    forecasts: shown(content.forecasts, 'forecast'),
    alerts: shownIn(sections, 'alerts').size > 0 ? content.alerts : [],
    hidden: shownIn(sections, 'hidden').size > 0 ? content.hidden : null,
  };
}

/** SHA-256 over all that an edition says; its place in its life is no part of it. */
export function hashOfContent({ release, content }: FrozenRelease): Buffer {
  const { state: _, frozenAt: __, publishedAt: ___, ...said } = release;
  return createHash('sha256')
    .update(canonicalJson({ release: said, content }))
    .digest();
}

/** As it comes back from where it is kept: what JSON cannot hold (not a number, undefined) is gone before it is hashed. */
export function asKept(document: FrozenRelease): FrozenRelease {
  return JSON.parse(JSON.stringify(document)) as FrozenRelease;
}
