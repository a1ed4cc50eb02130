import type { Decision } from '../prevention/index.ts';
import type { Change } from './screen-changes.ts';
import type { RefusedLine } from './screen-input.ts';
import { tableLines } from './table.ts';

const MOST_CHANGES = 50;

/** One line for a decision; with `explain`, what speaks for it, where that was published, and what to keep. */
export function decisionLines(decision: Decision, explain: boolean): string[] {
  const { at, action, subject, score, reasons, withdraws } = decision;
  const rules = reasons.map(({ rule }) => rule).join(', ');
  const head = [at, action, `${subject.kind} ${subject.id}`, `score ${score}`, roleWords(decision)];
  if (decision.protect) head.push('PROTECT');
  if (withdraws.length > 0) head.push(`withdraws ${withdraws.join(', ')}`);
  const line = `${head.join('  ')}  ${rules}`.trimEnd();
  return explain ? [line, ...explanation(decision)] : [line];
}

function explanation({ reasons, evidence, preserve, incidentKey, decisionId, roleOf }: Decision): string[] {
  return [
    ...reasons.map(
      ({ family, weight, explanation: { en }, source }) => `    ${family} ${weight}: ${en} (${source})`,
    ),
    `    role of ${roleOf}; decision ${decisionId}; incident ${incidentKey}`,
    `    evidence: ${evidence.join(', ')}`,
    `    keep for ${preserve.days} days: ${preserve.records.join(', ')}; of ${preserve.accounts.join(', ')}`,
  ];
}

/** The likeliest role and its likelihood. */
function roleWords({ role }: Decision): string {
  const [name, likelihood] = Object.entries(role).reduce((best, each) => (each[1] > best[1] ? each : best));
  return `${name} ${likelihood.toFixed(2)}`;
}

export function refusedLine({ line, code, faults }: RefusedLine): string {
  return `line ${line}: ${code}: ${faults.map(({ path, reason }) => `${path ?? ''} ${reason}`.trim()).join('; ')}`;
}

type Totals = Record<string, unknown> & { standing: Record<string, number> };

export function totalLines({ standing, ...counts }: Totals): string[] {
  const words = (of: Record<string, unknown>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [`Events: ${words(counts)}`, `Subjects as they stand now: ${words(standing)}`];
}

type DryRun = Record<
  'candidate' | 'current',
  { id: string; version: string; standing: Record<string, number> }
> & {
  changes: readonly Change[];
};

export function changeLines({ candidate, current, changes }: DryRun): string[] {
  const row = (name: string, { id, version, standing }: DryRun['current']): (string | number)[] => [
    name,
    `${id} ${version}`,
    ...['watch', 'hold', 'interrupt-and-report', 'protect'].map((action) => standing[action] ?? 0),
  ];
  return [
    ...tableLines(
      ['rules', 'version', 'watch', 'hold', 'interrupt', 'protect'],
      [row('current', current), row('candidate', candidate)],
    ),
    `${changes.length} subjects would stand otherwise`,
    ...changes
      .slice(0, MOST_CHANGES)
      .map(
        ({ subject, before, after, rules }) =>
          `${subject.kind} ${subject.id}: ${before} -> ${after}  ${rules.join(', ')}`,
      ),
    ...(changes.length > MOST_CHANGES
      ? [`… and ${changes.length - MOST_CHANGES} more (--json names all)`]
      : []),
  ];
}
