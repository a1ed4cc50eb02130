import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { Problem } from '../shared/problem.ts';
import { actingPerson } from './acting-person.ts';
import { type Acting, EXIT, type Opened, type Result, type Wiring } from './command.ts';
import {
  anchorCommand,
  conserveCommand,
  exportCommand,
  verifyCommand,
  verifyFileCommand,
} from './ledger-commands.ts';
import { acknowledgeCommand, outcomeCommand, packageCommand, packagesCommand } from './package-commands.ts';
import {
  addPersonCommand,
  addSourceCommand,
  listPeopleCommand,
  listSourcesCommand,
  signInCommand,
} from './people-commands.ts';
import { pictureCommand } from './picture-command.ts';
import { progressBar } from './progress.ts';
import { CODES, closeCommand, decideCommand, queueCommand } from './queue-commands.ts';
import { receiveCommand } from './receive-commands.ts';
import { showCommand } from './show-command.ts';

const HELP_END = `
Exit codes: 0 done; 1 refused or put in quarantine; 2 wrong use; 3 does not verify or is not conserved; 70 a bug.
Environment: EVERYDOT_HOME (data folder), EVERYDOT_KEYS (key folder), DATABASE_URL and EVERYDOT_OWNER_URL (a PostgreSQL
of your own), EVERYDOT_PERSON (in whose name commands act).`;

/** Runs one command line and gives its exit code. */
export async function runCommandLine(argv: readonly string[], wiring: Wiring): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = describeProgram(wiring, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (failure) {
    return answerFailure(failure, argv.includes('--json'));
  }
}

function answerFailure(failure: unknown, json: boolean): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (failure instanceof Problem) {
    const body = failure.toJSON();
    if (json) console.log(JSON.stringify(body, null, 2));
    else
      console.error(
        [
          `${body.code}: ${body.detail}`,
          ...body.faults.map(({ path, reason }) => `  ${path ?? ''} ${reason}`),
        ].join('\n'),
      );
    return EXIT.refused;
  }
  // A bug's message may quote a record: only where it happened is printed.
  const { name, code } = failure as { name?: string; code?: string };
  console.error(
    `A bug: ${code ?? name ?? 'unknown'}.${process.env['EVERYDOT_DEBUG'] ? `\n${(failure as Error).stack}` : ''}`,
  );
  return EXIT.bug;
}

