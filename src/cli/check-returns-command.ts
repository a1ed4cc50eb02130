import { checkReturns, type ReturnFaults, readReturned } from '../returns/index.ts';
import type { Result } from './command.ts';
import { readFileNamed } from './read-file.ts';

type CheckOptions = { force: string; value: string; size?: string; before?: string };

/** `everydot estimate check`. Throws `picture.unreadable-table`. */
export async function checkReturnsCommand(file: string, options: CheckOptions): Promise<Result> {
  const { force, value, size, before } = options;
  const rows = readReturned(await readFileNamed(file), { force, value, size, before });
  const faults = checkReturns(rows);
  const told = linesOf(faults);
  const lines = [
    `${rows.length} rows.`,
    ...(told.length === 0 ? ['Nothing is amiss that these checks can see.'] : told),
  ];
  return { json: { rows: rows.length, ...faults }, lines };
}

function linesOf({ slips, unitSlips, copied, twice, unknownForces, missing }: ReturnFaults): string[] {
  return [
    ...slips.map(
      ({ fromLine, toLine, rows, shift }) =>
        `Misaligned: ${rows === 1 ? `the value of line ${fromLine} belongs` : `the ${rows} values of lines ${fromLine} to ${toLine} belong`} ${Math.abs(shift)} ${shift > 0 ? 'further down' : 'further up'}.`,
    ),
    ...unitSlips.map(
      ({ line, factor }) => `Another unit: the value of line ${line} is ${factor} times what fits.`,
    ),
    ...(copied.lines.length > 0
      ? [
          `Copied: ${copied.lines.length} of ${copied.of} values are those of the year before: lines ${copied.lines.join(', ')}.`,
        ]
      : []),
    ...(twice.length > 0 ? [`Twice in the table: the forces of lines ${twice.join(', ')}.`] : []),
    ...(unknownForces.length > 0
      ? [`No force of England and Wales: lines ${unknownForces.join(', ')}.`]
      : []),
    ...(missing.length > 0 ? [`Without a value: lines ${missing.join(', ')}.`] : []),
  ];
}
