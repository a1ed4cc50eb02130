import { createHash, createHmac, randomBytes } from 'node:crypto';
import { drawnByLot } from '../../assessment/index.ts';
import { namesOfUnits, type Outcome, outcomesBetween } from '../../dissemination/index.ts';
import { type ExtractCase, joinOutcomes, type OutcomeDefinition } from '../../evaluation/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import { csvCell } from '../../shared/csv-cell.ts';
import type { Store } from '../../shared/db.ts';
import { judgementsOf, type Subject } from './subjects.ts';

/** Days of assessment, both included, and the outcome that is looked for. */
export type Asked = { definition: OutcomeDefinition; from: string; to: string };

export type Gathered = {
  cases: ExtractCase[];
  /** Referrals of covert or professional-standards cases, and folded ones, which their lead stands for: left out. */
  leftOut: number;
  referralIds: string[];
};

/**
 * Cases with the last judgement before their outcome, under pseudonyms that are made for this once: whoever holds two
 * extracts cannot join them, and nobody can turn a pseudonym back.
 */
export async function gatherCases({ db, clock }: Store, subject: Subject, asked: Asked): Promise<Gathered> {
  const period = { from: new Date(`${asked.from}T00:00:00Z`), to: dayAfter(asked.to) };
  const judgements = await judgementsOf(db, subject, period);
  const headers = await referralHeaders(db, [...new Set(judgements.map(({ referralId }) => referralId))]);
  const shown = new Set(
    headers
      .filter(
        ({ sensitivity, foldedInto, state }) =>
          sensitivity === 'ordinary' && !foldedInto && state !== 'retracted',
      )
      .map(({ id }) => id),
  );
  const outcomes = await outcomesUntil(db, clock.now(), shown);
  const names = await namesOfUnits(db);
  const units = new Map(outcomes.map(({ referralId, unitId }) => [referralId, names.get(unitId) ?? unitId]));
  const key = randomBytes(32);
  const cases = joinOutcomes({
    definition: asked.definition,
    judgements: judgements.filter(({ referralId }) => shown.has(referralId)),
    outcomes,
    sampled: new Set((await drawnByLot(db)).map(({ referralId }) => referralId)),
    groupOf: (referralId) => units.get(referralId) ?? null,
    pseudonymOf: (referralId) => createHmac('sha256', key).update(referralId).digest('hex').slice(0, 16),
  });
  return {
    cases: cases.sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1)),
    leftOut: headers.length - shown.size,
    referralIds: [...shown],
  };
}

/** All of them, those told before the period too: whoever assessed a case again after one knew it. */
async function outcomesUntil(db: Store['db'], now: Date, among: ReadonlySet<string>): Promise<Outcome[]> {
  const all = await outcomesBetween(db, new Date(0), new Date(now.getTime() + 1));
  return all.filter(({ referralId }) => among.has(referralId));
}

function dayAfter(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
}

/** The rows as a table for `everydot instrument evaluate`: pseudonyms, scores, outcomes, no fact of any case. */
export function extractTable(cases: readonly ExtractCase[]): string {
  const lines = cases.map(
    ({ pseudonym, assessedAt, band, score, probability, outcome, group, sampled, outsidePopulation }) =>
      [
        pseudonym,
        assessedAt.toISOString().slice(0, 7),
        band,
        score,
        probability ?? '',
        outcome === null ? '' : outcome ? 'yes' : 'no',
        csvCell(group ?? ''),
        sampled ? 'yes' : 'no',
        outsidePopulation ? 'yes' : 'no',
      ].join(','),
  );
  return [
    'case,month,band,score,probability,outcome,unit,drawn_by_lot,outside_population',
    ...lines,
    '',
  ].join('\n');
}

export function digestOfTable(table: string): string {
  return createHash('sha256').update(table).digest('hex');
}
