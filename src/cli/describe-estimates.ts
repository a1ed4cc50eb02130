import { type Commands, wholeNumber } from './commands.ts';
import { estimateHiddenCommand, estimateMissingCommand } from './estimate-commands.ts';

/** `estimate hidden|missing`: plain tables, no database. */
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
}
