import { type Command, InvalidArgumentError } from 'commander';
import { type Commands, wholeNumber } from './commands.ts';
import { compareCommand, evaluateCommand } from './instrument-commands.ts';
import { learnCommand } from './learn-command.ts';

/** `instrument evaluate|compare|learn`: plain tables, no database. */
export function describeInstruments(commands: Commands): void {
  const instrument = commands.program
    .command('instrument')
    .description('hold an instrument’s scores against recorded outcomes')
    .exitOverride();
  const onTable = (usage: string, description: string) =>
    commands
      .add(instrument, usage, description)
      .requiredOption('--outcome <column>', 'what became of the case: yes or no; empty where nobody knows')
      .option('--positive <value>', 'the outcome that counts as positive, where it is not a plain yes')
      .option('--weight <column>', 'how many cases a row stands for, where low bands were sampled')
      .option('--group <column>', 'for audit by group; groups of under 10 cases are withheld')
      .option('--base-rate <rates>', 'local shares of positives, such as 0.05,0.1', shares);
  onTable('evaluate <file>', 'what recorded outcomes say of one score')
    .requiredOption('--score <column>', 'higher means more likely')
    .option(
      '--cut <score>',
      'flag cases from this score on; without it the best balance in this table',
      aNumber,
    )
    .action(async (file, options) => commands.say(await evaluateCommand(file, options), options.json));
  onTable('compare <file>', 'two scores of the same cases, head to head')
    .requiredOption('--score <column>', 'the first score')
    .requiredOption('--against <column>', 'the second score')
    .option(
      '--cuts <scores>',
      'from which first and second score on cases are flagged, such as 3,0.5',
      twoNumbers,
    )
    .action(async (file, options) => commands.say(await compareCommand(file, options), options.json));
  describeLearning(commands, instrument);
}

function describeLearning(commands: Commands, instrument: Command): void {
  commands
    .add(instrument, 'learn <file>', 'learn a short scorecard of whole points from recorded outcomes')
    .requiredOption('--outcome <column>', 'what became of the case: yes or no; rows without it are left out')
    .option('--positive <value>', 'the outcome that counts as positive, where it is not a plain yes')
    .option('--max-items <n>', 'most items', wholeNumber, 5)
    .option('--max-points <n>', 'most points of an item, up or down', wholeNumber, 5)
    .option('--folds <n>', 'folds of the cross-validation', wholeNumber, 5)
    .option('--exclude <columns...>', 'columns that are no input; protected characteristics never are')
    .option('--only-adds <columns...>', 'columns whose items may not take points away')
    .option('--only-subtracts <columns...>', 'columns whose items may not add points')
    .option('--seed <n>', 'decides the folds', wholeNumber, 1)
    .action(async (file, options) => commands.say(await learnCommand(file, options), options.json));
}

function aNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('a number is needed');
  return value;
}

function shares(text: string): number[] {
  const found = text.split(',').map(aNumber);
  if (found.some((share) => share <= 0 || share >= 1))
    throw new InvalidArgumentError('shares lie between 0 and 1');
  return found;
}

function twoNumbers(text: string): [number, number] {
  const found = text.split(',').map(aNumber);
  if (found.length !== 2) throw new InvalidArgumentError('two numbers are needed');
  return [found[0]!, found[1]!];
}
