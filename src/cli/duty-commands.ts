import { ALARM_CAUSES } from '../assessment/index.ts';
import { acknowledgeAlarm, listQuarantine, readAlarms, replayQuarantined } from '../flow/index.ts';
import { findReferral, formatNumber } from '../referral/index.ts';
import { type Acting, EXIT, type Result } from './command.ts';
import { tableLines } from './table.ts';

/** `everydot alarms`: what waits for a named person; with --acknowledge, that person answers for it. */
export async function alarmsCommand(acting: Acting, options: { acknowledge?: string }): Promise<Result> {
  if (options.acknowledge !== undefined) return acknowledge(acting, options.acknowledge);
  const { open, hidden } = await readAlarms(acting.opened.store, acting.person);
  const body = open.map((alarm) => [
    formatNumber(alarm.number),
    alarm.floors.map((floor) => ALARM_CAUSES[floor].label).join('; '),
    alarm.raisedAt.toISOString(),
    alarm.step,
  ]);
  return {
    json: { open: open.map((alarm) => ({ ...alarm, number: formatNumber(alarm.number) })), hidden },
    lines: [
      ...tableLines(['number', 'why', 'raised', 'escalations'], body),
      `${open.length} open, ${hidden} hidden`,
    ],
  };
}

async function acknowledge({ opened, person }: Acting, number: string): Promise<Result> {
  const referralId = await findReferral(opened.store.db, number);
  const { open } = await readAlarms(opened.store, person);
  const mine = open.filter((alarm) => alarm.referralId === referralId);
  for (const alarm of mine) await acknowledgeAlarm(opened.store, person, alarm.id);
  return {
    json: { number, acknowledged: mine.length },
    lines: [`${number}: ${mine.length} alarms acknowledged by ${person.name}.`],
    exitCode: mine.length > 0 ? EXIT.done : EXIT.refused,
  };
}

/** `everydot quarantine`: what could not be read; with --replay, everything is read again with today's formats. */
export async function quarantineCommand(
  { opened, person }: Acting,
  options: { replay?: boolean },
): Promise<Result> {
  if (options.replay) {
    const { opened: readable, remaining } = await replayQuarantined(opened.intake, person);
    await opened.settle();
    return {
      json: { readable, remaining },
      lines: [`${readable.length} can be read now, ${remaining} remain.`],
    };
  }
  const documents = await listQuarantine(opened.store, person);
  const body = documents.map(({ number, sourceId, adapter, problem }) => [
    number,
    sourceId,
    adapter,
    problem.faults[0] ? `${problem.faults[0].path ?? ''} ${problem.faults[0].reason}` : problem.title,
  ]);
  return {
    json: documents,
    lines: [
      ...tableLines(['number', 'source', 'format', 'first fault'], body),
      `${documents.length} in quarantine`,
    ],
  };
}
