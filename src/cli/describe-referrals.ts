import { GUARD_REASONS, SENSITIVITIES } from '../referral/index.ts';
import { type Commands, wholeNumber } from './commands.ts';
import { describeSimulation } from './describe-simulation.ts';
import { progressBar } from './progress.ts';
import { CODES, closeCommand, decideCommand, guardCommand, queueCommand } from './queue-commands.ts';
import { receiveCommand } from './receive-commands.ts';
import { showCommand } from './show-command.ts';

/** A referral at the bureau, in its order: receive, queue, show, decide, close. */
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
  const queue = commands
    .personal('queue', 'open referrals, worst first')
    .option('--limit <number>', 'lines', wholeNumber, 25)
    .option('--band <band>', 'only this band')
    .option('--each', 'a line for each referral, also where they show the same circulating content')
    .action((options) => commands.withPerson(options, (acting) => queueCommand(acting, options)));
  describeSimulation(commands, queue);
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
    .personal('guard <number>', 'set who may see a referral at all')
    .requiredOption('--sensitivity <code>', Object.keys(SENSITIVITIES).join(', '))
    .requiredOption('--reason <code>', `why: ${Object.keys(GUARD_REASONS).join(', ')}`)
    .action((number, options) =>
      commands.withPerson(options, (acting) => guardCommand(acting, number, options)),
    );
}
