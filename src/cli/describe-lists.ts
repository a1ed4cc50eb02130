import {
  DISPUTE_REASONS,
  MEANINGS,
  MEDIA,
  OPINION_REASONS,
  OPINIONS,
  RELEASE_FORMATS,
  SCHEMES,
} from '../matching/index.ts';
import { type Commands, wholeNumber } from './commands.ts';
import {
  closeListCommand,
  createListCommand,
  importListCommand,
  listListsCommand,
  rejectionsCommand,
  showListCommand,
} from './list-commands.ts';
import { confirmCommand, gradeCommand, gradingsCommand, withdrawCommand } from './list-grading-commands.ts';
import { decideCommand, disputesCommand, entryCommand, opinionCommand } from './list-opinion-commands.ts';
import { exportCommand, grantCommand, publishCommand, verifyCommand } from './list-release-commands.ts';
import { progressBar } from './progress.ts';

const codes = (vocabulary: object) => Object.keys(vocabulary).join(', ');
const AS = ['--as <name>', 'the person in whose name this is done'] as const;

type Group = ReturnType<Commands['add']>;

/** `everydot hash-list …`: lists of known content, what is said of their entries, and the bureau's own list. */
export function describeLists(commands: Commands): void {
  const group = commands.program
    .command('hash-list')
    .description('lists of known content: import, opinions, publishing')
    .exitOverride();
  describeRegistry(commands, group);
  describeOpinions(commands, group);
  describeOwn(commands, group);
}

function describeRegistry(commands: Commands, group: Group): void {
  commands
    .add(group, 'create <code>', 'register a list')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--holder <name>', 'whose list it is')
    .requiredOption('--meaning <code>', `what a hit says: ${codes(MEANINGS)}`)
    .requiredOption('--scheme <code>', `its classification: ${codes(SCHEMES)}`)
    .option('--country <code>', 'ISO 3166-1, two letters')
    .option('--own', "the bureau's own list, to be published")
    .option('--handling <text>', 'what its holder allows')
    .option('--contact <desk>', 'a desk, not a person')
    .action((code, options) =>
      commands.withOpened(options.json, (opened) => createListCommand(opened, code, options)),
    );
  commands
    .add(group, 'list', 'every list, with its entries')
    .action((options) => commands.withOpened(options.json, listListsCommand));
  commands
    .add(group, 'show <code>', 'one list: its imports, releases and grants')
    .action((code, options) => commands.withOpened(options.json, (opened) => showListCommand(opened, code)));
  commands
    .add(
      group,
      'import <file>',
      'take a file into a list: NCMEC XML, VICS or ThreatExchange JSON, CSV; plain, gzip, zip',
    )
    .requiredOption('--list <code>', 'the list')
    .option('--country <code>', 'whose categories they are, where a VICS file does not say')
    .option('--unclassified', 'take entries with a category of no known country, without the category')
    .option('--categories <list>', 'of a VICS file only these, such as 1,2')
    .option('--kind <kind>', 'of plain hashes with 64 digits: sha256 or pdq')
    .option('--again', 'also where this very file was taken in before')
    .action((file, options) =>
      commands.withOpened(options.json, (opened) =>
        importListCommand(opened, file, { ...options, onProgress: progressBar(options.json) }),
      ),
    );
  commands
    .add(group, 'rejections <import>', 'what an import did not take, and where it stands')
    .option('--limit <number>', 'lines', wholeNumber, 100)
    .action((id, options) =>
      commands.withOpened(options.json, (opened) => rejectionsCommand(opened, id, options)),
    );
  commands
    .add(group, 'close <code>', 'from now on the list says nothing; it stays on record')
    .action((code, options) => commands.withOpened(options.json, (opened) => closeListCommand(opened, code)));
}

