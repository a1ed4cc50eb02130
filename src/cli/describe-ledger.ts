import type { Commands } from './commands.ts';
import {
  anchorCommand,
  conserveCommand,
  exportCommand,
  verifyCommand,
  verifyFileCommand,
} from './ledger-commands.ts';

/** `ledger verify|conserve|anchor|export`. */
export function describeLedger(commands: Commands): void {
  const ledger = commands.program
    .command('ledger')
    .description('prove what was done, and that nothing disappeared')
    .exitOverride();
  commands
    .add(ledger, 'verify', 'recompute every hash and signature')
    .option('--checkpoint <file...>', 'checkpoints that were kept elsewhere')
    .option('--file <file>', 'verify an exported ledger instead of the database')
    .action(async (options) =>
      options.file
        ? commands.say(await verifyFileCommand(options.file, options), options.json)
        : commands.withOpened(options.json, (opened) => verifyCommand(opened, options)),
    );
  commands
    .add(ledger, 'conserve', 'every receipt is in exactly one state, and they add up')
    .action((options) => commands.withOpened(options.json, conserveCommand));
  commands
    .add(ledger, 'anchor <file>', 'write the newest checkpoint, to be kept elsewhere')
    .action((file, options) => commands.withOpened(options.json, (opened) => anchorCommand(opened, file)));
  commands
    .add(ledger, 'export <file>', 'write the sealed ledger for a verifier without this database')
    .action((file, options) => commands.withOpened(options.json, (opened) => exportCommand(opened, file)));
}
