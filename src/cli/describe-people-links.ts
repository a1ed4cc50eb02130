import { type Command, Option } from 'commander';
import { type Commands, wholeNumber, wholeNumberTo } from './commands.ts';
import {
  boundCommand,
  judgeLinkCommand,
  qualityCommand,
  reviewLinksCommand,
  showGroupCommand,
  showLinksCommand,
  showPairCommand,
  undoLinkCommand,
} from './links-people-commands.ts';

/** As many pairs as are worth a look at once. */
const MOST_REVIEWED = 100;

/** `links show|pair|group|review|judge|undo|quality|bound`: links as people look at them and decide on them. */
export function describePeopleLinks(commands: Commands, links: Command): void {
  const personal = (usage: string, description: string) =>
    commands.add(links, usage, description).option('--as <name>', 'the person in whose name this is done');
  const pairOf = (one: string, other: string) => ({ one: wholeNumber(one), other: wholeNumber(other) });
  personal('show <number>', 'whom a referral may share with others')
    .addOption(
      new Option('--purpose <purpose>', 'why you look; safeguarding shows children too')
        .choices(['linking', 'safeguarding', 'investigation', 'supervision'])
        .default('linking'),
    )
    .action((number, options) =>
      commands.withPerson(options, (acting) => showLinksCommand(acting, number, options)),
    );
  personal('pair <one> <other>', 'two records: why they may be one person, and what people decided').action(
    (one, other, options) =>
      commands.withPerson(options, (acting) => showPairCommand(acting, pairOf(one, other))),
  );
  personal('group <id>', 'who is in a proposed group').action((id, options) =>
    commands.withPerson(options, (acting) => showGroupCommand(acting, id)),
  );
  personal('review', 'undecided pairs from which most is learned, and what people disagree on')
    .option('--children', 'pairs of children, to protect them, and no others')
    .option('--limit <n>', 'how many at most', wholeNumberTo(MOST_REVIEWED), 20)
    .option('--skip <n>', 'so many before them', wholeNumber, 0)
    .action((options) => commands.withPerson(options, (acting) => reviewLinksCommand(acting, options)));
  personal('judge <one> <other>', 'say whether two records are one person; the same again changes nothing')
    .addOption(
      new Option('--verdict <verdict>', 'what you hold')
        .choices(['same', 'different', 'unsure'])
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--reason <code>',
      'same-details, different-details, cannot-tell, …: a wrong one is refused',
    )
    .option('--note <text>', 'kept sealed')
    .action((one, other, options) =>
      commands.withPerson(options, (acting) =>
        judgeLinkCommand(acting, { ...pairOf(one, other), ...options }),
      ),
    );
  personal('undo <one> <other>', 'take your judgement of two records back').action((one, other, options) =>
    commands.withPerson(options, (acting) => undoLinkCommand(acting, pairOf(one, other))),
  );
  personal('quality', 'how often links are right, by band and by model').action((options) =>
    commands.withPerson(options, qualityCommand),
  );
  personal('bound <pairs>', 'how many pairs one person may open in 24 hours').action((pairs, options) =>
    commands.withPerson(options, (acting) => boundCommand(acting, wholeNumber(pairs))),
  );
}
