import type { Commands } from './commands.ts';
import { alarmsCommand, quarantineCommand } from './duty-commands.ts';

/** What waits for a person: `alarms` and `quarantine`. */
export function describeDuty(commands: Commands): void {
  commands
    .personal('alarms', 'imminent danger that waits for a named person')
    .option('--acknowledge <number>', 'answer for the alarms of this referral')
    .action((options) => commands.withPerson(options, (acting) => alarmsCommand(acting, options)));
  commands
    .personal('quarantine', 'documents that could not be read')
    .option('--replay', 'read them all again with the formats as they are now')
    .action((options) => commands.withPerson(options, (acting) => quarantineCommand(acting, options)));
}
