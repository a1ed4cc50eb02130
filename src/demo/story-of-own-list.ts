import type { PersonActor } from '../access/index.ts';
import { decideGradingOf, gradeContent, publishHashList, readGradable, readQueue } from '../flow/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { OWN_LIST } from './import-example-lists.ts';
import { DAY_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage } from './play.ts';

/** Files that are put on our list; the last one waits for a second person. Chosen, so that there is something to see. */
const GRADED = 6;
const GRADES = ['A', 'C', 'B', 'C', 'prohibited', 'B'] as const;

/** Analysts grade files that no list knows yet; a supervisor confirms all but the last, and publishes. */
export async function keepOwnList({ storeAt, cast, until, count }: Stage, signer: Signer): Promise<void> {
  const store = storeAt(until - DAY_MS / 4);
  const [analyst, supervisor] = [staffWith(cast, 'analyst'), staffWith(cast, 'supervisor')];
  const files = await unlistedFiles({ storeAt, cast, until });
  const gradings: string[] = [];
  for (const [i, file] of files.entries()) {
    const classification = GRADES[i]!;
    gradings.push(
      await gradeContent(store, analyst, { ...file, list: OWN_LIST, classification, media: 'image' }),
    );
  }
  for (const gradingId of gradings.slice(0, -1)) {
    if (await isListed(store, supervisor, gradingId)) count('files put on our list');
  }
  if (gradings.length > 1) await publishHashList(store, supervisor, { list: OWN_LIST, signer });
}

/** Two referrals may be of one file: it is listed once, and the second grade of it refused. */
async function isListed(store: Store, supervisor: PersonActor, gradingId: string): Promise<boolean> {
  try {
    await decideGradingOf(store, supervisor, { gradingId, decision: 'confirmed' });
    return true;
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.code !== 'lists.listed-already') throw failure;
    await decideGradingOf(store, supervisor, { gradingId, decision: 'refused' });
    return false;
  }
}

type At = Pick<Stage, 'storeAt' | 'cast' | 'until'>;

async function unlistedFiles({
  storeAt,
  cast,
  until,
}: At): Promise<{ referralId: string; position: number }[]> {
  const store = storeAt(until - DAY_MS / 4);
  const supervisor = staffWith(cast, 'supervisor');
  const { lines } = await readQueue(store, supervisor, {});
  const found: { referralId: string; position: number }[] = [];
  for (const { referralId } of lines) {
    if (found.length >= GRADED) break;
    const { files } = await readGradable(store, supervisor, referralId);
    const file = files.find(({ listings }) => listings.length === 0);
    if (file) found.push({ referralId, position: file.position });
  }
  return found;
}
