import type { Command } from 'commander';
import { cohortCommand } from './cohort-command.ts';
import { type Commands, wholeNumber } from './commands.ts';
import { learnCommand } from './learn-command.ts';
import { orders, shareFromNought, shares } from './option-values.ts';

/** `instrument learn|cohort`: a scorecard out of a table, and invented tables to try it on. */
export function describeLearning(commands: Commands, instrument: Command): void {
  commands
    .add(instrument, 'learn <file>', 'learn a short scorecard of whole points from recorded outcomes')
    .requiredOption('--outcome <column>', 'what became of the case: yes or no; rows without it are left out')
    .option('--positive <value>', 'the outcome that counts as positive, where it is not a plain yes')
    .option('--weight <column>', 'how many cases a row stands for, where low bands were sampled')
    .option('--max-items <n>', 'most items; how many of them are worth it is chosen', wholeNumber, 5)
    .option('--max-points <n>', 'most points of an item, up or down', wholeNumber, 5)
    .option('--folds <n>', 'folds of the cross-validation', wholeNumber, 5)
    .option('--inner-folds <n>', 'folds within each, to choose items and points; 0: none', wholeNumber, 3)
    .option('--exclude <columns...>', 'columns that are no input; protected characteristics never are')
    .option('--only-adds <columns...>', 'columns whose items may not take points away: rising in a number')
    .option('--only-subtracts <columns...>', 'columns whose items may not add points: falling in a number')
    .option('--ordered <order>', 'a column of ordered texts: "risk=low<medium<high"; may be repeated', orders)
    .option('--encoding <name>', 'of the file: utf-8, windows-1252 or another; without it utf-8')
    .option('--seed <n>', 'decides the folds', wholeNumber, 1)
    .option('--write <file>', 'write the scorecard as an instrument’s document, with what it rests on')
    .option('--id <code>', 'what the written instrument is called', 'learned-scorecard')
    .option('--title <text>', 'and its title')
    .option('--population <text>', 'and on whom it may be used')
    .action(async (file, options) => commands.say(await learnCommand(file, options), options.json));
  commands
    .add(instrument, 'cohort', 'invented cases whose truth is known, as a table to try the others on')
    .option('--cases <n>', 'how many', wholeNumber, 5000)
    .option('--base-rate <share>', 'share of positives', shares, [0.2])
    .option('--unknown <share>', 'share of answers that nobody gave', shareFromNought, 0)
    .option('--seed <n>', 'decides the cases', wholeNumber, 1)
    .option('--with-truth', 'add the probability that each outcome was drawn with')
    .option('--out <file>', 'write the table there; without it to standard output')
    .action(async (options) => commands.say(await cohortCommand(options), options.json));
}
