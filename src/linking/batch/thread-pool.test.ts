import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ThreadPool } from './thread-pool.ts';

const DOUBLES = new URL(
  `data:text/javascript,${encodeURIComponent(
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', (number) => {
       if (number === -2) process.exit(3);
       if (number < 0) throw new Error('below nothing');
       parentPort.postMessage(number * 2);
     });`,
  )}`,
);

function openPool(): ThreadPool<number> {
  return new ThreadPool(DOUBLES, {
    threads: 2,
    workerData: undefined,
  });
}

test('whoever asks gets the answer to what was asked, also where more is asked than there are threads', async () => {
  const pool = openPool();
  try {
    const numbers = Array.from({ length: 50 }, (_, i) => i);
    const answers = await Promise.all(numbers.map((number) => pool.ask<number>(number)));
    assert.deepEqual(
      answers,
      numbers.map((number) => number * 2),
    );
  } finally {
    pool.close();
  }
});

test('what a thread cannot do is told, and nobody is left waiting', async () => {
  const pool = openPool();
  try {
    const asked = [-1, ...Array.from({ length: 50 }, (_, i) => i)].map((number) => pool.ask<number>(number));
    const settled = await Promise.allSettled(asked);
    assert.equal(settled[0]!.status, 'rejected');
    assert.equal(settled[0]!.reason.message, 'below nothing');
  } finally {
    pool.close();
  }
});

test('whoever asks after a thread has ended, or after closing, is told so and does not wait', async () => {
  const pool = openPool();
  try {
    await assert.rejects(pool.ask(-2), /ended with 3/);
    await assert.rejects(pool.ask(1), /ended with 3/);
  } finally {
    pool.close();
  }
  const closed = openPool();
  closed.close();
  await assert.rejects(closed.ask(1), /closed/);
});
