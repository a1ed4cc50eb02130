import { InvalidArgumentError } from 'commander';
import type { Commands } from './commands.ts';
import { describeAnswering } from './describe-answering.ts';
import { describeLearning } from './describe-learning.ts';
import { describeReports } from './describe-reports.ts';
import { compareCommand, evaluateCommand } from './instrument-commands.ts';
import { aNumber, shares } from './option-values.ts';

/** `instrument evaluate|compare|learn`: plain tables, no database; and documents of instruments by themselves. */
export function describeInstruments(commands: Commands): void {
  const instrument = commands.program
    .command('instrument')
    .description('check, answer, learn and validate structured assessments')
    .exitOverride();
  const onTable = (usage: string, description: string) =>
    commands
      .add(instrument, usage, description)
      .requiredOption('--outcome <column>', 'what became of the case: yes or no; empty where nobody knows')
      .option('--positive <value>', 'the outcome that counts as positive, where it is not a plain yes')
      .option('--weight <column>', 'how many cases a row stands for, where low bands were sampled')
      .option('--group <column>', 'for audit by group; groups of under 10 cases are withheld')
      .option('--base-rate <rates>', 'local shares of positives, such as 0.05,0.1', shares)
      .option('--encoding <name>', 'of the file: utf-8, windows-1252 or another; without it utf-8');
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
  describeAnswering(commands, instrument);
  describeLearning(commands, instrument);
  describeReports(commands, instrument);
}

function twoNumbers(text: string): [number, number] {
  const found = text.split(',').map(aNumber);
  if (found.length !== 2) throw new InvalidArgumentError('two numbers are needed');
  return [found[0]!, found[1]!];
}
