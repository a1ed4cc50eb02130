import type { Command } from 'commander';
import type { Acting, Result } from './command.ts';
import type { Commands } from './commands.ts';
import { hostsCommand, indexAddressesCommand } from './host-commands.ts';
import * as acts from './removal-act-commands.ts';
import * as removal from './removal-commands.ts';

/** `removal list|draft|show|keep|nobody|ask|release|override|send|answer|confirm|…|hosts|index`. */
export function describeRemoval(commands: Commands): void {
  const group = commands.program
    .command('removal')
    .description('notices that ask a host to remove what referrals name; nothing here opens an address')
    .exitOverride();
  const personal = (usage: string, description: string): Command =>
    commands.add(group, usage, description).option('--as <name>', 'the person in whose name this is done');
  describeLists(commands, personal);
  describeGates(commands, personal);
  describeSending(commands, personal);
  describeRegistry(commands, group);
}

type Personal = (usage: string, description: string) => Command;

function describeLists(commands: Commands, personal: Personal): void {
  personal('list', 'notices that go on, the soonest due first')
    .option('--state <state>', 'those of one state, such as closed')
    .action((options) =>
      commands.withPerson(options, (acting) => removal.listRemovalsCommand(acting, options)),
    );
  personal('draft <number>', 'what of a referral could be removed; with --address, drafts notices')
    .option('--address <key...>', 'keys of addresses, or "all"')
    .option('--host <id>', 'the host, where none is proposed or another is right')
    .option('--all-hashes', "name the hashes of the referral's other files too")
    .action((number, options) =>
      commands.withPerson(options, (acting) => removal.draftRemovalCommand(acting, number, options)),
    );
  personal('show <reference>', 'state and gates of a notice').action((reference, options) =>
    commands.withPerson(options, (acting) => removal.showRemovalCommand(acting, reference)),
  );
  personal('document <reference>', 'what the host is sent')
    .option('--delivery <id>', 'another than the latest')
    .action((reference, options) =>
      commands.withPerson(options, (acting) => removal.documentCommand(acting, reference, options)),
    );
  personal('questions', "what one's own unit is asked").action((options) =>
    commands.withPerson(options, removal.questionsCommand),
  );
}

function describeGates(commands: Commands, personal: Personal): void {
  const does = doer(commands);
  personal('keep <reference>', 'record that the content is kept for the investigation')
    .requiredOption('--how <code>', 'asked-of-provider, confirmed-by-provider or recorded-by-force')
    .requiredOption('--since <day>', 'such as 2026-11-02')
    .requiredOption('--reference <text>', 'of whoever keeps it')
    .action(does(acts.keepCommand));
  personal('nobody <reference>', 'say that no unit investigates it').action(does(acts.nobodyCommand));
  personal('ask <reference>', 'ask every unit that holds a package').action(does(acts.askCommand));
  personal('release <reference>', "answer for one's own unit; with --unit, write down what a unit said")
    .requiredOption('--answer <code>', 'yes, not-yet or never-without-asking')
    .option('--unit <id>', 'the unit that said it')
    .option('--until <day>', 'the day, for not-yet')
    .option(
      '--reason <code>',
      'operation-running, suspect-not-arrested, evidence-not-secured, child-not-safe or abroad-asks',
    )
    .option('--reference <text>', 'where that can be found')
    .action(does(acts.releaseCommand));
  personal('override <reference>', 'let it pass a gate that does not hold (supervisors)')
    .requiredOption('--gate <code>', 'preservation, release, guard or alarm')
    .requiredOption(
      '--reason <code>',
      'child-harmed-by-circulation, agreed-by-word, suspect-knows or nobody-can-be-reached',
    )
    .requiredOption('--note <text>', 'what you know')
    .action(does(acts.overrideCommand));
}

function describeSending(commands: Commands, personal: Personal): void {
  const does = doer(commands);
  personal('send <reference>', 'send it to its host, once every gate holds').action(
    does(acts.sendRemovalCommand),
  );
  personal('answer <reference>', 'write down what the host said')
    .requiredOption('--says <code>', 'received, removed, refused or need-more')
    .option('--reason <code>', 'for refused: not-ours, not-found, not-unlawful or order-needed')
    .option('--note <text>', 'what else it said')
    .action(does(acts.answerRemovalCommand));
  personal('confirm <reference>', "take the host's word that it is removed").action(
    does(acts.confirmCommand),
  );
  personal('escalate <reference>', 'take it further')
    .requiredOption('--how <code>', 'second-notice, partner or authority')
    .option('--to <id>', 'the partner or authority')
    .action(does(acts.escalateCommand));
  personal('suspend <reference>', 'stop its clock, because the investigation asks')
    .requiredOption('--reason <code>', 'as for release')
    .action(does(acts.suspendCommand));
  personal('resume <reference>', 'take it up again').action(does(acts.resumeCommand));
  const endings = 'removed-and-confirmed, not-there, nothing-more-to-do, mistaken or investigation-asks';
  for (const end of ['close', 'withdraw'] as const)
    personal(`${end} <reference>`, `${end} it`)
      .requiredOption('--reason <code>', endings)
      .action(
        does((acting, reference, { reason }: { reason: string }) =>
          acts.endCommand(acting, reference, { reason, withdraw: end === 'withdraw' }),
        ),
      );
}

function describeRegistry(commands: Commands, group: Command): void {
  commands
    .add(group, 'hosts', 'hosts, partners and authorities, and how soon each removes')
    .option(
      '--import <file>',
      'add or change those of a CSV file: id,name,channel,kind,domains,country,contact …',
    )
    .action((options) => commands.withOpened(options.json, (opened) => hostsCommand(opened, options)));
  commands
    .add(group, 'index', 'read the addresses of referrals received before this version')
    .action((options) =>
      commands.withOpened(options.json, (opened) => indexAddressesCommand(opened, options.json === true)),
    );
}

type Doing<Options> = (acting: Acting, reference: string, options: Options) => Promise<Result>;

/** A command on one notice, in the name of a person. */
function doer(commands: Commands) {
  return <Options extends object>(work: Doing<Options>) =>
    (reference: string, options: Options & { json?: boolean; as?: string }): Promise<void> =>
      commands.withPerson(options, (acting) => work(acting, reference, options));
}
