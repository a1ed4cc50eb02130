import type { Command } from 'commander';
import { type Commands, wholeNumber } from './commands.ts';
import {
  type BesideOptions,
  decideCommand,
  holdsCommand,
  reportsCommand,
  serveCommand,
} from './screening-kit-commands.ts';

const HOME = '.everydot-kit';

/**
 * `screen serve|holds|decide|reports`: the kit as a process on the platform's side, and what waits there for people.
 * Options that `screen` has, too, are read by it: they are found among the global ones.
 */
export function describeScreeningKit(commands: Commands): void {
  const screen = screenCommand(commands);
  commands
    .add(screen, 'serve', 'run the kit for a platform: take events, hold, and report to a bureau')
    .requiredOption('--bureau <url>', 'address of the bureau')
    .requiredOption('--token-file <file>', "the platform's token at the bureau; read anew at each use")
    .requiredOption('--platform <code>', 'code of the platform: the scheme of its references')
    .option('--name <name>', 'what people call the platform (its code otherwise)')
    .option('--rules <file>', 'a rule set; the shipped one otherwise')
    .option('--data <folder>', 'what was taken, is held and is reported', HOME)
    .option('--public-key <file>', "the bureau's public key, with which its lists are signed")
    .option('--list <code...>', 'follow this list of the bureau')
    .option('--list-file <file...>', 'a release of a list that came as a file')
    .option(
      '--facts-url <url>',
      "the platform's own program that says what its records hold about an incident",
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port; 0 takes a free one', wholeNumber, 8090)
    .option('--nats <url...>', 'servers of a NATS JetStream to take events from')
    .option('--nats-credentials <file>', 'a .creds file, where the servers ask who connects')
    .option('--replicas <number>', 'copies that the streams keep, where they are made', wholeNumber, 3)
    .option('--stdin', 'take events from standard input, one a line, and end with it')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<Parameters<typeof serveCommand>[0]>();
      const result = await serveCommand(options);
      if (result) commands.say(result, options.json);
    });
  const beside = (usage: string, description: string) =>
    commands
      .add(screen, usage, description)
      .option('--data <folder>', 'data folder of the kit, where its local token is', HOME)
      .option('--at <url>', 'where the kit listens', 'http://127.0.0.1:8090');
  beside('holds', "what waits for the platform's own people").action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<BesideOptions>();
    commands.say(await holdsCommand(options), options.json);
  });
  beside('decide <hold> <choice> <reason>', 'release, report or escalate what is on hold')
    .requiredOption('--by <name>', 'who decides')
    .action(async (hold, choice, reason, _options, command: Command) => {
      const options = command.optsWithGlobals<BesideOptions & { by: string }>();
      commands.say(await decideCommand({ hold, choice, reason }, options), options.json);
    });
  beside('reports', 'the reports to the bureau and what became of them')
    .option(
      '--amend <incident>',
      'ask the platform again, and send a supplement or, after a refusal, the report anew',
    )
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<BesideOptions & { amend?: string }>();
      commands.say(await reportsCommand(options), options.json);
    });
}

function screenCommand({ program }: Commands): Command {
  const known = program.commands.find((command) => command.name() === 'screen');
  return known ?? program.command('screen').description('screen live streams and payments').exitOverride();
}
