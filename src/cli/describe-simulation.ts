import type { Command } from 'commander';
import { SCENARIOS } from '../assessment/index.ts';
import { type Commands, wholeNumber, wholeNumberTo } from './commands.ts';
import { progressBar } from './progress.ts';
import { policyCommand, simulateCommand } from './simulate-command.ts';

/** `queue simulate|policy`: the order held against others on an example year, and the order in words; no database. */
export function describeSimulation(commands: Commands, queue: Command): void {
  commands
    .add(
      queue,
      'simulate',
      'minutes to first action on an example year, under the policy and under other orders',
    )
    .option('--seed <number>', 'decides the year, the work and the random order', wholeNumber, 1)
    .option('--months <number>', 'of the example year', wholeNumberTo(12), 12)
    .option('--scale <percent>', 'of the example’s 3,500 referrals a month', wholeNumberTo(300), 100)
    .option('--analysts <numbers...>', 'on duty by day (07:00 to 19:00 UTC), one run for each', [
      '2',
      '3',
      '4',
      '5',
    ])
    .option('--night <number>', 'on duty by night', wholeNumberTo(999), 1)
    .option('--minutes <number>', 'one referral takes, on average', wholeNumber, 25)
    .option('--scenario <names...>', Object.keys(SCENARIOS).join(', '), Object.keys(SCENARIOS))
    .option('--chart <file>', 'write a chart of the waits by harm (SVG)')
    .action(async (_, command: Command) => {
      // The parent takes --json too, and would keep it to itself.
      const options = command.optsWithGlobals();
      const onProgress = progressBar(options['json'] === true);
      commands.say(
        await simulateCommand(commands.wiring, { ...options, onProgress } as Parameters<
          typeof simulateCommand
        >[1]),
        options['json'],
      );
    });
  commands
    .add(
      queue,
      'policy',
      'what the order of the queue is made of: bands, days of each axis, turns of sources',
    )
    .argument('[version]', 'an earlier policy')
    .action((version, _, command: Command) => {
      commands.say(policyCommand(version), command.optsWithGlobals()['json']);
    });
}
