import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkReturnsCommand } from './check-returns-command.ts';
import { type Commands, wholeNumber } from './commands.ts';
import { compareReturnsCommand } from './compare-returns-command.ts';
import { estimateHiddenCommand, estimateMissingCommand } from './estimate-commands.ts';
import { PROTECTIONS, protectCommand } from './protect-command.ts';
import { detectCommand, forecastCommand } from './series-commands.ts';

/** `estimate …`: plain tables, no database. */
export function describeEstimates(commands: Commands): void {
  const estimate = commands.program
    .command('estimate')
    .description('estimates from plain tables, with their doubts')
    .exitOverride();
  commands
    .add(
      estimate,
      'hidden <file>',
      'how many are on no list, from how lists overlap (multiple systems estimation)',
    )
    .option('--resamples <n>', 'of the interval; fewer than 10000 do not settle', wholeNumber, 10_000)
    .option('--seed <n>', 'decides the resamples', wholeNumber, 1)
    .action(async (file, options) => commands.say(await estimateHiddenCommand(file, options), options.json));
  commands
    .add(estimate, 'missing <file>', 'the total of all forces, where some returned nothing')
    .requiredOption('--value <column>', 'what is added up; empty where a force returned nothing')
    .requiredOption(
      '--size <columns...>',
      'what is known of every force, such as population; the best predictor is used',
    )
    .option('--force <column>', 'the name of the force', 'force')
    .action(async (file, options) => commands.say(await estimateMissingCommand(file, options), options.json));
  describeChecking(commands, estimate);
  describeComparing(commands, estimate);
  describeSeries(commands, estimate);
  describeProtecting(commands, estimate);
}

function describeChecking(commands: Commands, estimate: Command): void {
  commands
    .add(estimate, 'check <file>', 'what is amiss with a return: rows that slipped, units, copies, gaps')
    .requiredOption('--value <column>', 'what was returned')
    .option('--force <column>', 'the name of the force', 'force')
    .option('--size <column>', 'what is known of every force; without it, its population')
    .option('--before <column>', 'the return of the year before')
    .action(async (file, options) => commands.say(await checkReturnsCommand(file, options), options.json));
}

function describeComparing(commands: Commands, estimate: Command): void {
  commands
    .add(estimate, 'compare <file>', 'what changed between two years, among forces that answered in both')
    .requiredOption('--before <column>', 'counts of the first year; empty where a force returned none')
    .requiredOption('--after <column>', 'counts of the second year')
    .option('--force <column>', 'the name of the force', 'force')
    .option('--size <column>', 'such as population, to say how much of the country is compared')
    .option('--by <column>', 'tells one question from another')
    .action(async (file, options) => commands.say(await compareReturnsCommand(file, options), options.json));
}

function describeSeries(commands: Commands, estimate: Command): void {
  const onSeries = (usage: string, description: string) =>
    commands
      .add(estimate, usage, description)
      .option('--period <column>', 'the day, week, month, quarter or year', 'period')
      .option('--count <column>', 'how many; empty where it is not known', 'count')
      .option('--by <columns...>', 'tell one series from another, such as force and category')
      .option('--day-first', '03/04/2012 is in April');
  onSeries('detect <file>', 'which series rise: above their season, or slowly')
    .option('--alarm-chance <share>', 'chance of an alarm where nothing changed', aShare, 0.005)
    .option('--false-share <share>', 'of the alarms of one period, how many may be false', aShare, 0.05)
    .option('--last <n>', 'so many of the latest periods are judged', wholeNumber, 1)
    .action(async (file, options) => commands.say(await detectCommand(file, options), options.json));
  onSeries('forecast <file>', 'how the year will end, with what earlier forecasts were worth')
    .option('--year-ends <month>', 'the last month of the year, 1 to 12; 3 for a financial year', aMonth, 12)
    .option('--ahead <n>', 'so many periods instead of to the end of the year', periodsAhead)
    .action(async (file, options) => commands.say(await forecastCommand(file, options), options.json));
}

function describeProtecting(commands: Commands, estimate: Command): void {
  const method = new Option(
    '--method <name>',
    'leave out (fixed tables), move (table builders) or round (headlines)',
  );
  commands
    .add(estimate, 'protect <file>', 'what of a table may be published without telling of single cases')
    .requiredOption('--dimensions <columns...>', 'what the table is by; "A > B" lies below "A"')
    .option('--count <column>', 'how many', 'count')
    .addOption(method.choices(PROTECTIONS).default('suppress'))
    .option('--smallest <n>', 'the smallest count that is published', wholeNumber, 5)
    .option('--least-width <n>', 'how far apart bounds of a count that is left out must lie', wholeNumber, 3)
    .option('--published <file>', 'a table of the same columns that was published before')
    .option('--key <file>', 'a secret of 16 bytes or more, to move counts by')
    .option('--seconds <n>', 'of solving, before what is found so far is taken', wholeNumber, 60)
    .option('--out <file>', 'where to write the table that may be published, as CSV')
    .action(async (file, options) => commands.say(await protectCommand(file, options), options.json));
}

function aShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share > 0 && share < 1))
    throw new InvalidArgumentError('a share lies between 0 and 1');
  return share;
}

function aMonth(text: string): number {
  return within(text, 12, 'a month is a number from 1 to 12');
}

/** Chosen: five years of months; further ahead no method here says anything. */
const MOST_AHEAD = 60;

function periodsAhead(text: string): number {
  return within(text, MOST_AHEAD, `a number of periods from 1 to ${MOST_AHEAD} is needed`);
}

function within(text: string, most: number, otherwise: string): number {
  const value = wholeNumber(text);
  if (value < 1 || value > most) throw new InvalidArgumentError(otherwise);
  return value;
}
