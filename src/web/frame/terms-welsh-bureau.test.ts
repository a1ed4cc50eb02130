import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AUTHORITIES,
  CHOICE_REASONS,
  CLOSURE_REASONS,
  ENQUIRY_KINDS,
  ENQUIRY_RESULTS,
  ENQUIRY_STATES,
  MISMATCHES,
  NOT_KNOWN,
  OUTCOME_STATUSES,
  PACKAGE_STATES,
  PURPOSES_OF_PACKAGE,
  REFUSALS_OF_ENQUIRY,
  REFUSALS_OF_PACKAGE,
  RESOLUTIONS,
  ROUTE_REASONS,
  UNROUTED_REASONS,
  WITHDRAWALS,
  WITHHELD,
} from '../../dissemination/index.ts';
import { DISPOSAL_REASONS } from '../../intake/index.ts';
import { cy } from '../words.ts';
import { termsIn } from './terms.ts';

const SHOWN: Record<string, Record<string, { label: string }>> = {
  AUTHORITIES,
  CHOICE_REASONS,
  CLOSURE_REASONS,
  DISPOSAL_REASONS,
  ENQUIRY_KINDS,
  ENQUIRY_RESULTS,
  ENQUIRY_STATES,
  MISMATCHES,
  NOT_KNOWN,
  OUTCOME_STATUSES,
  PACKAGE_STATES,
  PURPOSES_OF_PACKAGE,
  REFUSALS_OF_ENQUIRY,
  REFUSALS_OF_PACKAGE,
  RESOLUTIONS,
  ROUTE_REASONS,
  UNROUTED_REASONS,
  WITHDRAWALS,
  WITHHELD,
};

for (const [name, vocabulary] of Object.entries(SHOWN)) {
  test(`every term of ${name} has its Welsh`, () => {
    const { term } = termsIn(cy);
    const missing = Object.entries(vocabulary).filter(
      ([code, { label }]) => term(vocabulary, code) === label,
    );
    assert.deepEqual(missing, []);
  });
}
