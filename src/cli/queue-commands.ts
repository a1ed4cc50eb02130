import { BANDS, type Band, CLOSURE_REASONS, OVERRIDE_REASONS } from '../assessment/index.ts';
import { closeReferral, decidePriority, guardReferral, readQueue } from '../flow/index.ts';
import { findReferral, formatNumber, INCIDENT_TYPES } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

const minute = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');

/** `everydot queue`: open referrals, worst first. */
export async function queueCommand(
  { opened, person }: Acting,
  options: { limit: number; band?: string; each?: boolean },
): Promise<Result> {
  const band = options.band === undefined ? {} : { band: bandNamed(options.band) };
  const page = await readQueue(opened.store, person, {
    limit: options.limit,
    each: options.each ?? false,
    ...band,
  });
  const body = page.lines.map((line) => [
    formatNumber(line.number),
    BANDS[line.band].label,
    line.imminence,
    minute(line.actBy),
    INCIDENT_TYPES[line.incidentType as keyof typeof INCIDENT_TYPES]?.label ?? line.incidentType,
    line.sourceId,
    line.files,
    line.linked,
    line.group
      ? `${line.group.referrals} with the same content`
      : line.alarmOpen
        ? 'ALARM'
        : line.decided
          ? 'decided'
          : '',
  ]);
  const header = ['number', 'band', 'harm', 'act by (UTC)', 'incident', 'source', 'files', 'links', ''];
  return {
    json: { ...page, lines: page.lines.map((line) => ({ ...line, number: formatNumber(line.number) })) },
    lines: [
      ...tableLines(header, body),
      `${page.lines.length} of ${page.counts.lines} lines shown; ${page.counts.total} referrals`,
    ],
  };
}

function bandNamed(name: string): Band {
  if (Object.hasOwn(BANDS, name)) return name as Band;
  throw new Problem('command.unknown-value', { detail: `band is one of ${Object.keys(BANDS).join(', ')}` });
}

/** `everydot decide NUMBER`: a named person accepts the proposal, or departs from it with a reason. */
export async function decideCommand(
  { opened, person }: Acting,
  number: string,
  options: { accept?: boolean; band?: string; reason?: string; note?: string },
): Promise<Result> {
  const referralId = await findReferral(opened.store.db, number);
  const note = options.note === undefined ? {} : { note: options.note };
  const choice = options.accept
    ? ({ accept: true } as const)
    : { band: bandNamed(options.band ?? ''), reasonCode: options.reason ?? '' };
  const { note: _, ...decision } = await decidePriority(opened.store, person, {
    referralId,
    ...note,
    ...choice,
  });
  const { band, kind } = decision;
  return {
    json: decision,
    lines: [
      `${number}: ${BANDS[band].label}, ${kind === 'accept' ? 'as proposed' : 'departing from the proposal'}.`,
    ],
  };
}

/** `everydot close NUMBER --reason CODE`. */
export async function closeCommand(
  { opened, person }: Acting,
  number: string,
  options: { reason: string },
): Promise<Result> {
  const referralId = await findReferral(opened.store.db, number);
  await closeReferral(opened.store, person, { referralId, reasonCode: options.reason } as Parameters<
    typeof closeReferral
  >[2]);
  return { json: { number, state: 'closed', reason: options.reason }, lines: [`${number}: closed.`] };
}

/** `everydot guard NUMBER --sensitivity S --reason R`: a supervisor sets who may see it. */
export async function guardCommand(
  { opened, person }: Acting,
  number: string,
  options: { sensitivity: string; reason: string },
): Promise<Result> {
  const referralId = await findReferral(opened.store.db, number);
  const { sensitivity, reason } = options as Pick<
    Parameters<typeof guardReferral>[2],
    'sensitivity' | 'reason'
  >;
  await guardReferral(opened.store, person, { referralId, sensitivity, reason });
  return { json: { number, sensitivity, reason }, lines: [`${number}: ${sensitivity}.`] };
}

/** The codes that a command takes, for its --help. */
export const CODES = { override: Object.keys(OVERRIDE_REASONS), closure: Object.keys(CLOSURE_REASONS) };
