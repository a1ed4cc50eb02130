import type { Commands } from './commands.ts';
import { importPostcodesCommand, listUnitsCommand } from './unit-commands.ts';

/** `unit list|postcodes`. */
export function describeUnits(commands: Commands): void {
  const unit = commands.program.command('unit').description('who can be sent a package').exitOverride();
  commands
    .add(unit, 'list', 'every receiving unit of today')
    .action((options) => commands.withOpened(options.json, listUnitsCommand));
  commands
    .add(unit, 'postcodes <file>', 'import a postcode list, so that routing by postcode is exact')
    .requiredOption('--edition <day>', 'the day of the list; the latest edition counts')
    .action((file, options) =>
      commands.withOpened(options.json, (opened) => importPostcodesCommand(opened, file, options)),
    );
}
