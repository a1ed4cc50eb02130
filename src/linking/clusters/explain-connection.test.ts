import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JudgedPair, ScoredPair } from './cluster-records.ts';
import { type Connection, explainConnection } from './explain-connection.ts';

/** 'ab9 bc3': a and b score 9 bits, b and c 3. */
function pairs(text: string): ScoredPair<string>[] {
  return text.split(' ').map((pair) => ({ a: pair[0]!, b: pair[1]!, bits: Number(pair.slice(2)) }));
}

function wayOf(connection: Connection<string> | null): string | undefined {
  return connection?.steps.map(({ a, b }) => a + b).join(' ');
}

test('the way with the strongest weakest step is taken, and that step is named', () => {
  const found = explainConnection({ a: 'a', b: 'c' }, pairs('ab9 bc7 ac2 ad8 dc6'), []);
  assert.equal(wayOf(found), 'ab bc');
  assert.deepEqual(found?.weakest, { a: 'b', b: 'c', bits: 7, confirmed: false });
  assert.equal(found?.directBits, 2);
});

test('of ways as strong as one another the shortest is taken, then the lowest ids', () => {
  assert.equal(wayOf(explainConnection({ a: 'a', b: 'd' }, pairs('ac5 cd5 ab5 bd5 be9 ed9'), [])), 'ab bd');
});

test('what a person confirmed is stronger than any score, what a person denied is no way', () => {
  const judged: JudgedPair<string>[] = [
    { a: 'b', b: 'c', verdict: 'same' },
    { a: 'c', b: 'a', verdict: 'different' },
  ];
  const found = explainConnection({ a: 'c', b: 'a' }, pairs('ab3 ac9'), judged);
  assert.equal(wayOf(found), 'cb ba');
  assert.deepEqual(found?.steps[0], { a: 'c', b: 'b', bits: null, confirmed: true });
  assert.equal(found?.weakest?.bits, 3);
});

test('where nothing joins two records there is no connection', () => {
  assert.equal(explainConnection({ a: 'a', b: 'd' }, pairs('ab3 cd9'), []), null);
});

test('no way has a stronger weakest step, and each step starts where the last ended', () => {
  const pair = fc.record({
    a: fc.constantFrom(...'abcdef'),
    b: fc.constantFrom(...'abcdef'),
    bits: fc.integer({ min: -3, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), (drawn) => {
      const scored = [
        ...new Map(
          drawn.filter(({ a, b }) => a !== b).map((each) => [[each.a, each.b].sort().join(), each]),
        ).values(),
      ];
      const found = explainConnection({ a: 'a', b: 'f' }, scored, []);
      assert.equal(found?.weakest?.bits ?? null, bestBottleneck(scored, 'a', 'f', new Set()));
      let at = 'a';
      for (const step of found?.steps ?? []) {
        assert.equal(step.a, at);
        at = step.b;
      }
      assert.equal(at, found ? 'f' : 'a');
    }),
  );
});

/** Every way, one by one. */
function bestBottleneck(
  scored: readonly ScoredPair<string>[],
  from: string,
  to: string,
  seen: ReadonlySet<string>,
): number | null {
  if (from === to) return Number.POSITIVE_INFINITY;
  const ways = scored.flatMap(({ a, b, bits }) => {
    const next = a === from ? b : b === from ? a : undefined;
    if (next === undefined || seen.has(next)) return [];
    const rest = bestBottleneck(scored, next, to, new Set([...seen, from]));
    return rest === null ? [] : [Math.min(bits, rest)];
  });
  return ways.length === 0 ? null : Math.max(...ways);
}
