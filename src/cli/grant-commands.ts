import { endGrant, GRANTS, type Grant, grantToSource } from '../access/index.ts';
import { isDay } from '../shared/period.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT, INSTALLER, type Opened, type Result } from './command.ts';

type GrantOptions = { reference?: string; agreedOn?: string; end?: boolean };

/** `everydot source grant ID GRANT`: what a sender may do beyond sending; with --end, no more. */
export async function grantCommand(
  { store }: Opened,
  { sourceId, grant, options }: { sourceId: string; grant: string; options: GrantOptions },
): Promise<Result> {
  ensureGrant(grant);
  if (options.end) {
    const ended = await endGrant(store, INSTALLER, { sourceId, grant });
    return {
      json: { source: sourceId, grant, ended },
      lines: [ended ? `${sourceId} may do that no more: ${grant}.` : `${sourceId} was not granted ${grant}.`],
      exitCode: ended ? EXIT.done : EXIT.refused,
    };
  }
  const { reference, agreedOn } = options;
  if (agreedOn !== undefined && !isDay(agreedOn))
    throw new Problem('command.unknown-value', { detail: '--agreed-on is a day, 2026-03-02' });
  await grantToSource(store, INSTALLER, {
    sourceId,
    grant,
    ...(reference === undefined ? {} : { reference }),
    ...(agreedOn === undefined ? {} : { agreedOn }),
  });
  return {
    json: { source: sourceId, grant, reference, agreedOn },
    lines: [`Granted to ${sourceId}: ${grant}.`],
  };
}

function ensureGrant(grant: string): asserts grant is Grant {
  if (!Object.hasOwn(GRANTS, grant))
    throw new Problem('command.unknown-value', {
      detail: `grant is one of ${Object.keys(GRANTS).join(', ')}`,
    });
}
