import type { MatchSummary } from '../matching/index.ts';
import type { OpenFacts } from '../referral/index.ts';
import { GRAVITY_ORDER, type Gravity, worst } from './axes.ts';
import type { Policy } from './policy.ts';

/**
 * The gravest thing stated of content or children, by the sender or by a hash list that knows the very file. The sex of
 * a child plays no part in it.
 */
export function gravityOf(facts: OpenFacts, policy: Policy, match: MatchSummary | null): Gravity {
  const { grades, annotations } = policy.gravity;
  const stated = (counts: Record<string, number>, table: Readonly<Record<string, Gravity>>) =>
    Object.keys(counts).flatMap((key) => table[key] ?? []);
  return worst(GRAVITY_ORDER, [
    'stated',
    ...stated(facts.files.grades, grades),
    ...stated(facts.files.annotations, annotations),
    ...(match?.lists?.classes ?? []).flatMap((listed) => grades[listed] ?? []),
    ...facts.children.map((child) => gravityOfAge(child.ageTo ?? child.ageFrom, policy)),
  ]);
}

/** Of a range the upper end counts: that much is certain. */
function gravityOfAge(years: number | null, policy: Policy): Gravity {
  const { ageBelow } = policy.gravity;
  if (years === null) return 'stated';
  if (years < ageBelow.gravest) return 'gravest';
  return years < ageBelow.grave ? 'grave' : 'stated';
}
