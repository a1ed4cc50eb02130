import { simulate } from '../prevention/index.ts';
import type { Result } from './command.ts';
import { type Commands, wholeNumber } from './commands.ts';
import { newPrinter } from './printer.ts';
import { progressBar } from './progress.ts';
import {
  dryRunCommand,
  rulesOf,
  schemaCommand,
  screenEventsCommand,
  testRulesCommand,
} from './screen-commands.ts';
import { simulationLines } from './simulation-lines.ts';

type Options = {
  rules?: string;
  against?: string;
  events?: string;
  json?: boolean;
  explain?: boolean;
  dryRun?: boolean;
  test?: boolean;
  simulate?: boolean;
  seed?: number;
  accounts?: number;
  schema?: string;
  toleranceSeconds?: number;
};

/** `screen` without a further word: recorded events, rule sets and the simulation. No database is opened. */
export function describeScreen(commands: Commands): void {
  const { program } = commands;
  const known = program.commands.find((command) => command.name() === 'screen');
  const screen = known ?? program.command('screen').exitOverride();
  screen
    .description('screen live streams and payments: recorded events, rule sets, a simulation')
    .enablePositionalOptions()
    .option('--json', 'print one JSON document')
    .option('--rules <file>', 'a rule set; the shipped one otherwise')
    .option('--events <file>', 'events, one JSON object a line; - is standard input')
    .option('--explain', 'the reasons of each decision, their sources, evidence and what to keep')
    .option(
      '--tolerance-seconds <number>',
      'how late an event may come and still be put in its place',
      wholeNumber,
    )
    .option('--dry-run', 'what --rules would decide otherwise than --against over --events')
    .option('--against <file>', 'the rules in force, for --dry-run; the shipped ones otherwise')
    .option('--test', 'run the tests that the rule set carries')
    .option('--simulate', 'play a generated world and tell precision, recall and time to decision')
    .option('--seed <number>', 'another world', wholeNumber)
    .option('--accounts <number>', 'about how many accounts the world has', wholeNumber)
    .option('--schema <name>', 'print the JSON Schema of event, rules or decision')
    .addHelpText('after', SCREEN_HELP)
    .action(async (options: Options) => runScreen(commands, options));
}

async function runScreen(commands: Commands, options: Options): Promise<void> {
  const { events, json } = options;
  const printer = newPrinter(json === true);
  if (options.schema !== undefined) commands.say(schemaCommand(options.schema), json);
  else if (options.test) commands.say(await testRulesCommand(options), json);
  else if (options.simulate) commands.say(await simulateCommand(options), json);
  else if (events === undefined)
    commands.program.error('one of --events, --simulate, --test or --schema is needed');
  else if (options.dryRun) {
    const { result, exitCode } = await dryRunCommand({ ...options, events }, printer);
    commands.say({ ...result, exitCode }, json);
  } else commands.exitWith(await screenEventsCommand({ ...options, events }, printer));
}

async function simulateCommand({ rules, seed, accounts, json }: Options): Promise<Result> {
  const progress = progressBar(json === true);
  const simulation = simulate({
    rules: await rulesOf(rules),
    ...(seed !== undefined && { seed }),
    ...(accounts !== undefined && { accounts }),
    onProgress: (done, total) => progress('Worlds played', done, total),
  });
  return { json: simulation, lines: simulationLines(simulation) };
}

const SCREEN_HELP = `
Prints a line for each decision as it is taken, then totals. A bad line of events is told on standard error with its
number and code, the rest goes on, and the exit code is 1. Events may come up to --tolerance-seconds (10) out of order.
Decisions are proposals: a person decides about every account. docs/screening.md says what is read and what is not.
Exit codes: 0 done; 1 an event or a rule set was refused, or a test of --test does not hold; 2 wrong use; 70 a bug.`;
