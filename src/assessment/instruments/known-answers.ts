import type { Answer, FactName } from '../../referral/index.ts';
import type { Instrument, Item, Known } from './definition.ts';

/** What the bureau knows about a suspect without asking anybody: of this referral, those folded into it and linked ones. */
export type Knowledge = {
  reports: readonly {
    referralId: string;
    /** The referral itself, or folded into it; otherwise linked. */
    own: boolean;
    facts: Readonly<Partial<Record<FactName, Answer>>>;
  }[];
  linkedReferrals: number;
  outcomes: readonly { referralId: string; outcome: 'contact-abuse' | 'conviction' | 'arrest' }[];
};

export type Because =
  | { kind: 'fact'; fact: string; is: 'yes' | 'no'; referralId: string; own: boolean }
  | { kind: 'links'; count: number }
  | { kind: 'outcome'; outcome: string; referralId: string };

/** By item: the answer that what is known gives, and why. Offered, never taken without a person. */
export type KnownAnswers = Record<string, { option: string; because: Because[] }>;

/** Of several answers that are known the most concerning is offered, with all that speaks for it. Pure. */
export function knownAnswers({ items }: Instrument, knowledge: Knowledge): KnownAnswers {
  return Object.fromEntries(
    items.flatMap((item) => {
      const found = (item.known ?? []).map((known) => ({
        place: placeOf(item, known.option),
        because: becauseOf(known, knowledge),
      }));
      const holding = found.filter(({ because }) => because.length > 0);
      if (holding.length === 0) return [];
      const worst = Math.max(...holding.map(({ place }) => place));
      const because = holding.filter(({ place }) => place === worst).flatMap((one) => one.because);
      return [[item.code, { option: item.options[worst]!.value, because }]];
    }),
  );
}

function placeOf({ options }: Item, value: string): number {
  return options.findIndex((option) => option.value === value);
}

function becauseOf(known: Known, { reports, linkedReferrals, outcomes }: Knowledge): Because[] {
  if ('linkedReferrals' in known)
    return linkedReferrals >= known.linkedReferrals ? [{ kind: 'links', count: linkedReferrals }] : [];
  if ('outcome' in known)
    return outcomes
      .filter(({ outcome }) => outcome === known.outcome)
      .map(({ referralId, outcome }) => ({ kind: 'outcome', outcome, referralId }));
  // That a linked referral says no is no answer about this one.
  return reports
    .filter(({ own, facts }) => (own || known.is === 'yes') && facts[known.fact as FactName] === known.is)
    .map(({ referralId, own }) => ({ kind: 'fact', fact: known.fact, is: known.is, referralId, own }));
}
