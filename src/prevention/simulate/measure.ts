import type { Decision, Role } from '../screen/decision.ts';
import type { CaseOutcome } from './follow-cases.ts';
import { type Share, shareOf } from './interval.ts';
import { FOUND_BY_HASHES, PATTERN_NAMES, PATTERNS, type PatternName } from './make-world.ts';

export type PatternFigures = {
  pattern: PatternName;
  truth: string;
  /** Cases about which a person was asked to look, or more. */
  looked: Share;
  /** Cases in which a payment or stream waited for a person, or a stream was stopped. */
  acted: Share;
  /** From the first abusive event; an ordinary case has none. */
  medianHoursToLook: number | null;
  medianHoursToAct: number | null;
};

export type RoleFigures = {
  role: Exclude<Role, 'unknown'>;
  /** Accounts of this role that were raised at all. */
  raised: Share;
  /** Of those, the ones whose likeliest role was the true one when they were last decided about. */
  rightRole: Share;
};

export type Summary = {
  recallLook: Share;
  recallAct: Share;
  /** Of the cases acted on, those that were abuse or extortion; and the same for looking. At the shares of this world. */
  precisionAct: Share;
  precisionLook: Share;
  /** Ordinary cases that were acted on; and looked at. */
  falseAct: Share;
  falseLook: Share;
  /** What precision of acting would be where one case in a thousand is abuse. */
  precisionActAtOneInAThousand: number | null;
  medianHoursToAct: number | null;
};

export type VictimFigures = {
  victims: number;
  /** Victims whom anything was held against: as account, as payer of a pair, or as who streams. */
  heldAgainst: number;
  /** Victims who were named to the people who protect. */
  protected: Share;
};

/** The prevalence at which precision is told as well: rarer than in the generated world. Chosen: a round figure. */
const RARE = 0.001;

export function figuresByPattern(outcomes: readonly CaseOutcome[]): PatternFigures[] {
  return PATTERN_NAMES.map((pattern) => {
    const mine = outcomes.filter((outcome) => outcome.case.pattern === pattern);
    const wrong = mine.filter(isWrong);
    return {
      pattern,
      truth: PATTERNS[pattern].truth,
      looked: shareOf(countOf(mine, wasLookedAt), mine.length),
      acted: shareOf(countOf(mine, wasActedOn), mine.length),
      medianHoursToLook: medianOf(wrong.map(({ hoursToLook }) => hoursToLook)),
      medianHoursToAct: medianOf(wrong.map(({ hoursToAct }) => hoursToAct)),
    };
  });
}

/** Abuse that nobody has seen before: what frame hashes can find is left out. Extortion counts as found when it is looked at. */
export function summarise(outcomes: readonly CaseOutcome[]): Summary {
  const unseen = outcomes.filter((outcome) => !FOUND_BY_HASHES.includes(outcome.case.pattern as PatternName));
  const abuse = unseen.filter((outcome) => outcome.case.truth === 'abuse');
  const ordinary = unseen.filter((outcome) => outcome.case.truth === 'ordinary');
  const wrong = unseen.filter((outcome) => outcome.case.truth !== 'ordinary');
  const acted = unseen.filter(wasActedOn);
  const looked = unseen.filter(wasLookedAt);
  const recallAct = shareOf(countOf(abuse, wasActedOn), abuse.length);
  const falseAct = shareOf(countOf(ordinary, wasActedOn), ordinary.length);
  return {
    recallLook: shareOf(countOf(wrong, wasLookedAt), wrong.length),
    recallAct,
    precisionAct: shareOf(countOf(acted, isWrong), acted.length),
    precisionLook: shareOf(countOf(looked, isWrong), looked.length),
    falseAct,
    falseLook: shareOf(countOf(ordinary, wasLookedAt), ordinary.length),
    precisionActAtOneInAThousand: precisionAt(RARE, recallAct, falseAct),
    medianHoursToAct: medianOf(abuse.map(({ hoursToAct }) => hoursToAct)),
  };
}

/** Bayes' rule; null where nothing was acted on. */
function precisionAt(prevalence: number, recall: Share, falseShare: Share): number | null {
  const right = prevalence * (recall.share ?? 0);
  const wrong = (1 - prevalence) * (falseShare.share ?? 0);
  return right + wrong === 0 ? null : right / (right + wrong);
}

export function figuresByRole(outcomes: readonly CaseOutcome[]): RoleFigures[] {
  return (['buyer', 'facilitator', 'extorted-child'] as const).map((role) => {
    const accounts = outcomes.flatMap((outcome) =>
      [...outcome.case.roles]
        .filter(([, its]) => its === role)
        .map(([account]) => lastAbout(account, outcome.decisions)),
    );
    const raised = accounts.filter((decision) => decision !== undefined);
    return {
      role,
      raised: shareOf(raised.length, accounts.length),
      rightRole: shareOf(raised.filter((decision) => likeliest(decision) === role).length, raised.length),
    };
  });
}

export function figuresOfVictims(outcomes: readonly CaseOutcome[]): VictimFigures {
  const victims = outcomes.flatMap((outcome) =>
    [...outcome.case.roles]
      .filter(([, role]) => role === 'extorted-child')
      .map(([account]) => outcome.decisions.filter((decision) => concerns(decision, account))),
  );
  return {
    victims: victims.length,
    heldAgainst: victims.filter((about) => about.some(({ action }) => action === 'hold')).length,
    protected: shareOf(
      victims.filter((about) => about.some(({ protect }) => protect)).length,
      victims.length,
    ),
  };
}

/** What a decision is about: the account, the payer of a pair, who streams. A pair that waits does so for its payer's sake. */
function concerns({ roleOf }: Decision, account: string): boolean {
  return roleOf === account;
}

function lastAbout(account: string, decisions: readonly Decision[]): Decision | undefined {
  return decisions.findLast(({ roleOf, action }) => roleOf === account && action !== 'allow');
}

function likeliest({ role }: Decision): Role {
  return (Object.entries(role) as [Role, number][]).reduce((best, each) =>
    each[1] > best[1] ? each : best,
  )[0];
}

function wasLookedAt({ hoursToLook }: CaseOutcome): boolean {
  return hoursToLook !== null;
}

function wasActedOn({ hoursToAct }: CaseOutcome): boolean {
  return hoursToAct !== null;
}

function isWrong(outcome: CaseOutcome): boolean {
  return outcome.case.truth !== 'ordinary';
}

function countOf(outcomes: readonly CaseOutcome[], test: (outcome: CaseOutcome) => boolean): number {
  return outcomes.filter(test).length;
}

function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known.length === 0 ? null : Math.round(known[known.length >> 1]! * 100) / 100;
}
