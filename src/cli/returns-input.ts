import { forceNamed, periodOfCode } from '../returns/index.ts';
import type { Period } from '../shared/period.ts';
import { Problem } from '../shared/problem.ts';

/** "2025", "2024-25" or two days joined by "_"; throws `command.unknown-value`. */
export function periodIn(code: string): Period {
  const period = periodOfCode(code);
  if (!period)
    throw new Problem('command.unknown-value', {
      detail: 'a period is 2025, 2024-25, or two days such as 2025-01-01_2025-12-31',
    });
  return period;
}

/** A force by its key or any of its names; throws `command.unknown-value`. */
export function forceIn(name: string): string {
  const force = forceNamed(name);
  if (!force) throw new Problem('command.unknown-value', { detail: `no force is called ${name}` });
  return force;
}
