import { type Commands, wholeNumber } from './commands.ts';
import { grantCommand } from './grant-commands.ts';
import {
  addPersonCommand,
  addSourceCommand,
  listPeopleCommand,
  listSourcesCommand,
  signInCommand,
} from './people-commands.ts';
import { endTokenCommand, tokenCommand, tokensCommand } from './token-commands.ts';

/** `person` and `source`: who may sign in, and who refers. */
export function describePeople(commands: Commands): void {
  const person = commands.program.command('person').description('who may sign in').exitOverride();
  commands
    .add(person, 'add <name>', 'add a person')
    .requiredOption('--role <role...>', 'one or more roles')
    .option('--unit <id>', 'the receiving unit they belong to')
    .action((name, options) =>
      commands.withOpened(options.json, (opened) => addPersonCommand(opened, name, options)),
    );
  commands
    .add(person, 'list', 'everybody who may sign in')
    .action((options) => commands.withOpened(options.json, listPeopleCommand));
  commands
    .add(person, 'sign-in <name>', 'make a link that signs this person in once')
    .option('--url <url>', 'where the pages are', 'http://127.0.0.1:8080')
    .action((name, options) =>
      commands.withOpened(options.json, (opened) => signInCommand(opened, name, options)),
    );

  commands
    .add(
      person,
      'token <name>',
      'make a token by which a program acts in the name of a person, and print it, once',
    )
    .requiredOption('--program <name>', 'which program')
    .requiredOption('--may <scope...>', 'read, judge, open')
    .option('--days <n>', 'for so long', wholeNumber, 90)
    .action((name, options) =>
      commands.withOpened(options.json, (opened) => tokenCommand(opened, name, options)),
    );
  commands
    .add(person, 'tokens [name]', 'tokens by which programs act in the names of people')
    .action((name, options) => commands.withOpened(options.json, (opened) => tokensCommand(opened, name)));
  commands
    .add(person, 'end-token <id>', 'end such a token at once')
    .action((id, options) => commands.withOpened(options.json, (opened) => endTokenCommand(opened, id)));

  const source = commands.program.command('source').description('who refers').exitOverride();
  commands
    .add(source, 'add <id>', 'register a sender and print its token, once')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--kind <kind>', 'agency, platform, hotline, financial, force, professional or public')
    .option('--feedback <url>', 'where outcomes are sent')
    .action((id, options) =>
      commands.withOpened(options.json, (opened) => addSourceCommand(opened, id, options)),
    );
  commands
    .add(source, 'grant <id> <grant>', 'grant lookup, lookup-distance or hash-in-memory to a sender')
    .option('--reference <text>', 'of the agreement on which it rests')
    .option('--agreed-on <day>', 'the day of that agreement, as 2026-03-02')
    .option('--end', 'end the grant')
    .action((sourceId, grant, options) =>
      commands.withOpened(options.json, (opened) => grantCommand(opened, { sourceId, grant, options })),
    );
  commands
    .add(source, 'list', 'every registered sender')
    .action((options) => commands.withOpened(options.json, listSourcesCommand));
}
