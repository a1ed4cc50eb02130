import { InvalidArgumentError } from 'commander';
import type { Commands } from './commands.ts';
import { describePublishing } from './describe-publishing.ts';
import {
  addItemCommand,
  draftReleaseCommand,
  freezeReleaseCommand,
  listReleasesCommand,
  newReleaseCommand,
  reviseReleaseCommand,
  showReleaseCommand,
  stepReleaseCommand,
} from './release-commands.ts';

const AS = ['--as <name>', 'the person in whose name this is done'] as const;
const RELEASE = 'its name, its name and edition (assessment-2026:2), or its id';

type Group = ReturnType<Commands['add']>;

/** `everydot release …`: reports on the national picture, from draft to revision. */
export function describeReleases(commands: Commands): Group {
  const group = commands.program
    .command('release')
    .description('reports on the national picture: draft, freeze, publish, revise')
    .exitOverride();
  describeWriting(commands, group);
  describeLife(commands, group);
  describePublishing(commands, group);
  return group;
}

function describeWriting(commands: Commands, group: Group): void {
  commands
    .add(group, 'new', 'begin a report: the draft of its first edition')
    .option(...AS)
    .requiredOption('--title <text>', 'its title')
    .requiredOption('--period <period>', '2026, 2026-10 or 2026-04-01..2027-03-31')
    .option('--summary <text>', 'one or two sentences for catalogues', '')
    .option('--slug <name>', 'its name in addresses and file names; made from the title where none is given')
    .option('--template <name>', 'annual or empty', 'annual')
    .action((options) => commands.withPerson(options, (acting) => newReleaseCommand(acting, options)));
  commands
    .add(
      group,
      'draft <release>',
      'what is in the way and worth a second look; or its commentary as a text file',
    )
    .option(...AS)
    .option('--out <file>', 'write the commentary there')
    .option(
      '--from <file>',
      'take the commentary from there; what others wrote meanwhile is never written over',
    )
    .action((release, options) =>
      commands.withPerson(options, (acting) => draftReleaseCommand(acting, release, options)),
    );
  commands
    .add(group, 'item <release> <what>', 'add a priority or an intelligence gap')
    .option(...AS)
    .option('--kind <kind>', 'priority or gap', kindOf, 'priority')
    .requiredOption('--owner <role>', 'a role or a team that sees to it; it is published')
    .requiredOption('--due <day>', 'when it is due or reviewed, YYYY-MM-DD')
    .option('--why <text>', 'why', '')
    .action((release, what, options) =>
      commands.withPerson(options, (acting) => addItemCommand(acting, { release, what, ...options })),
    );
}

function kindOf(text: string): 'priority' | 'gap' {
  if (text !== 'priority' && text !== 'gap') throw new InvalidArgumentError('priority or gap is needed');
  return text;
}

function describeLife(commands: Commands, group: Group): void {
  commands
    .add(group, 'freeze <release>', 'keep every word and figure as it is now; somebody else then publishes')
    .option(...AS)
    .action((release, options) =>
      commands.withPerson(options, (acting) => freezeReleaseCommand(acting, release)),
    );
  commands
    .add(group, 'revise <release>', 'begin the next edition of a published report')
    .option(...AS)
    .requiredOption('--note <text>', 'why')
    .action((release, options) =>
      commands.withPerson(options, (acting) => reviseReleaseCommand(acting, release, options)),
    );
  for (const [action, what] of [
    ['reopen', 'make a frozen edition a draft again'],
    ['withdraw', 'withdraw a published edition: its page says so, and why'],
    ['discard', 'put a draft away'],
  ] as const)
    commands
      .add(group, `${action} <release>`, what)
      .option(...AS)
      .requiredOption('--note <text>', 'why')
      .action((release, { note, ...options }) =>
        commands.withPerson(options, (acting) => stepReleaseCommand(acting, { release, action, note })),
      );
  commands
    .add(group, 'show <release>', `one edition: where it stands, and what it says; ${RELEASE}`)
    .option(...AS)
    .action((release, options) =>
      commands.withPerson(options, (acting) => showReleaseCommand(acting, release)),
    );
  commands
    .add(group, 'list', 'every edition of every report, and what is open')
    .option(...AS)
    .action((options) => commands.withPerson(options, listReleasesCommand));
}
