import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareStandings } from './prove-conservation.ts';

const standing = (state: string, count: number, checksum = String(count)) => ({
  source: 'platform',
  day: '2026-03-01',
  state,
  count,
  checksum,
});

describe('conservation, source by source and day by day', () => {
  it('holds where ledger and records agree in every state', () => {
    const [line] = compareStandings(
      [standing('open', 3), standing('closed', 1)],
      [standing('closed', 1), standing('open', 3)],
    );
    assert.deepEqual(line, {
      source: 'platform',
      day: '2026-03-01',
      received: 4,
      states: { open: 3, closed: 1 },
      holds: true,
    });
  });

  it('does not hold where a receipt is missing from the records', () => {
    assert.equal(compareStandings([standing('open', 3)], [standing('open', 2)])[0]?.holds, false);
    assert.equal(compareStandings([standing('open', 3)], [])[0]?.holds, false);
  });

  it('does not hold where a record stands that nobody received', () => {
    const [line] = compareStandings([], [standing('open', 1)]);
    assert.deepEqual([line?.received, line?.holds], [0, false]);
  });

  it('does not hold where the numbers agree and the receipts are others', () => {
    assert.equal(compareStandings([standing('open', 3, '77')], [standing('open', 3, '78')])[0]?.holds, false);
  });

  it('keeps days and sources apart: one too many here does not make up for one too few there', () => {
    const other = { ...standing('open', 1), day: '2026-03-02' };
    const lines = compareStandings(
      [standing('open', 2), other],
      [standing('open', 1), { ...other, count: 2, checksum: '2' }],
    );
    assert.deepEqual(
      lines.map(({ holds }) => holds),
      [false, false],
    );
  });
});
