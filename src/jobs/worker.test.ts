import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { rows, sql } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { claimJobs, completeJobs, parkedJobs, returnJob, unparkJob } from '../shared/job-leases.ts';
import { enqueue } from '../shared/outbox.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { PATIENCE, retryAfter } from './retry.ts';
import { type JobHandler, startWorker, type Worker } from './worker.ts';

let db: TestStore;
let worker: Worker | undefined;
const failures: string[] = [];

before(async () => {
  db = await testStore();
});
after(() => db.drop());
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  failures.length = 0;
  await rows(db.ownerDb, sql`delete from job`);
});

const kind = 'derive-referral';

function start(handler: Partial<JobHandler> & Pick<JobHandler, 'run'>, more: object = {}): Worker {
  worker = startWorker({
    store: db.store,
    handlers: [{ kind, most: 100, leaseSeconds: 60, ...handler }],
    onFailure: ({ where, problem }) => failures.push(`${where}: ${problem}`),
    ...more,
  });
  return worker;
}

async function enqueueSome(count: number): Promise<string[]> {
  const subjects = Array.from({ length: count }, () => newId());
  await enqueue(
    db.store.db,
    subjects.map((subject) => ({ kind, subject })),
  );
  return subjects;
}

const jobsLeft = () =>
  rows<{ id: number; attempts: number }>(db.ownerDb, sql`select id, attempts from job order by id`);

test('jobs of one kind run together, and none is left', async () => {
  const subjects = await enqueueSome(7);
  const calls: (readonly string[])[] = [];
  await start({ run: async (ids) => calls.push(ids) }).idle();
  assert.deepEqual(calls, [subjects]);
  assert.deepEqual(await jobsLeft(), []);
});

test('a job committed by this process starts at once when the worker is woken', async () => {
  const done = Promise.withResolvers<void>();
  start({ run: async () => done.resolve() }, { pollMs: 60_000 });
  await sleep(50);
  await enqueueSome(1);
  worker!.wake();
  await done.promise;
});

test('a job committed by another process is found by itself', async () => {
  const done = Promise.withResolvers<void>();
  start({ run: async () => done.resolve() });
  await sleep(50);
  await enqueueSome(1);
  await done.promise;
});

test('one bad subject holds up no other: the rest of its batch is done, it is tried again later', async () => {
  const subjects = await enqueueSome(5);
  const done: string[] = [];
  const aided: string[] = [];
  const run = async (ids: readonly string[]) => {
    if (ids.includes(subjects[2]!)) throw new Problem('keys.unwrap-failed', { detail: 'a secret detail' });
    done.push(...ids);
  };
  await start({ run, afterFailure: async (id) => aided.push(id) }).idle();
  assert.deepEqual(
    done,
    subjects.filter((id) => id !== subjects[2]),
  );
  assert.deepEqual(aided, [subjects[2]]);
  assert.equal((await jobsLeft()).length, 1);
  assert.ok(failures.every((line) => line.endsWith(': keys.unwrap-failed')));
});

test('a job that keeps failing is parked, visible with its code and not its message, and can be let go again', async () => {
  const [subject] = await enqueueSome(1);
  let broken = true;
  const run = async () => {
    if (broken) throw new Error('a message that quotes personal data');
  };
  await rows(db.ownerDb, sql`update job set attempts = ${PATIENCE.minutes.mostAttempts - 1}`);
  await start({ run }).idle();
  const [parked, ...more] = await parkedJobs(db.store.db);
  assert.deepEqual(more, []);
  assert.equal(parked!.subject, subject);
  assert.equal(parked!.problem, 'Error');
  broken = false;
  assert.equal(await unparkJob(db.store.db, parked!.id), true);
  assert.equal(await unparkJob(db.store.db, parked!.id), false);
  worker!.wake();
  await worker!.idle();
  assert.deepEqual(await jobsLeft(), []);
});

test('first aid that fails is logged and changes nothing', async () => {
  await enqueueSome(1);
  const fail = async () => {
    throw new TypeError('no');
  };
  await start({ run: fail, afterFailure: fail }).idle();
  assert.equal(failures.filter((line) => line.includes('first aid')).length, 1);
  assert.equal((await jobsLeft())[0]!.attempts, 1);
});

test('a job whose worker died comes back when its lease ends, and the dead worker cannot complete it any more', async () => {
  const [subject] = await enqueueSome(1);
  const dead = await claimJobs(db.store.db, { kind, most: 10, leaseSeconds: 0.3 });
  assert.equal(dead.length, 1);
  const ran: string[] = [];
  const slow = Promise.withResolvers<void>();
  start({
    run: async (ids) => {
      ran.push(...ids);
      await slow.promise;
    },
  });
  await sleep(100);
  assert.deepEqual(ran, []);
  await sleep(600);
  assert.deepEqual(ran, [subject]);
  await completeJobs(db.store.db, dead);
  await returnJob(db.store.db, dead[0]!, { problem: 'late', retryAfterSeconds: 'park' });
  assert.equal((await jobsLeft()).length, 1, 'the living worker still holds it');
  slow.resolve();
  await worker!.idle();
  assert.deepEqual(await jobsLeft(), []);
  assert.deepEqual(await parkedJobs(db.store.db), []);
});

test('two workers never hold the same job', async () => {
  await enqueueSome(40);
  const [a, b] = await Promise.all([
    claimJobs(db.store.db, { kind, most: 25, leaseSeconds: 60 }),
    claimJobs(db.store.db, { kind, most: 25, leaseSeconds: 60 }),
  ]);
  const ids = [...a, ...b].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids.length, 40);
});

test('jobs that were claimed again and again without an end come alone, and do not hold up the others', async () => {
  await enqueueSome(4);
  const [first] = await jobsLeft();
  await rows(db.ownerDb, sql`update job set attempts = 3 where id = ${first!.id}`);
  const sizes: number[] = [];
  await start({ run: async (ids) => sizes.push(ids.length) }).idle();
  assert.deepEqual(sizes, [1, 3]);
});

test('stopping waits for what runs, and claims nothing more', async () => {
  await enqueueSome(2);
  const started = Promise.withResolvers<void>();
  let ended = 0;
  start({
    most: 1,
    run: async () => {
      started.resolve();
      await sleep(150);
      ended += 1;
    },
  });
  await started.promise;
  await worker!.stop();
  assert.equal(ended, 1);
  assert.equal((await jobsLeft()).length, 1);
});

test('a periodic task never overlaps with itself and survives its own failures', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const run = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(15);
    running -= 1;
    runs += 1;
    if (runs === 1) throw new Error('once');
  };
  start({ run: async () => 'nothing to do' }, { periodic: [{ name: 'tick', everyMs: 5, run }] });
  await sleep(150);
  await worker!.stop();
  assert.ok(runs >= 3);
  assert.equal(most, 1);
  assert.deepEqual(failures, ['task tick: Error']);
});

test('waits double up to a minute, or up to hours for what others must answer, then the job is parked', () => {
  const waits = (patience: keyof typeof PATIENCE) =>
    Array.from({ length: PATIENCE[patience].mostAttempts }, (_, i) => retryAfter(i + 1, patience));
  assert.deepEqual(waits('minutes'), [1, 2, 4, 8, 16, 32, 60, 60, 60, 'park']);
  const hours = waits('day').reduce<number>((sum, wait) => sum + (wait === 'park' ? 0 : wait), 0) / 3_600;
  assert.ok(hours > 20 && hours < 28, `${hours} hours`);
  assert.equal(waits('day').at(-1), 'park');
});
