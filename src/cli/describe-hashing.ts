import { Option } from 'commander';
import { LARGEST_RADIUS, LEAST_QUALITY, MATCH_RADIUS } from '../hashing/index.ts';
import { type Commands, wholeNumberTo } from './commands.ts';
import { hashCommand, videoMatchCommand } from './hashing-commands.ts';
import { matchCommand } from './match-command.ts';
import { newPrinter } from './printer.ts';
import { progressBar } from './progress.ts';

/** Chosen: more than any machine has processors; a mistyped number must not start thousands. */
const MOST_THREADS = 256;

/** What is done with files alone, without the database: `hash`, `match` and `video-match`. */
export function describeHashing(commands: Commands): void {
  commands
    .add(commands.program, 'hash <files...>', 'PDQ hash and quality of pictures; nothing of them is kept')
    .option('--all-frames', 'each picture of an animation, each page of a document')
    .addOption(
      new Option('--dihedral', 'the eight hashes of the picture turned and mirrored').conflicts('allFrames'),
    )
    .addHelpText('after', HASH_HELP)
    .action(async (files, options) =>
      commands.say(
        await hashCommand(files, { ...options, onProgress: progressBar(options.json || files.length === 1) }),
        options.json,
      ),
    );
  commands
    .add(commands.program, 'video-match <query> <known>', 'compare two lists of frame hashes (vPDQ)')
    .option(
      '--radius <bits>',
      'frames that differ in as many bits are the same',
      wholeNumberTo(LARGEST_RADIUS),
      MATCH_RADIUS,
    )
    .option('--quality <number>', 'frames with less are left out', wholeNumberTo(100), LEAST_QUALITY)
    .option(
      '--least-query-percent <percent>',
      "of the query's frames, how many must be in the known video",
      wholeNumberTo(100),
    )
    .option(
      '--least-known-percent <percent>',
      "of the known video's frames, how many must be in the query",
      wholeNumberTo(100),
    )
    .addHelpText('after', VIDEO_HELP)
    .action(async (query, known, options) =>
      commands.say(await videoMatchCommand(query, known, options), options.json),
    );
  commands
    .add(commands.program, 'match', 'every pair of hashes in two files that differ in few bits')
    .requiredOption('--list <file>', 'the known hashes')
    .requiredOption('--queries <file>', 'the hashes to look for')
    .option(
      '--radius <bits>',
      'how many bits may differ, 0 to 255',
      wholeNumberTo(LARGEST_RADIUS),
      MATCH_RADIUS,
    )
    .option(
      '--threads <number>',
      'threads that search; 0 is none beside this one',
      wholeNumberTo(MOST_THREADS),
    )
    .addHelpText('after', MATCH_HELP)
    .action(async (options) => commands.exitWith(await matchCommand(options, newPrinter(options.json))));
}

const MATCH_HELP = `
Both files hold 64 hexadecimal digits a line, then perhaps a comma and a label; "-" reads the queries from standard
input. Prints a line for each pair: query, list entry (label, or line number) and distance, between tabs, in the order of
the queries, nearest first. With --json one document: {radius, pairs: [{query, list, distance}], refused, counts}, written
as it is found, a pair a line. Above radius 31 every hash is read: exact, but slower. A bad line is named on standard error
with its code, the others go on, and the exit code is 1.`;

const HASH_HELP = `
Prints hash, quality (0 to 100; below 50 a hash is not to be compared) and file. "-" reads one picture from standard
input. A file that cannot be read is named with its problem, the others go on, and the exit code is 1.`;

const VIDEO_HELP = `
A list holds lines of frame,quality,hash,timestamp (as vPDQ writes them). Without percentages it is a match if 80 % of
either video's frames are found in the other; with them, if both are reached. Exit code: 0 compared, 1 not comparable.`;
