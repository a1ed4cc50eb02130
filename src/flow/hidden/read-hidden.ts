import { type Actor, ensureMay, namesOfPeople } from '../../access/index.ts';
import { type HiddenRun, hiddenRun, hiddenRuns } from '../../picture/index.ts';
import type { Store } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';

export type ReadHidden = HiddenRun & { askedByName: string };

/** Every estimate, the latest first. Counts only: no personal data is read. */
export async function listHidden({ db }: Store, actor: Actor): Promise<HiddenRun[]> {
  ensureMay(actor, 'see-hidden');
  return hiddenRuns(db);
}

/** One estimate as it stands: its question, how far it is, and all of its answers or none. Throws `picture.unknown-estimate`. */
export async function readHidden({ db }: Store, actor: Actor, id: string): Promise<ReadHidden> {
  ensureMay(actor, 'see-hidden');
  const run = isId(id) ? await hiddenRun(db, id) : undefined;
  if (!run) throw new Problem('picture.unknown-estimate');
  return { ...run, askedByName: (await namesOfPeople(db, [run.askedBy])).get(run.askedBy) ?? '' };
}
