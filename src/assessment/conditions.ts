import type { Answer, FactName, OpenFacts } from '../referral/index.ts';
import { INCIDENT_TYPES } from '../referral/index.ts';

/** One thing that a rule asks of a referral. */
export type Condition =
  | { fact: FactName }
  | { incident: readonly (keyof typeof INCIDENT_TYPES)[] }
  | { flag: string }
  | { annotation: string }
  | { urgencyClaimed: true };

/** Three-valued: a flag or annotation is present or unknown, never "no" (NCMEC CyberTipline API: fixed="true"). */
function evaluate(condition: Condition, facts: OpenFacts): Answer {
  if ('fact' in condition) return facts.answers[condition.fact] ?? 'unknown';
  if ('incident' in condition) return incidentAnswer(condition.incident, facts.incidentType);
  if ('flag' in condition) return facts.flags.includes(condition.flag) ? 'yes' : 'unknown';
  if ('annotation' in condition)
    return (facts.files.annotations[condition.annotation] ?? 0) > 0 ? 'yes' : 'unknown';
  return facts.urgencyClaimed ? 'yes' : 'unknown';
}

function incidentAnswer(asked: readonly string[], stated: string): Answer {
  if (asked.includes(stated)) return 'yes';
  return stated === 'other' || !(stated in INCIDENT_TYPES) ? 'unknown' : 'no';
}

/** All of them: "no" if any is "no", "yes" if every one is "yes", otherwise unknown. */
export function evaluateAll(conditions: readonly Condition[], facts: OpenFacts): Answer {
  const answers = conditions.map((condition) => evaluate(condition, facts));
  if (answers.includes('no')) return 'no';
  return answers.every((answer) => answer === 'yes') ? 'yes' : 'unknown';
}
