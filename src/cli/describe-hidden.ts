import { type Command, Option } from 'commander';
import {
  COUNTED_UNITS,
  countableIndicators,
  LINKED_BY,
  LISTS,
  RESAMPLES_TO_QUOTE,
  TABLE_BREAKDOWNS,
} from '../picture/index.ts';
import { type Commands, wholeNumber } from './commands.ts';
import {
  askHiddenCommand,
  cancelHiddenCommand,
  listHiddenCommand,
  showHiddenCommand,
} from './hidden-commands.ts';
import { buildTableCommand, listTablesCommand } from './table-commands.ts';

/** `hidden …`: how many are on no list, by the bureau's own links. `tables …`: counts that tell of no single case. */
export function describeHidden(commands: Commands): void {
  const hidden = commands.program
    .command('hidden')
    .description('how many people are on no list, from how the bureau’s own lists overlap')
    .exitOverride();
  const add = personalIn(commands, hidden);
  add('ask', 'declare who is counted on which lists, and wait for all three answers')
    .addOption(
      new Option('--unit <unit>', 'who is counted').choices(Object.keys(COUNTED_UNITS)).default('suspect'),
    )
    .requiredOption('--from <day>', 'first day of receipt, as 2012-01-01')
    .requiredOption('--to <day>', 'last day of receipt')
    .requiredOption(
      '--lists <lists...>',
      `three to six of ${Object.keys(LISTS).join(', ')}; "industry=platform,agency" says whose reports make it`,
    )
    .addOption(
      new Option('--linked-by <links>', 'which records are one person')
        .choices(Object.keys(LINKED_BY))
        .default('near-certain'),
    )
    .option(
      '--resamples <n>',
      'of the interval; fewer than 10000 do not settle',
      wholeNumber,
      RESAMPLES_TO_QUOTE,
    )
    .option('--seed <n>', 'decides the resamples', wholeNumber, 1)
    .action((options) => commands.withPerson(options, (acting) => askHiddenCommand(acting, options)));
  add('list', 'every estimate that was asked for').action((options) =>
    commands.withPerson(options, listHiddenCommand),
  );
  add('show <estimate>', 'one estimate with all of its answers').action((id, options) =>
    commands.withPerson(options, (acting) => showHiddenCommand(acting, id)),
  );
  add('cancel <estimate>', 'end an estimate that is under way').action((id, options) =>
    commands.withPerson(options, (acting) => cancelHiddenCommand(acting, id)),
  );
  describeTables(commands);
}

function describeTables(commands: Commands): void {
  const tables = commands.program
    .command('tables')
    .description('tables of counts that tell of no single case')
    .exitOverride();
  const breakdowns = Object.keys(TABLE_BREAKDOWNS);
  personalIn(commands, tables)('build', 'count referrals by up to three things; each count is moved a little')
    .addOption(
      new Option('--count <indicator>', 'what is counted')
        .choices(countableIndicators())
        .default('incidents'),
    )
    .addOption(new Option('--by <breakdowns...>', 'one to three').choices(breakdowns).makeOptionMandatory())
    .option('--period <period>', 'a month (2026-10) or a year that is over; all months that are, if not said')
    .action((options) => commands.withPerson(options, (acting) => buildTableCommand(acting, options)));
  commands
    .add(tables, 'list', 'the fixed tables that every edition of the report prints')
    .action(async (options) => commands.say(await listTablesCommand(), options.json));
}

function personalIn(commands: Commands, group: Command): (usage: string, description: string) => Command {
  return (usage, description) =>
    commands.add(group, usage, description).option('--as <name>', 'the person in whose name this is done');
}
