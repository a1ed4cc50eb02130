import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ThreadPool } from './thread-pool.ts';

const DOUBLES = new URL(
  `data:text/javascript,${encodeURIComponent(
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', (number) => {
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
