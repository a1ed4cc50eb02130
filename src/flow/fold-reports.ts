import { listSources, type SourceKind } from '../access/index.ts';
import {
  addDoubles,
  addFoldSteps,
  asDirectAndRelayed,
  type CommonKey,
  closeInTime,
  doubleSign,
  type FoldCandidate,
  type FoldFacts,
  type FoldProposal,
  latestFoldSteps,
  newIdentifiers,
  proposeFold,
  worthComparing,
} from '../linking/index.ts';
import { compareContent } from '../matching/index.ts';
import { type OpenFacts, type ReferralHeader, referralHeaders } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';
import { foldInto } from './fold-into.ts';

const SYSTEM = 'system:derive';

/** A later receipt and an earlier one that may report the same. */
type Pair = { duplicate: FoldFacts; head: FoldFacts; sameReference: boolean; sameAccount: boolean };

/**
 * Folds what is plainly one report, and proposes what may be. `common`: references and identifiers that referrals
 * share with others. Answers with the head of each referral that was folded. See docs/decisions/0008-folding.md.
 */
export async function foldReports(
  tx: Tx,
  at: Date,
  common: readonly CommonKey[],
): Promise<Map<string, string>> {
  const candidates = await candidatesAmong(tx, common);
  await keepDoubles(tx, at, candidates);
  const heads = new Map<string, string>();
  const offered = new Set<string>();
  for (const { candidate, proposal } of proposalsAmong(candidates)) {
    const [id, into] = [candidate.duplicate.id, candidate.head.id];
    if (heads.has(id) || heads.has(into) || offered.has(id)) continue;
    if (proposal.how === 'fold') {
      const done = await foldInto(tx, {
        id,
        into,
        reason: proposal.reason,
        actor: SYSTEM,
        purpose: 'matching',
        at,
      });
      for (const folded of done.folded) heads.set(folded, done.head);
    } else {
      await addFoldSteps(tx, [
        { referralId: id, intoId: into, step: 'proposed', reason: proposal.reason, by: SYSTEM, at },
      ]);
      offered.add(id);
    }
  }
  return heads;
}

/** `kinds`: of the sources. */
type Candidate = FoldCandidate & { kinds: ReadonlyMap<string, SourceKind> };

async function candidatesAmong(tx: Tx, common: readonly CommonKey[]): Promise<Candidate[]> {
  const kinds = new Map((await listSources(tx)).map(({ id, kind }) => [id, kind]));
  const pairs = await undecided(tx, await pairsAmong(tx, common, kinds));
  return (await candidatesFrom(tx, pairs)).map((candidate) => ({
    ...candidate,
    kinds,
    isDouble: signOf(candidate, kinds) !== null,
  }));
}

function signOf(candidate: Omit<FoldCandidate, 'isDouble'>, kinds: Candidate['kinds']) {
  const { duplicate, head } = candidate;
  if (!asDirectAndRelayed([duplicate, head], kinds)) return null;
  return doubleSign({ ...candidate, closeInTime: closeInTime(candidate) });
}

/** Whether they are folded, offered or left: that a platform told of the same by two ways is kept. */
async function keepDoubles(tx: Tx, at: Date, candidates: readonly Candidate[]): Promise<void> {
  const doubles = candidates.flatMap((candidate) => {
    const pair = asDirectAndRelayed([candidate.duplicate, candidate.head], candidate.kinds);
    const recognisedBy = signOf(candidate, candidate.kinds);
    if (!pair || !recognisedBy) return [];
    const { direct, relayed } = pair;
    const ids = { directId: direct.id, relayedId: relayed.id, sourceId: direct.sourceId };
    return [{ ...ids, recognisedBy, foundAt: at }];
  });
  await addDoubles(tx, doubles);
}

type Proposed = { candidate: FoldCandidate; proposal: NonNullable<FoldProposal> };

/** In the order of receipt, what is folded before what is offered: each referral gets one answer, the earliest. */
function proposalsAmong(candidates: readonly Candidate[]): Proposed[] {
  const proposed = candidates.flatMap((candidate) => {
    const proposal = proposeFold(candidate);
    return proposal ? [{ candidate, proposal }] : [];
  });
  const rank = ({ proposal }: Proposed) => (proposal.how === 'fold' ? 0 : 1);
  return proposed.sort(
    (a, b) =>
      a.candidate.duplicate.number - b.candidate.duplicate.number ||
      rank(a) - rank(b) ||
      a.candidate.head.number - b.candidate.head.number,
  );
}

