import { Compile } from 'typebox/compile';
import { ReferralContent } from '../referral/index.ts';
import type { Fault } from '../shared/problem.ts';

// The second line behind every adapter: whatever it made of the document must fit the scheme.

const scheme = Compile(ReferralContent);
const MOST_FAULTS = 20;

/** Faults of the content against the scheme; none if it is sound. Names paths, never values. */
export function checkContent(content: ReferralContent): Fault[] {
  if (scheme.Check(content)) return danglingEvidence(content);
  return scheme
    .Errors(content)
    .slice(0, MOST_FAULTS)
    .map(({ instancePath, keyword }) => ({
      path: instancePath,
      reason: `does not fit the scheme (${keyword})`,
    }));
}

/** References to evidence that is not there, and ids given twice. */
function danglingEvidence(content: ReferralContent): Fault[] {
  const ids = new Set(content.evidence.map((item) => item.id));
  const faults: Fault[] = [];
  if (ids.size < content.evidence.length) faults.push({ path: '/evidence', reason: 'an id is given twice' });
  for (const { path, id } of evidenceReferences(content)) {
    if (!ids.has(id)) faults.push({ path, reason: 'refers to evidence that is not there' });
  }
  return faults.slice(0, MOST_FAULTS);
}

function* evidenceReferences(content: ReferralContent): Generator<{ path: string; id: string }> {
  if (content.urgencyClaim?.reason) yield { path: '/urgencyClaim/reason', id: content.urgencyClaim.reason };
  for (const [i, kept] of content.kept.entries()) yield { path: `/kept/${i}/evidence`, id: kept.evidence };
  for (const [i, file] of content.files.entries()) {
    for (const id of file.names ?? []) yield { path: `/files/${i}/names`, id };
    for (const id of file.locations ?? []) yield { path: `/files/${i}/locations`, id };
    for (const id of file.notes ?? []) yield { path: `/files/${i}/notes`, id };
  }
  for (const [i, party] of content.parties.entries()) {
    for (const id of party.notes ?? []) yield { path: `/parties/${i}/notes`, id };
    for (const account of party.accounts ?? []) {
      for (const id of account.profileUrls ?? []) yield { path: `/parties/${i}/accounts`, id };
    }
  }
}