function describeProgram(wiring: Wiring, exitWith: (code: number) => void): Command {
  const program = new Command('everydot')
    .description('Receives referrals, joins them up, orders them, sends them on, and adds them up.')
    .addHelpText('after', HELP_END)
    .configureOutput({ writeOut: (text) => console.log(text.trimEnd()) })
    .exitOverride();
  const say = (result: Result, json: boolean | undefined) => {
    console.log(json ? JSON.stringify(result.json, null, 2) : result.lines.join('\n'));
    exitWith(result.exitCode ?? EXIT.done);
  };
  const withOpened = async (json: boolean | undefined, work: (opened: Opened) => Promise<Result>) => {
    const opened = await wiring.open();
    try {
      say(await work(opened), json);
    } finally {
      await opened.close();
    }
  };
  type Common = { json?: boolean; as?: string };
  const withPerson = (options: Common, work: (acting: Acting) => Promise<Result>) =>
    withOpened(options.json, async (opened) =>
      work({ opened, person: await actingPerson(opened, options.as) }),
    );
  const command = (parent: Command, usage: string, description: string) =>
    parent.command(usage).description(description).option('--json', 'print one JSON document').exitOverride();
  const personal = (usage: string, description: string) =>
    command(program, usage, description).option('--as <name>', 'the person in whose name this is done');

  program
    .command('start')
    .description('run the pages, the API and the workers; an empty database loads the example month')
    .option('--port <number>', 'port', wholeNumber, Number(process.env['PORT'] ?? 8080))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--bureau <name>',
      'open a real bureau of this name in an empty database; nothing synthetic is loaded',
    )
    .action((options) =>
      wiring.serve({ ...options, bureau: options.bureau, onProgress: progressBar(false), say: console.log }),
    );
  command(program, 'demo', 'fill an empty database with the example month, or with a published year')
    .option('--seed <number>', 'seed of the generator', wholeNumber, 1)
    .option('--year <year>', 'reproduce the published shape of a year: 2012', wholeNumber)
    .action((options) =>
      withOpened(options.json, async (opened) => {
        const done = await wiring.loadExample(opened, {
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
  command(program, 'receive <files...>', 'receive documents on behalf of a registered sender')
    .requiredOption('--source <id>', 'the sender')
    .option('--format <name>', 'the format, where its own marks do not tell')
    .option('--key <key>', 'idempotency key: the same key and document give the same receipt')
    .action((files, options) =>
      withOpened(options.json, (opened) =>
        receiveCommand(opened, files, { ...options, onProgress: progressBar(options.json) }),
      ),
    );
  personal('queue', 'open referrals, worst first')
    .option('--limit <number>', 'lines', wholeNumber, 25)
    .option('--band <band>', 'only this band')
    .action((options) => withPerson(options, (acting) => queueCommand(acting, options)));
  personal(
    'show <number>',
    'one referral: why it stands where it stands, and what it shares with others',
  ).action((number, options) => withPerson(options, (acting) => showCommand(acting, number)));
  personal('decide <number>', 'accept the proposed band, or depart from it with a reason')
    .option('--accept', 'as proposed')
    .option('--band <band>', 'another band')
    .option('--reason <code>', `why: ${CODES.override.join(', ')}`)
    .option('--note <text>', 'kept sealed')
    .action((number, options) => withPerson(options, (acting) => decideCommand(acting, number, options)));
  personal('close <number>', 'close a referral that goes nowhere')
    .requiredOption('--reason <code>', `why: ${CODES.closure.join(', ')}`)
    .action((number, options) => withPerson(options, (acting) => closeCommand(acting, number, options)));
  personal('package <number>', 'show where a referral could go; with --unit, sign and send a package')
    .option('--unit <id>', 'the receiving unit')
    .option('--purpose <purpose>', 'suspect, child, safeguarding or adopted', 'suspect')
    .option('--reason <code>', 'why this unit, where it was not proposed')
    .action((number, options) => withPerson(options, (acting) => packageCommand(acting, number, options)));
  personal('packages', "the packages of one's own unit").action((options) =>
    withPerson(options, packagesCommand),
  );
  personal('acknowledge <package>', 'confirm that the package arrived')
    .option('--sha256 <hex>', 'digest of what arrived; refused if it is not what was sent')
    .action((id, options) => withPerson(options, (acting) => acknowledgeCommand(acting, id, options)));
  personal('outcome <package>', 'record what became of it')
    .requiredOption('--status <status>', 'conviction, arrest, ongoing, referred or closed')
    .option('--closure <code>', 'why it was closed')
    .option('--identified <number>', 'children identified', wholeNumber)
    .option('--safeguarded <number>', 'children safeguarded', wholeNumber)
    .option('--useful <answer>', 'yes, no or unknown')
    .action((id, options) => withPerson(options, (acting) => outcomeCommand(acting, id, options)));
  personal('picture', 'the national picture in figures')
    .option('--period <period>', 'a month (2026-10) or a year (2012); the latest month otherwise')
    .action((options) => withPerson(options, (acting) => pictureCommand(acting, options)));

  const ledger = program
    .command('ledger')
    .description('prove what was done, and that nothing disappeared')
    .exitOverride();
  command(ledger, 'verify', 'recompute every hash and signature')
    .option('--checkpoint <file...>', 'checkpoints that were kept elsewhere')
    .option('--file <file>', 'verify an exported ledger instead of the database')
    .action(async (options) =>
      options.file
        ? say(await verifyFileCommand(options.file, options), options.json)
        : withOpened(options.json, (opened) => verifyCommand(opened, options)),
    );
  command(ledger, 'conserve', 'every receipt is in exactly one state, and they add up').action((options) =>
    withOpened(options.json, conserveCommand),
  );
  command(ledger, 'anchor <file>', 'write the newest checkpoint, to be kept elsewhere').action(
    (file, options) => withOpened(options.json, (opened) => anchorCommand(opened, file)),
  );
  command(ledger, 'export <file>', 'write the sealed ledger for a verifier without this database').action(
    (file, options) => withOpened(options.json, (opened) => exportCommand(opened, file)),
  );

  const person = program.command('person').description('who may sign in').exitOverride();
  command(person, 'add <name>', 'add a person')
    .requiredOption('--role <role...>', 'one or more roles')
    .option('--unit <id>', 'the receiving unit they belong to')
    .action((name, options) => withOpened(options.json, (opened) => addPersonCommand(opened, name, options)));
  command(person, 'list', 'everybody who may sign in').action((options) =>
    withOpened(options.json, listPeopleCommand),
  );
  command(person, 'sign-in <name>', 'make a link that signs this person in once')
    .option('--url <url>', 'where the pages are', 'http://127.0.0.1:8080')
    .action((name, options) => withOpened(options.json, (opened) => signInCommand(opened, name, options)));

  const source = program.command('source').description('who refers').exitOverride();
  command(source, 'add <id>', 'register a sender and print its token, once')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--kind <kind>', 'agency, platform, hotline, financial, force, professional or public')
    .option('--feedback <url>', 'where outcomes are sent')
    .action((id, options) => withOpened(options.json, (opened) => addSourceCommand(opened, id, options)));
  command(source, 'list', 'every registered sender').action((options) =>
    withOpened(options.json, listSourcesCommand),
  );
  return program;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}
