import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ESCALATIONS,
  GATES,
  HOLD_REASONS,
  HOST_CHANNELS,
  HOST_KINDS,
  HOST_REFUSALS,
  HOST_SAYS,
  NOTICE_ACTIONS,
  NOTICE_ENDINGS,
  NOTICE_STATES,
  PRESERVATION_WAYS,
  RELEASE_ANSWERS,
  REMOVAL_OVERRIDES,
} from '../../dissemination/index.ts';
import { termsIn } from '../frame/terms.ts';
import { cy } from '../words.ts';

const SHOWN: Record<string, Record<string, { label: string }>> = {
  ESCALATIONS,
  GATES,
  HOLD_REASONS,
  HOST_CHANNELS,
  HOST_KINDS,
  HOST_REFUSALS,
  HOST_SAYS,
  NOTICE_ACTIONS,
  NOTICE_ENDINGS,
  NOTICE_STATES,
  PRESERVATION_WAYS,
  RELEASE_ANSWERS,
  REMOVAL_OVERRIDES,
};

test('every term of removal notices has its Welsh', () => {
  const { say } = termsIn(cy);
  const labels = Object.values(SHOWN).flatMap((terms) => Object.values(terms).map(({ label }) => label));
  assert.deepEqual(
    labels.filter((label) => say(label) === label),
    [],
  );
});
