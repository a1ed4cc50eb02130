import { Option } from 'commander';
import { SCOPES } from '../returns/index.ts';
import { type Commands, wholeNumber } from './commands.ts';
import { acknowledgeCommand, outcomeCommand, packageCommand, packagesCommand } from './package-commands.ts';
import { pictureCommand } from './picture-command.ts';

/** What becomes of a referral: package, packages, acknowledge, outcome, and the picture of all of them. */
export function describePackages(commands: Commands): void {
  commands
    .personal('package <number>', 'show where a referral could go; with --unit, sign and send a package')
    .option('--unit <id>', 'the receiving unit')
    .option('--purpose <purpose>', 'suspect, child, safeguarding or adopted', 'suspect')
    .option('--reason <code>', 'why this unit, where it was not proposed')
    .action((number, options) =>
      commands.withPerson(options, (acting) => packageCommand(acting, number, options)),
    );
  commands
    .personal('packages', "the packages of one's own unit")
    .action((options) => commands.withPerson(options, packagesCommand));
  commands
    .personal('acknowledge <package>', 'confirm that the package arrived')
    .option('--sha256 <hex>', 'digest of what arrived; refused if it is not what was sent')
    .action((id, options) =>
      commands.withPerson(options, (acting) => acknowledgeCommand(acting, id, options)),
    );
  commands
    .personal('outcome <package>', 'record what became of it')
    .requiredOption('--status <status>', 'conviction, arrest, ongoing, referred or closed')
    .option('--closure <code>', 'why it was closed')
    .option('--identified <number>', 'children identified', wholeNumber)
    .option('--safeguarded <number>', 'children safeguarded', wholeNumber)
    .option('--useful <answer>', 'yes, no or unknown')
    .action((id, options) => commands.withPerson(options, (acting) => outcomeCommand(acting, id, options)));
  commands
    .personal('picture [figure]', 'the national picture in figures; of one figure, its definition and course')
    .option(
      '--period <period>',
      'a month (2026-10), a year (2012) or days (2026-10-05..2026-11-20); the latest month otherwise',
    )
    .addOption(
      new Option('--scope <scope>', 'for which forces figures of returns speak')
        .choices(Object.keys(SCOPES))
        .default('england-and-wales'),
    )
    .action((figure, options) =>
      commands.withPerson(options, (acting) => pictureCommand(acting, figure, options)),
    );
}
