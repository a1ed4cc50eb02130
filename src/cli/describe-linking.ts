import { InvalidArgumentError, Option } from 'commander';
import { type Commands, wholeNumber } from './commands.ts';
import { linkCommand } from './link-command.ts';

/** `link`: tables, without a database. */
export function describeLinking(commands: Commands): void {
  commands
    .add(
      commands.program,
      'link <table> [other]',
      'find the rows of one or two tables (CSV, Parquet) that are of the same person or thing',
    )
    .option('--spec <file>', 'what to link by (docs/linking.md); without it one is suggested, used and shown')
    .option('--suggest', 'only print a suggested specification')
    .addOption(
      new Option(
        '--mode <mode>',
        'rows of one table with those of the other, all rows, or within one table',
      ).choices(['link', 'both', 'dedupe']),
    )
    .option('--id <column...>', 'the column that identifies a row; two where the tables name it differently')
    .option('--threshold <p>', 'probability from which on a pair is a link', probability, 0.5)
    .option('--one-to-one', 'each row in one link at most: for two tables that hold nobody twice')
    .option(
      '--one-to-many',
      'a row may have several partners, also where no table seems to hold anybody twice',
    )
    .option(
      '--judgements <file>',
      'what people decided: a CSV of id_a, id_b and verdict (same, different, unsure)',
    )
    .option('--model <file>', 'score by a model that was saved, instead of learning one from the tables')
    .option('--save-model <file>', 'save the model with its specification')
    .option('--out <folder>', 'write pairs, groups, the specification, the model and the report there')
    .addOption(
      new Option('--format <format>', 'of pairs and groups').choices(['csv', 'parquet']).default('csv'),
    )
    .option('--keep <p>', 'also write pairs from this probability on; without it links alone', probability)
    .option(
      '--truth <column>',
      'a column that says who each row is: only to judge the result, never to link by',
    )
    .option(
      '--truth-pattern <expression>',
      'what of that column counts: the first group of a regular expression',
    )
    .option('--encoding <name>', 'of the tables: utf-8, windows-1252 or another; without it utf-8')
    .option(
      '--delimiter <sign>',
      'of the tables, where it is not seen by itself: comma, semicolon, tab or bar',
    )
    .option(
      '--block-cap <rows>',
      'a key that more rows share finds nobody; without it 60, or more in a small table of one attribute',
      wholeNumber,
    )
    .addOption(
      new Option('--compare-in <engine>', 'where pairs are compared; both find the same')
        .choices(['typescript', 'duckdb'])
        .default('typescript'),
    )
    .option('--memory <megabytes>', 'for the tables, beside what this program needs itself', wholeNumber)
    .option('--threads <n>', 'for reading, writing and DuckDB', wholeNumber)
    .action(async (table, other, options) =>
      commands.say(await linkCommand([table, ...(other ? [other] : [])], options), options.json),
    );
}

function probability(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('a probability between 0 and 1 is needed');
  return value;
}
