import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellsOfDanger } from './tells-of-danger.ts';

const telling: Record<string, string> = {
  'a native document cut short': '{"facts": {"immediateDanger": "yes", "contactAb',
  'a form with a field too many': 'inDangerNow=yes&nonsense=%%%',
  'a CyberTipline document with a reason for urgency':
    '<report><escalateToHighPriority>see below</escalateToHighPriority><broken',
  'a line of a list': 'live_streaming;yes;2026-01-01',
  'plain English': 'please hurry she is in danger right now',
  'plain Welsh': 'mae plentyn mewn perygl',
};

for (const [what, text] of Object.entries(telling)) {
  test(`${what} tells of danger, in UTF-8 and in UTF-16`, () => {
    assert.equal(tellsOfDanger(Buffer.from(text)), true);
    assert.equal(tellsOfDanger(Buffer.from(text, 'utf16le')), true);
  });
}

const silent: Record<string, string> = {
  'a document that says no': '{"facts": {"immediateDanger": "no", "liveStreaming": "unknown"}',
  'an empty reason for urgency': '<escalateToHighPriority></escalateToHighPriority><broken',
  'a document without a word of it': '<report><incidentType>Possession',
  nothing: '',
};

for (const [what, text] of Object.entries(silent)) {
  test(`${what} calls nobody`, () => assert.equal(tellsOfDanger(Buffer.from(text)), false));
}

test('random bytes of any length are looked through without failing', () => {
  for (const length of [1, 2, 3, 255, 100_000]) {
    const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 7919 + 13) % 256));
    assert.equal(typeof tellsOfDanger(bytes), 'boolean');
  }
});
