import type { Commands } from './commands.ts';
import { describePeopleLinks } from './describe-people-links.ts';
import {
  activateCommand,
  driftCommand,
  modelsCommand,
  rebuildCommand,
  rescoreCommand,
  trainCommand,
  verifyLinksCommand,
} from './links-commands.ts';

/** `links verify|rebuild|models|train|activate|rescore|drift`: the people of this bureau's referrals. */
export function describeLinks(commands: Commands): void {
  const links = commands.program
    .command('links')
    .description('who may be the same person: look, decide, prove the links, keep their model')
    .exitOverride();
  describePeopleLinks(commands, links);
  const personal = (usage: string, description: string) =>
    commands.add(links, usage, description).option('--as <name>', 'the person in whose name this is done');
  commands
    .add(links, 'verify', 'hold every stored link against a full rebuild; changes nothing')
    .action((options) => commands.withOpened(options.json, (opened) => verifyLinksCommand(opened, options)));
  personal('rebuild', 'make every link again from the referrals').action((options) =>
    commands.withPerson(options, (acting) => rebuildCommand(acting, options)),
  );
  personal('models', 'the models, what they were trained on, and which is in force').action((options) =>
    commands.withPerson(options, modelsCommand),
  );
  personal('train', 'learn a model from this bureau’s own records; nothing is scored by it yet').action(
    (options) => commands.withPerson(options, trainCommand),
  );
  personal(
    'activate <version>',
    'score new pairs by a model; old ones keep their score until `rescore`',
  ).action((version, options) => commands.withPerson(options, (acting) => activateCommand(acting, version)));
  personal('rescore', 'score every pair again by the model in force, and record what that changes')
    .option('--report', 'print what earlier rescorings changed instead')
    .action((options) => commands.withPerson(options, (acting) => rescoreCommand(acting, options)));
  personal('drift', 'how far recent pairs lie from what the model was trained on').action((options) =>
    commands.withPerson(options, driftCommand),
  );
}
