import type { RuleSet } from '../rules/load-rules.ts';
import { fillBeneficiary, fillPayer, isProtected } from './account-features.ts';
import type { Decision, SubjectKind } from './decision.ts';
import { type Account, type EventSeen, type Pair, pairId, type Stream } from './entities.ts';
import type { EntityStore } from './entity-store.ts';
import { nothingKnown } from './known.ts';
import { makeDecision } from './make-decision.ts';
import { type MemoTable, newMemoTable } from './memo-table.ts';
import { fillPair } from './pair-features.ts';
import { mayBeExtorted, type Stand, standOf } from './stand.ts';
import { fillStream } from './stream-features.ts';
import { Scale, type Weighed } from './weigh.ts';

/** The event that makes somebody look again. */
export type Occasion = { id: string; at: number };

type Judged = {
  kind: SubjectKind;
  id: string;
  roleOf: string;
  entity: Pair | Account | Stream;
  protectedAccount: boolean;
  confirmed: boolean;
  /** A further payment of a pair that is held waits too. */
  isPayment: boolean;
  evidence(): readonly EventSeen[];
  accounts(): readonly string[];
  streams(): readonly string[];
};

/** Weighs what is known of a subject and decides. Decisions gather until they are taken. */
export class Judge {
  readonly #rules: RuleSet;
  readonly #store: EntityStore;
  readonly #scales: Record<SubjectKind, Scale>;
  readonly #memos: MemoTable;
  readonly #known = nothingKnown();
  #decisions: Decision[] = [];

  constructor(rules: RuleSet, store: EntityStore) {
    this.#rules = rules;
    this.#store = store;
    this.#scales = {
      pair: new Scale('pair', rules),
      account: new Scale('account', rules),
      stream: new Scale('stream', rules),
    };
    this.#memos = newMemoTable(this.#scales);
  }

  takeDecisions(): Decision[] {
    const decisions = this.#decisions;
    this.#decisions = [];
    return decisions;
  }

  /** Judges a pair; a payer who may be an extorted child is protected from here on, with all pairs of theirs. */
  judgePair(pair: Pair, occasion: Occasion, isPayment = false): void {
    const payer = this.#store.change('account', pair.payer);
    const beneficiary = this.#store.change('account', pair.beneficiary);
    fillPair(this.#known, pair, occasion.at);
    fillPayer(this.#known, payer, occasion.at);
    fillBeneficiary(this.#known, beneficiary, occasion.at);
    const id = pairId(pair.payer, pair.beneficiary);
    const weighed = this.#scales.pair.weigh(this.#known, this.#memos.of('pair', id));
    if (isQuiet(pair, weighed)) return;
    if (payer && beneficiary && mayBeExtorted(weighed))
      this.#protectPayer(payer, beneficiary, pair, occasion);
    this.#settle(weighed, occasion, {
      kind: 'pair',
      id,
      roleOf: pair.payer,
      entity: pair,
      protectedAccount: isProtected(payer, occasion.at) || isProtected(beneficiary, occasion.at),
      confirmed: false,
      isPayment,
      evidence: () => [...pair.payments, ...pair.seen, ...signalsOf(payer), ...signalsOf(beneficiary)],
      accounts: () => [pair.payer, pair.beneficiary],
      streams: () => (beneficiary?.streams ?? []).map(({ stream }) => stream),
    });
  }

  judgeAccount(id: string, account: Account, occasion: Occasion): void {
    fillPayer(this.#known, account, occasion.at);
    fillBeneficiary(this.#known, account, occasion.at);
    const weighed = this.#scales.account.weigh(this.#known, this.#memos.of('account', id));
    if (isQuiet(account, weighed)) return;
    this.#settle(weighed, occasion, {
      kind: 'account',
      id,
      roleOf: id,
      entity: account,
      protectedAccount: isProtected(account, occasion.at),
      confirmed: false,
      isPayment: false,
      evidence: () => [...signalsOf(account), ...account.paid, ...account.payers, ...account.streams],
      accounts: () => [
        id,
        ...account.paid.map((paid) => paid.account),
        ...account.payers.map((payer) => payer.account),
      ],
      streams: () => account.streams.map(({ stream }) => stream),
    });
  }

  judgeStream(id: string, stream: Stream, occasion: Occasion): void {
    const streamer = stream.account === null ? undefined : this.#store.change('account', stream.account);
    fillStream(this.#known, stream);
    fillBeneficiary(this.#known, streamer, occasion.at);
    const weighed = this.#scales.stream.weigh(this.#known, this.#memos.of('stream', id));
    if (isQuiet(stream, weighed) && stream.knownFrames.length === 0) return;
    this.#settle(weighed, occasion, {
      kind: 'stream',
      id,
      roleOf: stream.account ?? 'unknown',
      entity: stream,
      protectedAccount: isProtected(streamer, occasion.at),
      confirmed: stream.knownFrames.length > 0,
      isPayment: false,
      evidence: () => [...stream.seen, ...stream.nearFrames, ...stream.knownFrames, ...signalsOf(streamer)],
      accounts: () => [
        ...(stream.account === null ? [] : [stream.account]),
        ...stream.payers.map(({ account }) => account),
        ...stream.viewers,
      ],
      streams: () => [id],
    });
  }

  #settle(weighed: Weighed, { id: eventId, at }: Occasion, judged: Judged): void {
    const { entity, kind, id, roleOf } = judged;
    const stand = standOf({ weighed, at, standing: entity.standing, ...judged }, this.#rules.document);
    const kept = judged.isPayment && stand.action === 'hold' && stand.change === null;
    const change: Stand['change'] = kept ? 'kept' : stand.change;
    if (change === null) return;
    const wasAllowed = entity.standing === null || entity.standing.action === 'allow';
    const standing = {
      action: stand.action,
      protect: stand.protect,
      startedAt: wasAllowed ? at : entity.standing!.startedAt,
      raisedAt: kept ? entity.standing!.raisedAt : at,
    };
    entity.standing = standing;
    this.#decisions.push(
      makeDecision({
        rules: this.#rules,
        subject: { kind, id },
        stand: { ...stand, change },
        standing,
        weighed,
        at,
        eventId,
        roleOf,
        evidence: judged.evidence(),
        accounts: judged.accounts(),
        streams: judged.streams(),
        knownLists: 'knownFrames' in entity ? [...new Set(entity.knownFrames.map(({ list }) => list))] : [],
      }),
    );
  }

  #protectPayer(payer: Account, beneficiary: Account, pair: Pair, occasion: Occasion): void {
    const wasProtected = isProtected(payer, occasion.at);
    payer.protectedAt = occasion.at;
    beneficiary.payers = beneficiary.payers.map((known) =>
      known.account === pair.payer && !known.extorted ? { ...known, extorted: true } : known,
    );
    if (!wasProtected) this.#lowerOtherPairs(payer, pair, occasion);
  }

  /** What was held against somebody who turns out to need protection is let go of at once. */
  #lowerOtherPairs(payer: Account, except: Pair, occasion: Occasion): void {
    for (const { account } of payer.paid) {
      if (account === except.beneficiary) continue;
      const other = this.#store.change('pair', pairId(except.payer, account));
      if (other?.standing?.action === 'hold') this.judgePair(other, occasion);
    }
  }
}

/** Nothing speaks against it, and nothing ever did: by far the most. */
function isQuiet({ standing }: Pair | Account | Stream, { holding }: Weighed): boolean {
  return standing === null && holding.length === 0;
}

function signalsOf(account: Account | undefined): EventSeen[] {
  return account ? Object.values(account.signals) : [];
}
