import type { Commands } from './commands.ts';
import { publishEditionCommand, verifyEditionCommand } from './publishing-commands.ts';

/** `everydot release publish` and `release verify`: what leaves the bureau, and how anybody checks it. */
export function describePublishing(commands: Commands, release: ReturnType<Commands['add']>): void {
  commands
    .add(
      release,
      'publish <release>',
      'publish a frozen edition: page, PDF, spreadsheets, tables, signed list',
    )
    .option('--as <name>', 'the person in whose name this is done; never the one who froze it')
    .option(
      '--shown <hash>',
      'the SHA-256 of what you read, as `release show` says it; of a published edition it is not needed',
    )
    .option('--out <folder>', 'also write every file there')
    .option('--no-pdf', 'without printing')
    .option('--licence <name>', 'OGL-UK-3.0, CC-BY-4.0 or CC0-1.0; without it that of the settings')
    .action((name, options) =>
      commands.withPerson(options, (acting) => publishEditionCommand(acting, name, options)),
    );
  commands
    .add(release, 'verify <folder>', 'whether the files of a published edition are those that were signed')
    .option(
      '--key <hex>',
      'the public key of the bureau, from it itself: without one only the files are checked, not whose they are',
    )
    .action(async (folder, options) =>
      commands.say(await verifyEditionCommand(folder, options), options.json),
    );
}