function describeOpinions(commands: Commands, group: Group): void {
  commands
    .add(group, 'entry <id>', 'one entry: its lists, opinions, disputes and referrals')
    .option(...AS)
    .action((id, options) => commands.withPerson(options, (acting) => entryCommand(acting, id)));
  commands
    .add(group, 'opinion <entry> <opinion>', `say what the bureau holds: ${codes(OPINIONS)} or withdrawn`)
    .option('--reason <code>', `why: ${codes(OPINION_REASONS)}`)
    .option(...AS)
    .action((entry, opinion, options) =>
      commands.withPerson(options, (acting) => opinionCommand(acting, { entry, opinion, ...options })),
    );
  commands
    .add(group, 'dispute <entry>', 'object to an entry, for a supervisor to decide')
    .option('--reason <code>', `why: ${codes(OPINION_REASONS)}`)
    .option(...AS)
    .action((entry, options) =>
      commands.withPerson(options, (acting) =>
        opinionCommand(acting, { entry, opinion: 'disputed', ...options }),
      ),
    );
  commands
    .add(group, 'disputes', 'objections that wait for a decision')
    .option('--list <code>', 'of one list only')
    .action((options) => commands.withOpened(options.json, (opened) => disputesCommand(opened, options)));
  commands
    .add(group, 'decide <entry> <decision>', 'upheld: the entry is wrong; rejected: it stands')
    .requiredOption('--reason <code>', `why: ${codes(DISPUTE_REASONS)}`)
    .option(...AS)
    .action((entry, decision, options) =>
      commands.withPerson(options, (acting) => decideCommand(acting, { entry, decision, ...options })),
    );
}

function describeOwn(commands: Commands, group: Group): void {
  commands
    .add(group, 'grade <number> <file>', 'propose a file of a referral for our list; files count from 1')
    .requiredOption('--list <code>', 'our list')
    .requiredOption('--grade <grade>', "a grade of the list's scheme, or prohibited")
    .option('--media <kind>', codes(MEDIA), 'unknown')
    .option(...AS)
    .action((number, file, options) =>
      commands.withPerson(options, (acting) => gradeCommand(acting, { number, file, ...options })),
    );
  commands
    .add(group, 'gradings', 'grades that wait for a second person')
    .option(...AS)
    .action((options) => commands.withPerson(options, gradingsCommand));
  commands
    .add(group, 'confirm <grading>', 'confirm a grade that somebody else gave: the file is listed')
    .option('--refuse', 'refuse it instead')
    .option(...AS)
    .action((grading, options) =>
      commands.withPerson(options, (acting) => confirmCommand(acting, grading, options)),
    );
  commands
    .add(group, 'withdraw <entry>', 'take an entry off our list')
    .option(...AS)
    .action((entry, options) => commands.withPerson(options, (acting) => withdrawCommand(acting, entry)));
  commands
    .add(group, 'publish <code>', 'make a numbered, signed release of our list')
    .option(...AS)
    .action((code, options) => commands.withPerson(options, (acting) => publishCommand(acting, code)));
  commands
    .add(group, 'grant <code> <source>', 'let a registered sender fetch our list')
    .option('--end', 'end that')
    .action((code, source, options) =>
      commands.withOpened(options.json, (opened) => grantCommand(opened, { code, source, ...options })),
    );
  commands
    .add(group, 'export <code>', 'write a release of our list to a file, with its manifest beside it')
    .requiredOption('--out <file>', 'where to')
    .option('--format <format>', codes(RELEASE_FORMATS), 'json')
    .option('--release <number>', 'an earlier release', wholeNumber)
    .option('--since <number>', 'only what changed after this release', wholeNumber)
    .option(...AS)
    .action((code, options) =>
      commands.withPerson(options, (acting) => exportCommand(acting, code, options)),
    );
  commands
    .add(group, 'verify <file> <manifest>', 'whether a release is what its signed manifest says')
    .option('--key <hex>', 'the public key that it must be signed with')
    .action(async (file, manifest, options) =>
      commands.say(await verifyCommand(file, manifest, options), options.json),
    );
}
