import { type Commands, wholeNumber } from './commands.ts';
import { progressBar } from './progress.ts';

/** `start` and `demo`. */
export function describeRunning(commands: Commands): void {
  commands.program
    .command('start')
    .description('run the pages, the API and the workers; an empty database loads the example month')
    .option('--port <number>', 'port', wholeNumber, Number(process.env['PORT'] ?? 8080))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--bureau <name>',
      'open a real bureau of this name in an empty database; nothing synthetic is loaded',
    )
    .action((options) =>
      commands.wiring.serve({
        ...options,
        bureau: options.bureau,
        onProgress: progressBar(false),
        say: console.log,
      }),
    );
  commands
    .add(commands.program, 'demo', 'fill an empty database with the example month, or with a published year')
    .option('--seed <number>', 'seed of the generator', wholeNumber, 1)
    .option('--year <year>', 'reproduce the published shape of a year: 2012', wholeNumber)
    .action((options) =>
      commands.withOpened(options.json, async (opened) => {
        const done = await commands.wiring.loadExample(opened, {
          seed: options.seed,
          year: options.year,
          onProgress: progressBar(options.json),
        });
        await opened.settle();
        return {
          json: done,
          lines: Object.entries(done).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
        };
      }),
    );
}
