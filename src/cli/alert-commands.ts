import {
  declareBreak,
  judgeAlert,
  lookForAlerts,
  nameTag,
  nextLook,
  readAlert,
  readEmerging,
  refreshPicture,
  seeAlert,
} from '../flow/index.ts';
import {
  ALERT_STATES,
  type NameSeries,
  NOVELTY_KINDS,
  periodName,
  type StoredAlert,
  sayAlert,
  seriesOf,
} from '../picture/index.ts';
import { formatNumber } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

/** `everydot alerts look`: takes in what came, and judges the weeks and months that are over. */
export async function lookCommand({ opened, person }: Acting): Promise<Result> {
  const { store, figures } = opened;
  await refreshPicture(store);
  await figures.follow();
  const result = await lookForAlerts({ store, figures }, person);
  const { look, found, carriedOn, ended } = result;
  const until = (day: string | null) => day ?? 'none yet';
  return {
    json: result,
    lines: [
      `${look.judged} series judged; weeks up to that of ${until(look.weeksUntil)}, months up to ${until(look.monthsUntil?.slice(0, 7) ?? null)}.`,
      `${found} alerts found, ${carriedOn} carried on, ${ended} ended.`,
      `Not judged: ${look.unjudged['too-short']} known for too short a time; ${look.unjudged['too-rare']} have fewer than one report a month, in which no method finds a rise quickly.`,
      `The next look can judge more from ${nextLook(look)} on.`,
    ],
  };
}

/** `everydot alerts list [--ended]`. */
export async function listAlertsCommand(
  { opened, person }: Acting,
  options: { ended?: boolean },
): Promise<Result> {
  const page = await readEmerging(opened, person);
  const alive = page.alive.flatMap(({ alert, parts }) => [
    row(alert, page.names, ''),
    ...parts.map((part) => row(part, page.names, '  ')),
  ]);
  const body = options.ended ? page.ended.map((alert) => row(alert, page.names, '')) : alive;
  const { found, judged, real } = page.bookkeeping;
  const { names: _, ...json } = page;
  return {
    json,
    lines: [
      ...(page.look ? [] : ['Nobody has looked yet: everydot alerts look.']),
      ...tableLines(['alert', 'what rose', 'period', 'counted', 'expected', 'alarm above', 'state'], body),
      `${found} alerts ever; ${judged} were judged, ${real} of them real.`,
      'An alert says that reports rose, not that offences did.',
    ],
  };
}

function row(alert: StoredAlert, names: NameSeries, indent: string): (string | number)[] {
  const { id, series, lastPeriod, step, count, expected, upper, state } = alert;
  return [
    id,
    indent + names(seriesOf(series)),
    periodName(lastPeriod, step),
    count,
    expected.toFixed(1),
    Math.floor(upper),
    ALERT_STATES[state].label,
  ];
}

/** `everydot alerts show ID`. Throws `picture.unknown-alert`. */
export async function showAlertCommand({ opened, person }: Acting, id: string): Promise<Result> {
  const { names, behind, ...page } = await readAlert(opened.store, person, id);
  const { alert, parts, judgedBy } = page;
  const numbers = behind?.shown.map(({ number }) => formatNumber(number)) ?? null;
  const points = alert.points.map(({ start, count, expected, upper }) => [
    periodName(start, alert.step),
    count ?? 'not known',
    expected?.toFixed(1) ?? '',
    upper?.toFixed(1) ?? '',
  ]);
  return {
    json: { ...page, behind: numbers && { numbers, hidden: behind!.hidden } },
    lines: [
      sayAlert(alert, names(seriesOf(alert.series))),
      `${ALERT_STATES[alert.state].label}${judgedBy ? ` (${judgedBy}): ${alert.note}` : ''}. Up since ${periodName(alert.firstPeriod, alert.step)}${alert.endedPeriod ? `, over in ${periodName(alert.endedPeriod, alert.step)}` : ''}.`,
      '',
      ...tableLines(['period', 'counted', 'expected', 'alarm above'], points),
      '',
      ...parts.map((part) => `part of it: ${names(seriesOf(part.series))}`),
      ...(numbers
        ? [`Referrals behind it (${behind!.hidden} hidden by permission): ${numbers.join(', ') || 'none'}`]
        : ['The referrals behind it are for whoever may read referrals.']),
    ],
  };
}

/** `everydot alerts judge ID --as-real|--explained`. */
export async function judgeAlertCommand(
  { opened, person }: Acting,
  id: string,
  options: { judgement?: string; note?: string; seen?: boolean },
): Promise<Result> {
  if (options.seen) await seeAlert(opened.store, person, id);
  else if (options.judgement === undefined)
    throw new Problem('command.unknown-value', { detail: 'say --seen, or --judgement and --note' });
  else {
    const { judgement, note = '' } = options;
    await judgeAlert(opened.store, person, { id, judgement, note });
  }
  return showAlertCommand({ opened, person }, id);
}

/** `everydot alerts break --from DAY --what TEXT [--of threat=images …]`. */
export async function declareBreakCommand(
  { opened, person }: Acting,
  { from, what, of = [] }: { from: string; what: string; of?: string[] },
): Promise<Result> {
  const groups = Object.fromEntries(of.map((pair) => partsOf(pair)));
  await declareBreak(opened.store, person, { fromDay: from, what, of: groups });
  return {
    json: { from, what, of: groups },
    lines: [`Counts before ${from} are compared with none after it.`],
  };
}

function partsOf(pair: string): [string, string] {
  const [column = '', group = ''] = pair.split(/=(.*)/s);
  if (column === '' || group === '')
    throw new Problem('command.unknown-value', {
      detail: 'a series is written column=group, such as threat=images',
    });
  return [column, group];
}

/** `everydot alerts tag KIND NAME`. */
export async function nameTagCommand(
  { opened, person }: Acting,
  kind: string,
  name: string,
): Promise<Result> {
  if (!Object.hasOwn(NOVELTY_KINDS, kind))
    throw new Problem('command.unknown-value', {
      detail: `a kind is one of ${Object.keys(NOVELTY_KINDS).join(', ')}`,
    });
  const id = await nameTag(opened.store, person, { kind, name });
  return { json: { id, kind, name }, lines: [`Analysts can mark referrals with ${id}.`] };
}
