import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Dice } from '../../shared/dice.ts';
import { type BandSample, hintMissed, keepsPromise, qualityOfLinks } from './link-quality.ts';

function sample(band: string, pairs: number, same: number, different: number): BandSample {
  return { band, pairs, same, different, unsure: 0 };
}

function bandOf(one: BandSample) {
  return qualityOfLinks([one]).bands[0]!;
}

test('29 judgements say nothing yet, 30 do; "unsure" is no judgement', () => {
  const few = bandOf({ ...sample('likely', 900, 29, 0), unsure: 5 });
  assert.deepEqual([few.precision, few.stillNeeded], [null, 1]);
  const enough = bandOf(sample('likely', 900, 30, 0));
  assert.equal(enough.precision?.low.toFixed(3), '0.886');
  assert.equal(enough.stillNeeded, 0);
});

test('a band of few pairs is known when all of them are judged', () => {
  assert.equal(bandOf(sample('likely', 4, 3, 1)).precision?.share, 0.75);
  assert.equal(bandOf(sample('likely', 4, 3, 0)).precision, null);
});

test('nothing is said over all bands while one lacks judgements, but an empty band is none', () => {
  const good = sample('near-certain', 900, 40, 0);
  assert.equal(qualityOfLinks([good, sample('likely', 10, 1, 0)]).overall, null);
  assert.equal(qualityOfLinks([good, sample('likely', 0, 0, 0)]).overall?.share, 1);
  assert.equal(qualityOfLinks([]).overall, null);
});

test('over all, each band counts by its pairs, not by how many of it were judged', () => {
  const { overall } = qualityOfLinks([sample('near-certain', 900, 100, 0), sample('likely', 100, 50, 50)]);
  assert.equal(overall?.share.toFixed(2), '0.95');
});

test('a promise of 995 in 1000 takes 765 good judgements to be proved, and one bad in ten to be disproved', () => {
  const kept = (same: number, different: number) =>
    keepsPromise(bandOf(sample('x', 9000, same, different)), 0.995);
  assert.deepEqual(
    [kept(764, 0), kept(765, 0), kept(90, 10), kept(3, 0)],
    ['cannot-tell', 'yes', 'no', 'cannot-tell'],
  );
});

test('what is missed is told from a sample below the cut, and recall with it', () => {
  const quality = qualityOfLinks([sample('likely', 1000, 90, 10)]);
  const { missed, recall } = hintMissed(quality, sample('below', 10_000, 1, 99));
  assert.equal(missed?.share.toFixed(0), '100');
  assert.equal(recall?.share.toFixed(2), '0.90');
  assert.equal(hintMissed(quality, sample('below', 10_000, 0, 3)).recall, null);
});

test('every interval holds its share, and lies between nothing and all', () => {
  const drawn = fc.record({
    pairs: fc.integer({ min: 100, max: 9000 }),
    same: fc.nat(80),
    different: fc.nat(80),
  });
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 4 }), (samples) => {
      const { bands, overall } = qualityOfLinks(samples.map((one) => ({ band: 'x', unsure: 0, ...one })));
      for (const estimate of [overall, ...bands.map(({ precision }) => precision)]) {
        if (!estimate) continue;
        const { share, low, high } = estimate;
        assert.ok(low >= 0 && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1);
      }
    }),
  );
});

test('of 400 stratified samples about 95 in 100 intervals hold the truth', () => {
  const dice = new Dice(7);
  const strata = [
    { pairs: 6000, truth: 0.99 },
    { pairs: 3000, truth: 0.9 },
    { pairs: 1000, truth: 0.6 },
  ];
  let held = 0;
  for (let round = 0; round < 400; round += 1) {
    const samples = strata.map(({ pairs, truth }) => {
      const same = Array.from({ length: 120 }, () => dice.chance(truth)).filter(Boolean).length;
      return sample('x', pairs, same, 120 - same);
    });
    const { low, high } = qualityOfLinks(samples).overall!;
    if (low <= 0.924 && 0.924 <= high) held += 1;
  }
  assert.ok(held >= 368 && held <= 398, `${held} of 400`);
});
