import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFacts } from '../../referral/index.ts';
import { contentWith } from '../../referral/test-referrals.ts';
import { type FoldCandidate, type FoldFacts, proposeFold, saysMore } from './propose-fold.ts';

const HEAD: FoldFacts = {
  id: 'head',
  number: 1,
  sourceId: 'platform-one',
  receivedAt: new Date('2026-03-01T10:00:00Z'),
  channel: 'api',
  state: 'open',
  stateSince: new Date('2026-03-01T10:00:00Z'),
  foldedInto: null,
  sensitivity: 'ordinary',
  version: 1,
  facts: openFacts(contentWith()),
};
const DUPLICATE: FoldFacts = {
  ...HEAD,
  id: 'duplicate',
  number: 2,
  receivedAt: new Date('2026-03-01T11:00:00Z'),
};

const candidate = (part: Partial<FoldCandidate> = {}): FoldCandidate => ({
  duplicate: DUPLICATE,
  head: HEAD,
  sameReference: true,
  sameAccount: false,
  content: { onlyInDuplicate: 0, onlyInHead: 0, common: 1 },
  newIdentifiers: 0,
  isDouble: false,
  ...part,
});

test('the same reference from the same sender is folded, with new files, too', () => {
  const supplement = candidate({
    content: { onlyInDuplicate: 3, onlyInHead: 1, common: 0 },
    newIdentifiers: 2,
  });
  assert.deepEqual(proposeFold(supplement), { how: 'fold', reason: 'same-reference' });
});

test('another sender’s report under the same reference is folded only if it brings nothing new', () => {
  const duplicate = { ...DUPLICATE, sourceId: 'hotline' };
  assert.equal(proposeFold(candidate({ duplicate }))?.how, 'fold');
  assert.equal(proposeFold(candidate({ duplicate, newIdentifiers: 1 }))?.how, 'propose');
  assert.equal(
    proposeFold(candidate({ duplicate, content: { onlyInDuplicate: 1, onlyInHead: 0, common: 0 } }))?.how,
    'propose',
  );
});

test('a report that says more of harm than the first is never folded by the system', () => {
  const graver = [
    contentWith({ facts: { immediateDanger: 'yes' } }),
    contentWith({ flags: ['sextortion'] }),
    contentWith({ urgencyClaim: { level: 'urgent' } }),
    contentWith({ incidentType: 'contact-abuse' }),
    contentWith({ parties: [{ role: 'victim' }] }),
    contentWith({ files: [{ hashes: [], annotations: ['infant'] }] }),
    contentWith({ files: [{ hashes: [], annotations: [], grades: [{ scheme: 'uk-abc', grade: 'A' }] }] }),
  ].map((content) => ({ ...DUPLICATE, facts: openFacts(content) }));
  for (const duplicate of graver) {
    assert.ok(saysMore(duplicate.facts, HEAD.facts));
    assert.deepEqual(proposeFold(candidate({ duplicate })), { how: 'propose', reason: 'same-reference' });
  }
});

test('nothing is folded into a referral that is with a force, or of another sensitivity', () => {
  assert.equal(proposeFold(candidate({ head: { ...HEAD, state: 'disseminated' } }))?.how, 'propose');
  assert.equal(proposeFold(candidate({ head: { ...HEAD, sensitivity: 'covert' } }))?.how, 'propose');
  assert.equal(proposeFold(candidate({ duplicate: { ...DUPLICATE, state: 'closed' } })), null);
});

test('the same account with the same files about the same time is proposed, not folded', () => {
  const alike = candidate({ sameReference: false, sameAccount: true });
  assert.deepEqual(proposeFold(alike), { how: 'propose', reason: 'same-account-and-files' });
  assert.equal(proposeFold({ ...alike, content: { onlyInDuplicate: 1, onlyInHead: 0, common: 1 } }), null);
  const late = { ...DUPLICATE, receivedAt: new Date('2026-04-01T10:00:00Z') };
  assert.equal(proposeFold({ ...alike, duplicate: late }), null);
  assert.equal(proposeFold({ ...alike, sameAccount: false }), null);
});
