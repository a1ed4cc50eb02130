import { ORIGINAL_PURPOSES } from '../flow/index.ts';
import { WITHDRAWAL_REASONS } from '../returns/index.ts';
import { checkReturnCommand } from './check-return-command.ts';
import { type Commands, wholeNumber } from './commands.ts';
import { populationsCommand, setPopulationCommand } from './population-commands.ts';
import {
  confirmReturnCommand,
  listReturnsCommand,
  openOriginalCommand,
  schemeCommand,
  scorecardCommand,
  setDueCommand,
  showReturnCommand,
  uploadReturnCommand,
  withdrawReturnCommand,
} from './returns-commands.ts';

const AS = ['--as <name>', 'the person in whose name this is done'] as const;
const PERIOD = ['--period <period>', 'such as 2025, or 2024-25 for a financial year'] as const;
const FORCE = ['--force <name>', 'whose return it is; without it, one table that names its forces'] as const;

type Group = ReturnType<Commands['add']>;

/** `everydot returns …`: what forces counted in a year, how it is read, and how good it is. */
export function describeReturns(commands: Commands): void {
  const group = commands.program
    .command('returns')
    .description('returns of forces: reading them into the national scheme, accepting them, their quality')
    .exitOverride();
  describeReading(commands, group);
  describeLife(commands, group);
  describeQuality(commands, group);
}

function describeReading(commands: Commands, group: Group): void {
  commands
    .add(group, 'check <file>', 'how a CSV, XLSX or ODS would be read, and what is amiss; no database')
    .requiredOption(...PERIOD)
    .option(...FORCE)
    .option('--mapping <file>', 'a mapping as --json prints it, to be read by')
    .option('--before <file>', 'the return of the year before, to be held against')
    .action(async (file, options) => commands.say(await checkReturnCommand(file, options), options.json));
  commands
    .add(group, 'scheme', 'the national scheme: questions and code lists; no database')
    .option('--version <number>', 'an earlier version', wholeNumber)
    .action((options) => commands.say(schemeCommand(options), options.json));
}

function describeLife(commands: Commands, group: Group): void {
  commands
    .add(group, 'upload <file>', 'take a return in; nothing counts before it is confirmed')
    .requiredOption(...PERIOD)
    .option(...FORCE)
    .option(...AS)
    .action((file, options) =>
      commands.withPerson(options, (acting) => uploadReturnCommand(acting, file, options)),
    );
  commands
    .add(group, 'confirm <return>', 'accept a return as it is read: its figures count from now on')
    .option(...AS)
    .action((id, options) => commands.withPerson(options, (acting) => confirmReturnCommand(acting, id)));
  commands
    .add(group, 'list', 'returns, the latest first')
    .option('--force <name>', 'of one force')
    .option(...PERIOD)
    .option(...AS)
    .action((options) => commands.withPerson(options, (acting) => listReturnsCommand(acting, options)));
  commands
    .add(group, 'show <return>', 'one return: how it is read, what is amiss, what was done')
    .option(...AS)
    .action((id, options) => commands.withPerson(options, (acting) => showReturnCommand(acting, id)));
  commands
    .add(group, 'withdraw <return>', 'take a return back: its figures no longer count')
    .requiredOption('--reason <code>', Object.keys(WITHDRAWAL_REASONS).join(', '))
    .option(...AS)
    .action((id, options) =>
      commands.withPerson(options, (acting) => withdrawReturnCommand(acting, id, options)),
    );
  commands
    .add(group, 'original <return>', 'write the file as it came; it is logged')
    .requiredOption('--purpose <code>', ORIGINAL_PURPOSES.join(', '))
    .requiredOption('--out <file>', 'where to')
    .option(...AS)
    .action((id, options) =>
      commands.withPerson(options, (acting) => openOriginalCommand(acting, id, options)),
    );
}

function describeQuality(commands: Commands, group: Group): void {
  commands
    .add(group, 'scorecard', 'quality in six dimensions: all forces over a period, or one force over all')
    .option(...PERIOD)
    .option('--force <name>', 'one force')
    .option(...AS)
    .action((options) => commands.withPerson(options, (acting) => scorecardCommand(acting, options)));
  commands
    .add(group, 'populations', 'people in each force’s area, and which of these numbers are assumed')
    .option(...AS)
    .action((options) => commands.withPerson(options, populationsCommand));
  commands
    .add(group, 'population <force>', 'set the people in a force’s area, with their year and source')
    .requiredOption('--people <number>', 'how many', wholeNumber)
    .requiredOption('--year <year>', 'of which mid-year estimate', wholeNumber)
    .requiredOption('--source <text>', 'where you read it')
    .option(...AS)
    .action((force, options) =>
      commands.withPerson(options, (acting) => setPopulationCommand(acting, force, options)),
    );
  commands
    .add(group, 'due <period> <day>', 'say by when the returns of a period are due')
    .option(...AS)
    .action((period, day, options) =>
      commands.withPerson(options, (acting) => setDueCommand(acting, period, day)),
    );
}
