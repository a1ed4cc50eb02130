import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addCountingBreak,
  addNoveltyTag,
  faultOfName,
  isFollowed,
  NOVELTY_KINDS,
  type NoveltyKind,
  type SeriesOf,
  seriesKey,
  tagId,
} from '../../picture/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { isDay } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureNamesNobody } from '../../shared/signs-of-people.ts';

// What strategic analysts set: tags for what is new, and where counting changed.

/** Names a tag that analysts may mark referrals with from then on. Throws `picture.tag-name`, `picture.tag-exists`. */
export async function nameTag(
  store: Store,
  actor: Actor,
  { kind, name }: { kind: string; name: string },
): Promise<string> {
  ensureMay(actor, 'judge-alert');
  const text = name.trim().replaceAll(/\s+/g, ' ');
  const id = tagId(text);
  if (!Object.hasOwn(NOVELTY_KINDS, kind)) throw new Problem('picture.unknown-tag', { detail: 'kind' });
  if (faultOfName(text) !== null || id.length < 3) throw new Problem('picture.tag-name');
  return inTransaction(store, async (tx) => {
    const tag = { id, kind: kind as NoveltyKind, name: text, namedBy: actor.id, namedAt: store.clock.now() };
    if (!(await addNoveltyTag(tx, tag))) throw new Problem('picture.tag-exists');
    await record(tx, [entryOf(actor, 'name-novelty-tag', { tag: id })]);
    return id;
  });
}

/** What a note on a break may be: a sentence. Chosen. */
const LONGEST_WHAT = 300;

/**
 * Declares that counting changed on a day: what lies before is not compared with what came after. `of`: one series;
 * without it, all. Throws `picture.invalid-break`, `picture.names-somebody`.
 */
export async function declareBreak(
  store: Store,
  actor: Actor,
  { fromDay, what, of }: { fromDay: string; what: string; of?: SeriesOf | undefined },
): Promise<void> {
  ensureMay(actor, 'judge-alert');
  const text = what.trim();
  const series = of && Object.keys(of).length > 0 ? seriesKey(of) : null;
  if (
    !isDay(fromDay) ||
    text === '' ||
    text.length > LONGEST_WHAT ||
    (series !== null && !isFollowed(series))
  )
    throw new Problem('picture.invalid-break');
  ensureNamesNobody({ what: text });
  await inTransaction(store, async (tx) => {
    const at = store.clock.now();
    const id = newId(at.getTime());
    await addCountingBreak(tx, { id, series, fromDay, what: text, declaredBy: actor.id, declaredAt: at });
    await record(tx, [entryOf(actor, 'declare-break', { break: id, from: fromDay })]);
  });
}

function entryOf(actor: Actor, action: string, detail: Record<string, string>) {
  return {
    verb: 'altered' as const,
    action,
    actor: actorRef(actor),
    purpose: 'statistics' as const,
    subjects: [],
    detail,
  };
}
