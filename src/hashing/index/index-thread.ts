import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { buildShards } from './build-shards.ts';
import { readSnapshot } from './read-snapshot.ts';
import { newParts } from './search-parts.ts';
import { freezesOf } from './signals.ts';
import {
  type BuildAnswer,
  type BuildTask,
  keyOf,
  type Order,
  type ReadAnswer,
  type ReadTask,
  receiveShards,
  type SearchAnswer,
  type SearchOrder,
  type SearchTask,
  sendShards,
  type Task,
  type WriteAnswer,
  type WriteTask,
} from './thread-messages.ts';
import { refusalOf, writeSnapshot } from './write-snapshot.ts';

/** A worker thread of an index: what it is there for is in its task. */
const task = workerData as Task;
const parent = parentPort!;
switch (task.task) {
  case 'search':
    await startSearching(task);
    break;
  case 'build':
    await build(task);
    break;
  case 'write':
    await write(task);
    break;
  case 'read':
    read(task);
    break;
  default:
    task satisfies never;
}

async function startSearching(task: SearchTask): Promise<void> {
  const { signals, deltas, shardsFrom } = task;
  const parts = newParts(task);
  let { freezes } = task;
  const again: SearchOrder[] = [];
  const answer = (message: SearchAnswer) => parent.postMessage(message);
  const shards = receiveShards(shardsFrom);
  for (const memory of deltas) parts.addDelta(memory);
  const search = (order: SearchOrder) => {
    const hits = parts.search(order.queries, order.radius);
    if (freezesOf(signals) === freezes) answer({ kind: 'done', job: order.job, hits });
    else again.push(order);
  };
  parent.on('message', (order: Order) => {
    if (order.kind === 'search') search(order);
    else if (order.kind === 'lend') {
      sendShards([order.port], parts.shards());
      answer({ kind: 'done', job: order.job, hits: null });
    } else {
      parts.addDelta(order.memory);
      freezes += 1;
      for (const waiting of again.splice(0)) search(waiting);
    }
  });
  parts.addShards(await shards);
  answer({ kind: 'ready' });
}

async function build({ module, deltas, merge, shardRows, shardsFrom, shardsTo }: BuildTask): Promise<void> {
  stepBack();
  const old = await receiveShards(shardsFrom);
  const taken = merge.map((place) => old[place]!);
  const kept = old.filter((_, place) => !merge.includes(place));
  const shards = [...kept, ...buildShards({ module, shards: taken, deltas, shardRows })];
  sendShards(shardsTo, shards);
  const answer: BuildAnswer = { keys: shards.map(keyOf) };
  parent.postMessage(answer);
}

async function write({ shardsFrom, ...what }: WriteTask): Promise<void> {
  stepBack();
  const shards = await receiveShards(shardsFrom);
  const refused = refusalOf(() => writeSnapshot({ ...what, shards }));
  const answer: WriteAnswer = refused === null ? { written: true } : { refused };
  parent.postMessage(answer);
}

function read({ path, shardsTo }: ReadTask): void {
  let answer: ReadAnswer;
  const refused = refusalOf(() => {
    const { shards, loose, revision } = readSnapshot(path);
    sendShards(shardsTo, shards);
    answer = { keys: shards.map(keyOf), loose, revision };
  });
  parent.postMessage(refused === null ? answer! : { refused });
}

/** Searches come first. On Linux this is the priority of the one thread; elsewhere it would be the whole process's. */
function stepBack(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
}
