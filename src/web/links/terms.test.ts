import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JUDGEMENT_REASONS, LINK_BANDS, levelLabels } from '../../linking/index.ts';
import { termsIn } from '../frame/terms.ts';
import { cy } from '../words.ts';
import { percentOf, YARDSTICK, yardstickOf } from './yardstick.ts';

test('every reason, band, word of likelihood and finding of a comparison has its Welsh', () => {
  const { say } = termsIn(cy);
  const labels = [JUDGEMENT_REASONS, LINK_BANDS, YARDSTICK].flatMap((vocabulary) =>
    Object.values(vocabulary as Record<string, { label: string }>).map(({ label }) => label),
  );
  assert.deepEqual(
    [...labels, ...levelLabels()].filter((label) => say(label) === label),
    [],
  );
});

test('a probability has the word of the published range that holds it, or that is nearest', () => {
  const said = [1, 0.95, 0.93, 0.9, 0.8, 0.77, 0.75, 0.55, 0.53, 0.5, 0.4, 0.35, 0.25, 0.2, 0.1, 0.05, 0];
  assert.deepEqual(said.map(yardstickOf), [
    'almost-certain',
    'almost-certain',
    'almost-certain',
    'highly-likely',
    'highly-likely',
    'likely',
    'likely',
    'likely',
    'likely',
    'realistic-possibility',
    'realistic-possibility',
    'unlikely',
    'unlikely',
    'highly-unlikely',
    'highly-unlikely',
    'remote-chance',
    'remote-chance',
  ]);
});

test('no link is ever said to be certain, nor impossible', () => {
  assert.deepEqual(percentOf(1), { percent: 99, bound: 'over' });
  assert.deepEqual(percentOf(0), { percent: 1, bound: 'under' });
  assert.deepEqual(percentOf(0.424), { percent: 42, bound: 'about' });
});
