import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROLES } from '../../access/index.ts';
import {
  ALARM_CAUSES,
  AUDIENCES,
  BANDS,
  BASE_RATE_BASES,
  CLOCK_STATES,
  CLOSURE_REASONS,
  COMPLETENESS,
  CURRENT_POLICY,
  DECISION_STAGES,
  GRAVITY,
  IMMINENCE,
  NEEDED_FIELDS,
  NOVELTY,
  ORDER_TERMS,
  ORDERS,
  OUTSIDE_POPULATION,
  OVERRIDE_REASONS,
  SAMPLE_KINDS,
  SCENARIOS,
  SOLVABILITY,
} from '../../assessment/index.ts';
import { CHANNELS } from '../../intake/index.ts';
import { PURPOSES } from '../../ledger/index.ts';
import { CONFLICT_KINDS, FOLD_REASONS, LAYERS, STRENGTHS } from '../../linking/index.ts';
import {
  ALERT_ACTIONS,
  DISPUTE_DECISIONS,
  DISPUTE_REASONS,
  ENTRY_STANDINGS,
  HELD_BACK,
  KNOWN_STATUSES,
  MEANINGS,
  MEDIA,
  OPINION_REASONS,
  OPINIONS,
  REJECTIONS,
  SCHEMES,
  VIRAL_STATES,
} from '../../matching/index.ts';
import { NOVELTY_KINDS, SHIPPED_TAGS } from '../../picture/index.ts';
import {
  EVIDENCE_KINDS,
  FACTS,
  FILE_ANNOTATIONS,
  GRADE_SCHEMES,
  GUARD_REASONS,
  HANDLING_CODES,
  IDENTIFIER_KINDS,
  INCIDENT_TYPES,
  INFORMATION_GRADES,
  PARTY_ROLES,
  SENSITIVITIES,
  SOURCE_GRADES,
  STATES,
  THREATS,
  TIME_MEANINGS,
} from '../../referral/index.ts';
import { cy, en } from '../words.ts';
import { termsIn } from './terms.ts';

const SHOWN: Record<string, Record<string, { label: string }>> = {
  ALERT_ACTIONS,
  AUDIENCES,
  BANDS,
  BASE_RATE_BASES,
  OUTSIDE_POPULATION,
  CLOCK_STATES,
  CLOSURE_REASONS,
  COMPLETENESS,
  DECISION_STAGES,
  GRAVITY,
  ALARM_CAUSES,
  HELD_BACK,
  KNOWN_STATUSES,
  IMMINENCE,
  NEEDED_FIELDS,
  NOVELTY,
  NOVELTY_KINDS,
  SHIPPED_TAGS,
  ORDER_TERMS,
  ORDERS,
  OVERRIDE_REASONS,
  SAMPLE_KINDS,
  SCENARIOS,
  SOLVABILITY,
  CHANNELS,
  PURPOSES,
  FOLD_REASONS,
  LAYERS,
  CONFLICT_KINDS,
  STRENGTHS,
  VIRAL_STATES,
  DISPUTE_DECISIONS,
  DISPUTE_REASONS,
  ENTRY_STANDINGS,
  MEANINGS,
  MEDIA,
  OPINION_REASONS,
  OPINIONS,
  REJECTIONS,
  SCHEMES,
  EVIDENCE_KINDS,
  FACTS,
  FILE_ANNOTATIONS,
  GRADE_SCHEMES,
  GUARD_REASONS,
  HANDLING_CODES,
  IDENTIFIER_KINDS,
  INCIDENT_TYPES,
  INFORMATION_GRADES,
  PARTY_ROLES,
  ROLES,
  SENSITIVITIES,
  SOURCE_GRADES,
  STATES,
  THREATS,
  TIME_MEANINGS,
};

for (const [name, vocabulary] of Object.entries(SHOWN)) {
  test(`every term of ${name} has its Welsh`, () => {
    const { term } = termsIn(cy);
    const missing = Object.keys(vocabulary).filter(
      (code) => term(vocabulary, code) === vocabulary[code]!.label,
    );
    assert.deepEqual(missing, []);
  });
}

test('every rule of the policy in force has its Welsh', () => {
  const { say } = termsIn(cy);
  const labels = [CURRENT_POLICY.validation, ...CURRENT_POLICY.imminence.map(({ label }) => label)];
  assert.deepEqual(
    labels.filter((label) => say(label) === label),
    [],
  );
});

test('a reason is one sentence in the reader’s language, its terms too', () => {
  const reason = {
    axis: 'band',
    code: 'band-while-unknown',
    params: { highest: 'Very high', band: 'Medium' },
  } as const;
  assert.equal(termsIn(en).reason(reason), 'Unknown answers could make the risk Very high: not below Medium');
  assert.equal(
    termsIn(cy).reason(reason),
    'Gallai atebion anhysbys wneud y risg yn Uchel iawn: nid is na Canolig',
  );
});

test('a code that the vocabulary does not hold is shown as it is', () => {
  assert.equal(termsIn(cy).term(BANDS, 'constructor'), 'constructor');
});
