import type { Commands } from './commands.ts';
import { lookupsCommand, releaseCommand, resumeCommand } from './lookups-commands.ts';

const AS = ['--as <name>', 'the person in whose name this is done'] as const;

/** `lookups`: hashes looked up by senders, and what had to be done about it. */
export function describeLookups(commands: Commands): void {
  const lookups = commands.program
    .command('lookups')
    .description('hashes looked up by senders: counts, alerts, values held back')
    .exitOverride();
  commands
    .add(lookups, 'list', 'counts by sender and day, alerts, and values held back')
    .option(...AS)
    .action((options) => commands.withPerson(options, lookupsCommand));
  commands
    .add(lookups, 'resume <sender>', 'let a sender look up again that walked along a boundary')
    .option(...AS)
    .action((sender, options) => commands.withPerson(options, (acting) => resumeCommand(acting, sender)));
  commands
    .add(lookups, 'release <id>', 'let a value pass again that was held back; the id is that of the list')
    .option(...AS)
    .action((id, options) => commands.withPerson(options, (acting) => releaseCommand(acting, id)));
}