async function pairsAmong(tx: Tx, common: readonly CommonKey[], kinds: Candidate['kinds']): Promise<Pair[]> {
  const byReference = common.filter(({ kind }) => kind === 'reference');
  const byAccount = common.filter(
    ({ kind, layer, otherLayer }) =>
      ACCOUNTS.includes(kind) && layer === 'suspect' && otherLayer === 'suspect',
  );
  const headers = await headersWithHeads(
    tx,
    [...byReference, ...byAccount].flatMap(({ id, otherId }) => [id, otherId]),
  );
  const pairs = new Map<string, Pair>();
  const add = (id: string, otherId: string, why: 'sameReference' | 'sameAccount') => {
    const [head, duplicate] = inOrder(standsFor(headers, id), standsFor(headers, otherId));
    if (!head || !duplicate) return;
    if (why === 'sameAccount' && !worthComparing(duplicate, head) && !mayBeDouble(duplicate, head, kinds))
      return;
    const key = `${duplicate.id} ${head.id}`;
    pairs.set(key, {
      sameReference: false,
      sameAccount: false,
      ...pairs.get(key),
      duplicate,
      head,
      [why]: true,
    });
  };
  for (const { id, otherId } of byReference) add(id, otherId, 'sameReference');
  for (const { id, otherId } of byAccount) add(id, otherId, 'sameAccount');
  return [...pairs.values()];
}

function mayBeDouble(duplicate: FoldFacts, head: FoldFacts, kinds: Candidate['kinds']): boolean {
  return asDirectAndRelayed([duplicate, head], kinds) !== null && closeInTime({ duplicate, head });
}

const ACCOUNTS: readonly string[] = ['account', 'account-id'];

async function headersWithHeads(tx: Tx, ids: readonly string[]): Promise<Map<string, ReferralHeader>> {
  const headers = await referralHeaders(tx, [...new Set(ids)]);
  const heads = await referralHeaders(tx, [
    ...new Set(headers.flatMap(({ foldedInto }) => foldedInto ?? [])),
  ]);
  return new Map([...headers, ...heads].map((header) => [header.id, header]));
}

/** The referral itself, or the one that it was folded into. */
function standsFor(headers: ReadonlyMap<string, ReferralHeader>, id: string): FoldFacts | undefined {
  const header = headers.get(id);
  const head = header?.foldedInto ? headers.get(header.foldedInto) : header;
  return head?.facts ? { ...head, facts: head.facts satisfies OpenFacts } : undefined;
}

function inOrder(one: FoldFacts | undefined, other: FoldFacts | undefined): [FoldFacts?, FoldFacts?] {
  if (!one || !other || one.id === other.id) return [];
  return one.number < other.number ? [one, other] : [other, one];
}

/** Without pairs about which anything was said before: a person's answer is final, and a proposal is made once. */
async function undecided(tx: Tx, pairs: readonly Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const steps = await latestFoldSteps(tx, [...new Set(pairs.map(({ duplicate }) => duplicate.id))]);
  const known = new Set(steps.map(({ referralId, intoId }) => `${referralId} ${intoId}`));
  return pairs.filter(({ duplicate, head }) => !known.has(`${duplicate.id} ${head.id}`));
}

async function candidatesFrom(tx: Tx, pairs: readonly Pair[]): Promise<Omit<FoldCandidate, 'isDouble'>[]> {
  if (pairs.length === 0) return [];
  const asked = pairs.map(({ duplicate, head }) => ({ one: duplicate.id, other: head.id }));
  const key = ({ one, other }: { one: string; other: string }) => `${one} ${other}`;
  const contents = new Map((await compareContent(tx, asked)).map((compared) => [key(compared), compared]));
  const identifiers = new Map(
    (await newIdentifiers(tx, asked)).map((counted) => [key(counted), counted.count]),
  );
  return pairs.map((pair, i) => {
    const { onlyInOne = 0, onlyInOther = 0, common = 0 } = contents.get(key(asked[i]!)) ?? {};
    const content = { onlyInDuplicate: onlyInOne, onlyInHead: onlyInOther, common };
    return { ...pair, content, newIdentifiers: identifiers.get(key(asked[i]!)) ?? 0 };
  });
}
