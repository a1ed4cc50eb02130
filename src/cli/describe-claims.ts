import { type Command, Option } from 'commander';
import { CLAIM_TOPICS, KNOWN_FROM } from '../publication/index.ts';
import {
  addClaimCommand,
  correctClaimCommand,
  listClaimsCommand,
  reviewClaimCommand,
  showClaimCommand,
  withdrawClaimCommand,
} from './claim-commands.ts';
import type { Commands } from './commands.ts';
import {
  addReleaseCommand,
  combineCommand,
  dropReleaseCommand,
  showGlobalCommand,
} from './global-commands.ts';
import { aNumber } from './option-values.ts';
import {
  importSeriesCommand,
  listSeriesCommand,
  showSeriesCommand,
  withdrawSeriesCommand,
} from './outside-commands.ts';

type Add = (usage: string, description: string) => Command;

/** `claims …`, `outside …`, `global …`: what others say, beside the picture. */
export function describeClaims(commands: Commands): void {
  describeRegister(commands, group(commands, 'claims', 'what others said, as they said it'));
  describeOutside(
    commands,
    group(commands, 'outside', 'series that others publish, with where they come from'),
  );
  describeGlobal(commands, group(commands, 'global', 'releases of several countries, compared'));
}

/** Every command of these is in the name of a person, but for those that need no database. */
function group(commands: Commands, name: string, description: string): Add {
  const parent = commands.program.command(name).description(description).exitOverride();
  return (usage, about) => commands.add(parent, usage, about);
}

const SHOWN = ['--shown <version>', 'the version that you read, as `claims show` says it', aNumber] as const;
const AS = ['--as <name>', 'the person in whose name this is done'] as const;

function describeRegister(commands: Commands, add: Add): void {
  const { withPerson } = commands;
  add('list', 'every claim that stands, and which do not agree')
    .option(...AS)
    .action((options) => withPerson(options, listClaimsCommand));
  add('show <id>', 'one claim with its history')
    .option(...AS)
    .action((id, options) => withPerson(options, (acting) => showClaimCommand(acting, id)));
  withClaim(add('add', 'enter what somebody else said'))
    .option(...AS)
    .action(({ as, json, ...claim }) => withPerson({ as, json }, (acting) => addClaimCommand(acting, claim)));
  withClaim(add('correct <id>', 'put a claim right; what is not given stays as it was'))
    .requiredOption(...SHOWN)
    .requiredOption('--reason <text>', 'why')
    .option(...AS)
    .action((id, { as, json, ...claim }) =>
      withPerson({ as, json }, (acting) => correctClaimCommand(acting, id, claim)),
    );
  add('withdraw <id>', 'no longer show a claim; its history stays')
    .requiredOption(...SHOWN)
    .requiredOption('--reason <text>', 'why')
    .option(...AS)
    .action((id, options) => withPerson(options, (acting) => withdrawClaimCommand(acting, id, options)));
  add('review <id>', 'record that the source was read again, and that the claim stands')
    .requiredOption(...SHOWN)
    .option(...AS)
    .action((id, options) => withPerson(options, (acting) => reviewClaimCommand(acting, id, options)));
}

function withClaim(command: Command): Command {
  return command
    .addOption(new Option('--topic <topic>', 'what it is about').choices(Object.keys(CLAIM_TOPICS)))
    .option('--statement <text>', 'what was said, in a sentence')
    .option('--value <number>', 'the number in it', aNumber)
    .option('--unit <text>', 'of the value')
    .option('--said-by <text>', 'who said it')
    .option('--said-on <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--document <text>', 'where it was said')
    .addOption(new Option('--known-from <how>', 'how this is known').choices(Object.keys(KNOWN_FROM)))
    .option('--period <period>', 'to what time it applies: 2012, 2012-06 or 2010/2012')
    .option('--method <text>', 'how they came to it')
    .option('--caveat <texts...>', 'what to take care of')
    .option('--counted <text>', 'who was counted; needed of groups of people')
    .option('--not-recorded <share>', 'for which share it was not recorded, 0 to 1; likewise', aNumber)
    .option('--contradicts <ids...>', 'claims that it does not agree with')
    .option('--contradiction <text>', 'why they do not agree');
}

function describeOutside(commands: Commands, add: Add): void {
  const { withPerson } = commands;
  add('list', 'every series beside the picture')
    .option(...AS)
    .action((options) => withPerson(options, listSeriesCommand));
  add('show <series>', 'one series, and how it changed over a year')
    .option('--period <period>', 'the year or month that is held against the one a year before')
    .option(...AS)
    .action((id, options) => withPerson(options, (acting) => showSeriesCommand(acting, id, options.period)));
  add(
    'import <file>',
    'take in a CSV of periods, a users table of Tor Metrics, or a JSON series; nothing is fetched',
  )
    .option('--series <id>', 'its short name; of a series that is here, this is its next edition')
    .option('--title <text>', 'what is counted, for whom')
    .option('--about <text>', 'the country or group')
    .option('--publisher <text>', 'who publishes it')
    .option('--licence <text>', 'under which terms')
    .option('--source <text>', 'the document or address it was taken from')
    .option('--retrieved-on <day>', 'when, YYYY-MM-DD')
    .option('--unit <text>', 'such as reports')
    .option('--definition <text>', 'what is counted, and how')
    .option('--break <texts...>', 'a break in counting: "2024: what changed"')
    .option('--country <code>', 'of a file with several countries')
    .option('--period-column <name>', 'where it is not "period"')
    .option('--value-column <name>', 'where it is not "value"')
    .option('--low-column <name>', 'where it is not "low"')
    .option('--high-column <name>', 'where it is not "high"')
    .option(...AS)
    .action((file, { as, json, ...options }) =>
      withPerson({ as, json }, (acting) => importSeriesCommand(acting, file, options)),
    );
  add('withdraw <series>', 'no longer show a series; its history stays')
    .requiredOption('--reason <text>', 'why')
    .option(...AS)
    .action((id, options) =>
      withPerson(options, (acting) => withdrawSeriesCommand(acting, id, options.reason)),
    );
}

function describeGlobal(commands: Commands, add: Add): void {
  const { withPerson } = commands;
  add('combine <packages...>', 'compare data packages (zip or folder); no database')
    .option('--country <names>', 'for whom they speak, in their order, with commas between')
    .option('--out <folder>', 'where to write the comparison, as a data package')
    .action(async (packages, options) => commands.say(await combineCommand(packages, options), options.json));
  add('add <package>', 'add a release (zip) to the comparison that the desk shows')
    .option('--country <name>', 'for whom it speaks, where it does not say')
    .option(...AS)
    .action((file, options) => withPerson(options, (acting) => addReleaseCommand(acting, file, options)));
  add('show', 'what was added, compared')
    .option(...AS)
    .action((options) => withPerson(options, showGlobalCommand));
  add('drop <id>', 'take a release out of the comparison')
    .option(...AS)
    .action((id, options) => withPerson(options, (acting) => dropReleaseCommand(acting, id)));
}
