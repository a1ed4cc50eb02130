import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReferralContent, SCHEME_VERSION } from '../referral/index.ts';
import { checkContent } from './check-content.ts';

const sound: ReferralContent = {
  scheme: SCHEME_VERSION,
  threat: 'images',
  incidentType: 'other',
  references: [],
  flags: [],
  facts: {},
  times: [],
  parties: [{ role: 'suspect', accounts: [{ profileUrls: ['e0'] }] }],
  files: [{ hashes: [], annotations: [], names: ['e1'] }],
  places: [],
  sourceGrading: { source: '2', information: 'D', handling: 'P' },
  evidence: [
    { id: 'e0', kind: 'url', label: 'Profile', value: 'https://example.org/a' },
    { id: 'e1', kind: 'file-name', label: 'Name', value: 'a.jpg' },
  ],
  kept: [{ path: '/x', evidence: 'e1' }],
};

test('sound content has no faults', () => {
  assert.deepEqual(checkContent(sound), []);
});

test('content that does not fit the scheme is told by path, without its values', () => {
  const faults = checkContent({ ...sound, threat: 'SECRET' as never, extra: 'SECRET' } as never);
  assert.ok(faults.some(({ path }) => path === '/threat'));
  assert.doesNotMatch(JSON.stringify(faults), /SECRET/);
});

for (const [what, content] of [
  ['a kept field', { kept: [{ path: '/x', evidence: 'e9' }] }],
  ['the name of a file', { files: [{ hashes: [], annotations: [], names: ['e9'] }] }],
  ['a profile', { parties: [{ role: 'suspect', accounts: [{ profileUrls: ['e9'] }] }] }],
  ['an urgency claim', { urgencyClaim: { level: 'high', reason: 'e9' } }],
] as [string, Partial<ReferralContent>][]) {
  test(`${what} that refers to evidence that is not there is a fault`, () => {
    assert.deepEqual(
      checkContent({ ...sound, ...content }).map(({ reason }) => reason),
      ['refers to evidence that is not there'],
    );
  });
}

test('the same evidence id twice is a fault', () => {
  const faults = checkContent({ ...sound, evidence: [...sound.evidence, sound.evidence[0]!] });
  assert.deepEqual(faults, [{ path: '/evidence', reason: 'an id is given twice' }]);
});
