import type { Command } from 'commander';
import { answerCommand, checkCommand, schemaCommand } from './answer-command.ts';
import type { Commands } from './commands.ts';
import { listCommand, publishCommand } from './instrument-use-commands.ts';
import { shares } from './option-values.ts';

/** `instrument check|answer|schema`: a document by itself. `instrument list|publish`: what this bureau uses. */
export function describeAnswering(commands: Commands, instrument: Command): void {
  commands
    .add(instrument, 'check <file>', 'what is wrong with an instrument’s document, and where')
    .action(async (file, options) => commands.say(await checkCommand(file), options.json));
  commands
    .add(
      instrument,
      'answer <file> [answers...]',
      'what answers such as access=regular come to; the rest is unknown',
    )
    .option('--answers <file>', 'a JSON object of answers by item')
    .option('--base-rate <rates>', 'how often a band is right at these shares, such as 0.05,0.1', shares)
    .option('--table <csv>', 'answer by each row of a table, by the columns that the items name')
    .option('--write <csv>', 'the bands and points of each row of --table')
    .option('--demo', 'allow an instrument that was learned from invented cases')
    .action(async (file, answers, options) =>
      commands.say(await answerCommand(file, answers, options), options.json),
    );
  commands
    .add(instrument, 'schema', 'the JSON Schema of instruments')
    .action((options) => commands.say(schemaCommand(), options.json));
  commands
    .add(instrument, 'list', 'the versions that this bureau has, and which are in use')
    .option('--as <name>', 'the person in whose name this is done')
    .action((options) => commands.withPerson(options, listCommand));
  commands
    .add(instrument, 'publish <file>', 'check a version, load it and put it to use')
    .option('--as <name>', 'the supervisor in whose name this is done')
    .action((file, options) => commands.withPerson(options, (acting) => publishCommand(acting, file)));
}
