import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrder, type Placed } from './in-order.ts';

const LAST = 30;

test('whatever comes early, late, again or not at all, each place is handed on once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: LAST }), { maxLength: 60 }),
      fc.uniqueArray(fc.integer({ min: 1, max: LAST }), { maxLength: 5 }),
      fc.nat(10),
      async (offered, deleted, after) => {
        const handed: number[] = [];
        const isThere = (seq: number) => !deleted.includes(seq);
        const order = inOrder<Placed>({
          after,
          fetch: async (from, to) =>
            Array.from({ length: to - from + 1 }, (_, i) => ({ seq: to - i })).filter(({ seq }) =>
              isThere(seq),
            ),
          hand: (messages) => handed.push(...messages.map(({ seq }) => seq)),
        });
        for (const seq of offered.filter(isThere)) await order.offer({ seq });
        const reached = Math.max(after, ...offered.filter(isThere));
        const expected = Array.from({ length: reached - after }, (_, i) => after + i + 1).filter(isThere);
        assert.deepEqual(handed, expected);
        assert.equal(order.next, reached + 1);
      },
    ),
  );
});

test('a fetch that fails loses nothing: the message is offered again', async () => {
  const handed: number[] = [];
  let fails = true;
  const order = inOrder<Placed>({
    after: 0,
    fetch: async () => {
      if (fails) throw new Error('no leader');
      return [{ seq: 1 }, { seq: 2 }];
    },
    hand: (messages) => handed.push(...messages.map(({ seq }) => seq)),
  });
  await assert.rejects(order.offer({ seq: 3 }));
  fails = false;
  await order.offer({ seq: 3 });
  assert.deepEqual(handed, [1, 2, 3]);
});
