import { Option } from 'commander';
import {
  declareBreakCommand,
  judgeAlertCommand,
  listAlertsCommand,
  lookCommand,
  nameTagCommand,
  showAlertCommand,
} from './alert-commands.ts';
import { type Commands, wholeNumberTo } from './commands.ts';
import { forecastHereCommand } from './forecast-command.ts';

/** `alerts …` and `forecast`: what rises in the bureau's own series, and how the year will end. */
export function describeAlerts(commands: Commands): void {
  const group = commands.program
    .command('alerts')
    .description('what rises in reports: looked for each day, judged by a strategic analyst')
    .exitOverride();
  const add = (usage: string, description: string) =>
    commands.add(group, usage, description).option('--as <name>', 'the person in whose name this is done');
  add('look', 'judge the weeks and months that are over and were not judged yet').action((options) =>
    commands.withPerson(options, lookCommand),
  );
  add('list', 'alerts that are up, each rise with its parts')
    .option('--ended', 'those that are over')
    .action((options) => commands.withPerson(options, (acting) => listAlertsCommand(acting, options)));
  add('show <alert>', 'one alert: its sentence, its series, the referrals behind it').action((id, options) =>
    commands.withPerson(options, (acting) => showAlertCommand(acting, id)),
  );
  add('judge <alert>', 'say what an alert was')
    .addOption(new Option('--judgement <judgement>', 'what it was').choices(['real', 'explained']))
    .option('--note <text>', 'why; about figures, without personal data')
    .option('--seen', 'only that somebody has looked at it')
    .action((id, options) =>
      commands.withPerson(options, (acting) => judgeAlertCommand(acting, id, options)),
    );
  add('break', 'declare that counting changed: what lies before is not compared with what came after')
    .requiredOption('--from <day>', 'the first day of the new counting, as 2026-03-02')
    .requiredOption('--what <text>', 'what changed')
    .option('--of <groups...>', 'of one series only, such as threat=images')
    .action((options) => commands.withPerson(options, (acting) => declareBreakCommand(acting, options)));
  add('tag <kind> <name>', 'name a tag that analysts may mark new things with').action(
    (kind, name, options) => commands.withPerson(options, (acting) => nameTagCommand(acting, kind, name)),
  );
  commands
    .personal('forecast', 'how the year of the main figures will end, with what earlier forecasts were worth')
    .option(
      '--year-ends <month>',
      'the last month of the year, 1 to 12; 3 for a financial year',
      wholeNumberTo(12),
      12,
    )
    .option('--as-of <month>', 'made with what was known after this month, as 2012-09')
    .action((options) => commands.withPerson(options, (acting) => forecastHereCommand(acting, options)));
}
