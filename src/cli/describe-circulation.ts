import { REOPEN_REASONS } from '../flow/index.ts';
import { FINDINGS } from '../matching/index.ts';
import {
  closeCirculationCommand,
  doublesCommand,
  listCirculationCommand,
  showAuditCommand,
  showCirculationCommand,
  startAuditCommand,
} from './circulation-commands.ts';
import { type Commands, wholeNumber } from './commands.ts';

/** `everydot circulation …`: content that goes round, its sampled audits, and double reports. */
export function describeCirculation(commands: Commands): void {
  const group = commands.program
    .command('circulation')
    .description('content that many pass on at once: one line of the queue, audited and closed together')
    .exitOverride();
  const add = (usage: string, description: string) =>
    commands.add(group, usage, description).option('--as <name>', 'the person in whose name this is done');
  add('list', 'contents whose open referrals share a line of the queue').action((options) =>
    commands.withPerson(options, listCirculationCommand),
  );
  add('show', 'one content: reporters, referrals, lists, claims, audits')
    .argument('<content>', 'its number', wholeNumber)
    .action((content, options) =>
      commands.withPerson(options, (acting) => showCirculationCommand(acting, content)),
    );
  add('audit', 'have a sample of its open referrals drawn')
    .argument('<content>', 'its number', wholeNumber)
    .action((content, options) =>
      commands.withPerson(options, (acting) => startAuditCommand(acting, content)),
    );
  add('sample <audit>', 'where an audit stands, and what was found')
    .option('--of <number>', 'say what you found in this referral, which you have opened')
    .option('--finding <finding>', `one of ${Object.keys(FINDINGS).join(', ')}`)
    .option('--extend', 'draw a larger sample')
    .option('--give-up', 'give the audit up')
    .action((audit, options) =>
      commands.withPerson(options, (acting) => showAuditCommand(acting, audit, options)),
    );
  add('close <audit>', 'close together what a passed audit covers')
    .option('--reopen <reason>', `undo it: one of ${Object.keys(REOPEN_REASONS).join(', ')}`)
    .action((audit, options) =>
      commands.withPerson(options, (acting) => closeCirculationCommand(acting, audit, options)),
    );
  add('doubles', 'what platforms reported both here and to a clearing house, by sender')
    .option('--source <id>', 'pairs of this platform only')
    .option('--days <number>', 'how far to look back', wholeNumber, 90)
    .action((options) => commands.withPerson(options, (acting) => doublesCommand(acting, options)));
}
