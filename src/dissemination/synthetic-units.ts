import { createHash } from 'node:crypto';
import type { ReceivingUnit } from './unit.ts';

/** Officers and packages a month that a generated unit is given: from, and how many above it. Made up for the example. */
const TRAINED_OFFICERS = { from: 6, span: 30 } as const;
const CAPACITY_PER_OFFICER = { from: 4, span: 5 } as const;

/** Pure: the units whose training and capacity nobody has told, with figures drawn from their id. */
export function withSyntheticCapacity(units: readonly ReceivingUnit[], from: string): ReceivingUnit[] {
  return units
    .filter(({ kind, trainedOfficers }) => kind !== 'foreign-bureau' && trainedOfficers === null)
    .filter(({ validFrom }) => validFrom < from)
    .map((unit) => {
      const hash = createHash('sha256').update(unit.id).digest();
      const trainedOfficers = draw(hash[0]!, TRAINED_OFFICERS);
      const capacityPerMonth = trainedOfficers * draw(hash[1]!, CAPACITY_PER_OFFICER);
      return { ...unit, trainedOfficers, capacityPerMonth, validFrom: from };
    });
}

function draw(byte: number, { from, span }: { from: number; span: number }): number {
  return from + (byte % span);
}
