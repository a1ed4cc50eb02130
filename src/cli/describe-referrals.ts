import { type Commands, wholeNumber } from './commands.ts';
import { alarmsCommand, quarantineCommand } from './duty-commands.ts';
import { acknowledgeCommand, outcomeCommand, packageCommand, packagesCommand } from './package-commands.ts';
import { pictureCommand } from './picture-command.ts';
import { progressBar } from './progress.ts';
import { CODES, closeCommand, decideCommand, queueCommand } from './queue-commands.ts';
import { receiveCommand } from './receive-commands.ts';
import { showCommand } from './show-command.ts';

/** The way of a referral, in its order: receive, queue, show, decide, package, acknowledge, outcome, picture. */
export function describeReferrals(commands: Commands): void {
  commands
    .add(commands.program, 'receive <files...>', 'receive documents on behalf of a registered sender')
    .requiredOption('--source <id>', 'the sender')
    .option('--format <name>', 'the format, where its own marks do not tell')
    .option('--key <key>', 'idempotency key: the same key and document give the same receipt')
    .action((files, options) =>
      commands.withOpened(options.json, (opened) =>
        receiveCommand(opened, files, { ...options, onProgress: progressBar(options.json) }),
      ),
    );
  commands
    .personal('queue', 'open referrals, worst first')
    .option('--limit <number>', 'lines', wholeNumber, 25)
    .option('--band <band>', 'only this band')
    .action((options) => commands.withPerson(options, (acting) => queueCommand(acting, options)));
  commands
    .personal('show <number>', 'one referral: why it stands where it stands, and what it shares with others')
    .action((number, options) => commands.withPerson(options, (acting) => showCommand(acting, number)));
  commands
    .personal('decide <number>', 'accept the proposed band, or depart from it with a reason')
    .option('--accept', 'as proposed')
    .option('--band <band>', 'another band')
    .option('--reason <code>', `why: ${CODES.override.join(', ')}`)
    .option('--note <text>', 'kept sealed')
    .action((number, options) =>
      commands.withPerson(options, (acting) => decideCommand(acting, number, options)),
    );
  commands
    .personal('close <number>', 'close a referral that goes nowhere')
    .requiredOption('--reason <code>', `why: ${CODES.closure.join(', ')}`)
    .action((number, options) =>
      commands.withPerson(options, (acting) => closeCommand(acting, number, options)),
    );
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
    .personal('picture', 'the national picture in figures')
    .option('--period <period>', 'a month (2026-10) or a year (2012); the latest month otherwise')
    .action((options) => commands.withPerson(options, (acting) => pictureCommand(acting, options)));

  commands
    .personal('alarms', 'imminent danger that waits for a named person')
    .option('--acknowledge <number>', 'answer for the alarms of this referral')
    .action((options) => commands.withPerson(options, (acting) => alarmsCommand(acting, options)));
  commands
    .personal('quarantine', 'documents that could not be read')
    .option('--replay', 'read them all again with the formats as they are now')
    .action((options) => commands.withPerson(options, (acting) => quarantineCommand(acting, options)));
}
