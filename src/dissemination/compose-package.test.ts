import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReferralContent } from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import { packageFaults } from './check-completeness.ts';
import { sha256OfJson } from './digests.ts';
import { composePackage, type PackageDocument } from './package-document.ts';

const REPORTER = {
  role: 'reporter' as const,
  names: ['Robin Reporter'],
  identifiers: [{ kind: 'email' as const, value: 'robin@example.org' }],
  notes: ['e3'],
};

const EVIDENCE: ReferralContent['evidence'] = [
  { id: 'e1', kind: 'text', label: 'Additional information', value: 'Three files were uploaded.' },
  { id: 'e2', kind: 'text', label: '/report/reporter/note', value: 'Robin rang twice.' },
  { id: 'e3', kind: 'text', label: 'Remark', value: 'Robin lives at 1 Example Street.' },
];

const RECEIVED = {
  referral: 'ED-0000001-R',
  receivedAt: '2026-03-01T00:00:00Z',
  channel: 'api',
  source: null,
};

function compose(part: Partial<ReferralContent> = {}, discloseReporter = false): PackageDocument {
  const { evidence, ...content } = contentWith({
    parties: [{ role: 'suspect', accounts: [{ username: 'blue.kite' }] }, REPORTER],
    evidence: EVIDENCE,
    kept: [{ path: '/report/reporter/note', evidence: 'e2' }],
    ...part,
  });
  return composePackage({
    header: {
      packageId: 'p',
      alsoReportedAs: [],
      to: { id: 'kent', name: 'Kent' },
      purpose: 'suspect',
      routeReason: 'stated-force',
      operation: null,
      preparedAt: '2026-03-02T09:00:00Z',
      preparedBy: 'A. Analyst',
      replaces: null,
    },
    assessment: {
      band: 'high',
      actWithinDays: 7,
      proposedBand: 'high',
      reasons: ['as stated'],
      decidedBy: 's',
      deciderName: 'S. Supervisor',
      decidedAt: '2026-03-02T08:00:00Z',
      overrideReason: null,
    },
    report: { ...RECEIVED, content, evidence },
    otherReports: [],
    enquiries: [],
    links: { sharedIdentifiers: 0, linkedReferrals: 0, filesSeenBefore: 0, unitsHolding: [] },
    discloseReporter,
  });
}

test('whoever reported it is nowhere in the package, and the package says what was left out', () => {
  const document = compose();
  assert.doesNotMatch(JSON.stringify(document), /robin/i);
  assert.deepEqual(document.withheld, ['reporter-party', 'reporter-evidence', 'free-text-not-read']);
  assert.deepEqual(
    document.evidence.map(({ id }) => id),
    ['e1'],
  );
});

test('a reporter is named only if the handling code permits it and it is asked for', () => {
  assert.match(JSON.stringify(compose({}, true)), /Robin Reporter/);
  const conditions = compose({ sourceGrading: { source: '2', information: 'D', handling: 'C' } }, true);
  assert.doesNotMatch(JSON.stringify(conditions), /robin/i);
  assert.notEqual(conditions.grading.conditions, null);
});

test('a child who reports about themselves is not lost with the reporter', () => {
  const document = compose({ parties: [{ ...REPORTER, relation: 'I am a young person' }] });
  assert.ok(document.withheld.includes('reporter-may-be-the-child'));
});

test('evidence that a suspect’s own fields refer to stays, even if the reporter refers to it too', () => {
  const document = compose({ parties: [{ role: 'suspect', notes: ['e3'] }, REPORTER] });
  assert.deepEqual(
    document.evidence.map(({ id }) => id),
    ['e1', 'e3'],
  );
});

test('what is unknown is listed; a stated "no" is known', () => {
  const document = compose({ facts: { contactAbuse: 'no', accessToChildren: 'unknown' } });
  assert.ok(document.notKnown.includes('suspect-name'));
  assert.ok(document.notKnown.includes('fact:accessToChildren'));
  assert.ok(document.notKnown.includes('fact:production'));
  assert.ok(!document.notKnown.includes('fact:contactAbuse'));
  assert.ok(!document.notKnown.includes('who-holds-content'), 'there is no file');
});

test('files are accounted for by holder, reference and date; a file that nobody is said to hold is a gap', () => {
  const file = { hashes: [], annotations: [] };
  const held = { ...file, heldBy: 'Example Chat Ltd', holderReference: 'EC-1', preservedUntil: '2027-01-01' };
  const document = compose({ files: [held, held, file] });
  assert.deepEqual(
    document.holders.map(({ heldBy, files }) => [heldBy, files]),
    [
      ['Example Chat Ltd', 2],
      [null, 1],
    ],
  );
  assert.ok(document.notKnown.includes('who-holds-content'));
  assert.deepEqual(packageFaults(document), []);
});

test('an item that a report refers to and does not hold is a gap, and holds nothing up', () => {
  const document = compose({ parties: [{ role: 'suspect', notes: ['e9'] }] });
  assert.ok(document.notKnown.includes('missing-item'));
  assert.deepEqual(packageFaults(document), []);
});

test('the hashes in a package are those of its own content and evidence', () => {
  const document = compose();
  assert.equal(document.hashes.content, sha256OfJson(document.content));
  assert.equal(document.hashes.evidence, sha256OfJson(document.evidence));
});

const INCOMPLETE: [string, (document: PackageDocument) => PackageDocument, string][] = [
  ['no decider', (d) => ({ ...d, assessment: { ...d.assessment, decidedBy: '' } }), 'assessment.decidedBy'],
  ['no reason', (d) => ({ ...d, assessment: { ...d.assessment, reasons: [] } }), 'assessment.reasons'],
  ['no recipient', (d) => ({ ...d, header: { ...d.header, to: { id: '', name: '' } } }), 'header.to'],
  [
    'nothing in it',
    (d) => ({ ...d, content: { ...d.content, parties: [], kept: [] }, evidence: [] }),
    'content',
  ],
  [
    'a file without a word on its holder',
    (d) => ({ ...d, content: { ...d.content, files: [{ hashes: [], annotations: [] }] } }),
    'holders',
  ],
];

for (const [what, spoil, path] of INCOMPLETE) {
  test(`a package with ${what} is not complete`, () => {
    assert.deepEqual(
      packageFaults(spoil(compose())).map((fault) => fault.path),
      [path],
    );
  });
}
