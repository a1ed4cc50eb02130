import type { Command } from 'commander';
import type { Commands } from './commands.ts';
import { shares } from './option-values.ts';
import { reportCommand } from './report-command.ts';

/** `instrument report`: a model card, with a validation where a table of outcomes is given. */
export function describeReports(commands: Commands, instrument: Command): void {
  commands
    .add(
      instrument,
      'report <document>',
      'a model card and validation report of one version, to be read by anybody',
    )
    .requiredOption('--out <file>', 'where to: .html or .pdf')
    .option('--table <file>', 'cases with outcomes that the instrument is answered for, row by row')
    .option('--outcome <column>', 'what became of the case: yes or no; empty where nobody knows', 'outcome')
    .option('--positive <value>', 'the outcome that counts as positive, where it is not a plain yes')
    .option('--weight <column>', 'how many cases a row stands for, where low bands were sampled')
    .option('--group <column>', 'for audit by group; groups of under 10 cases are withheld')
    .option('--base-rate <rates>', 'local shares of positives, such as 0.05,0.1', shares)
    .option('--encoding <name>', 'of the table: utf-8, windows-1252 or another; without it utf-8')
    .option('--welsh', 'in Welsh, as far as the document itself is')
    .action(async (file, options) => commands.say(await reportCommand(file, options), options.json));
}
