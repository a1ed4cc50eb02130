import { CommanderError } from 'commander';
import { Problem } from '../shared/problem.ts';
import { EXIT, type Wiring } from './command.ts';
import { newCommands } from './commands.ts';
import { groupsFor } from './groups.ts';

const HELP_END = `
Exit codes: 0 done; 1 refused or put in quarantine; 2 wrong use; 3 does not verify or is not conserved; 70 a bug.
Environment: EVERYDOT_HOME (data folder), EVERYDOT_KEYS (key folder), DATABASE_URL and EVERYDOT_OWNER_URL (a PostgreSQL
of your own), EVERYDOT_PERSON (in whose name commands act), EVERYDOT_MATCHING_SOCKET (a matching process of another Everydot).`;

/** Runs one command line and gives its exit code. */
export async function runCommandLine(argv: readonly string[], wiring: Wiring): Promise<number> {
  let exitCode: number = EXIT.done;
  const commands = newCommands(wiring, (code) => {
    exitCode = code;
  });
  for (const { load } of groupsFor(argv)) (await load())(commands);
  commands.program.addHelpText('after', HELP_END);
  try {
    await commands.program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (failure) {
    return answerFailure(failure, argv.includes('--json'));
  }
}

function answerFailure(failure: unknown, json: boolean): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (failure instanceof Problem) {
    const body = failure.toJSON();
    if (json) console.log(JSON.stringify(body, null, 2));
    else
      console.error(
        [
          `${body.code}: ${body.detail}`,
          ...body.faults.map(
            ({ line, path, reason }) => `  ${line ? `line ${line}: ` : ''}${path ?? ''} ${reason}`,
          ),
        ].join('\n'),
      );
    return EXIT.refused;
  }
  // A bug's message may quote a record: only where it happened is printed.
  const { name, code } = failure as { name?: string; code?: string };
  console.error(
    `A bug: ${code ?? name ?? 'unknown'}.${process.env['EVERYDOT_DEBUG'] ? `\n${(failure as Error).stack}` : ''}`,
  );
  return EXIT.bug;
}
