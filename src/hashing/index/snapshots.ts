import { MessageChannel } from 'node:worker_threads';
import { Problem } from '../../shared/problem.ts';
import type { Crew, NewCrew } from './crew.ts';
import type { Helpers } from './run-thread.ts';
import type { ReadAnswer, Task, WriteAnswer } from './thread-messages.ts';
import type { TrackedRows } from './tracked-rows.ts';

/** Fills a new crew and the rows from a file; answers with the revision that it stands for. */
export async function loadSnapshot(
  path: string,
  { helpers, rows, first }: { helpers: Helpers; rows: TrackedRows; first: NewCrew },
): Promise<number | null> {
  const task: Task = { task: 'read', path, shardsTo: first.shardsTo };
  const read = await helpers.run<ReadAnswer>(task, first.shardsTo);
  if ('refused' in read) throw new Problem('hashing.snapshot-unusable', { detail: read.refused });
  rows.replace(read.keys);
  rows.put(read.loose.ids, read.loose.hashes);
  return read.revision;
}

/** Writes what the index holds at this moment; puts and removals may go on meanwhile. */
export async function saveSnapshot(
  { path, revision }: { path: string; revision: number | null },
  { helpers, rows, crew }: { helpers: Helpers; rows: TrackedRows; crew: Crew },
): Promise<void> {
  const lent = new MessageChannel();
  const task: Task = {
    task: 'write',
    path,
    revision,
    gone: rows.copyGone(),
    loose: rows.copyLoose(),
    shardsFrom: lent.port2,
  };
  const written = helpers.run<WriteAnswer>(task, [lent.port2]);
  crew.lend(lent.port1);
  const answer = await written;
  if ('refused' in answer) throw new Problem('hashing.snapshot-unusable', { detail: answer.refused });
}
