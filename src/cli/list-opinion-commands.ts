import { decideDispute, giveOpinion, readDisputes, readListEntry } from '../flow/index.ts';
import {
  type DisputeReason,
  ENTRY_STANDINGS,
  type Entry,
  type Opinion,
  type OpinionReason,
} from '../matching/index.ts';
import { formatNumber } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import { type Acting, INSTALLER, type Opened, type Result } from './command.ts';
import { tableLines } from './table.ts';

/** `everydot hash-list entry ID`. */
export async function entryCommand({ opened, person }: Acting, id: string): Promise<Result> {
  const page = await readListEntry(opened.store, person, entryNumber(id));
  const { entry, values, opinions, others, referrals, hidden } = page;
  const numbers = referrals.map(({ number }) => formatNumber(number));
  return {
    json: { ...page, referrals: numbers },
    lines: [
      standingLine(entry),
      ...values.map(({ kind, hex }) => `  ${kind} ${hex}`),
      ...opinions.map(
        ({ holder, opinion, reason, at }) =>
          `  ${at.toISOString()} ${holder}: ${opinion}${reason ? `, ${reason}` : ''}`,
      ),
      ...others.map(
        ({ list, classification }) => `Also on ${list}${classification ? `, ${classification}` : ''}.`,
      ),
      `Shown by ${numbers.length} referrals${hidden > 0 ? `, and ${hidden} that you may not see` : ''}: ${numbers.join(', ') || 'none'}`,
    ],
  };
}

type OpinionOptions = { entry: string; opinion: string; reason?: string };

/** `everydot hash-list opinion ENTRY OPINION` and `dispute ENTRY`. */
export async function opinionCommand(
  { opened, person }: Acting,
  { entry, opinion, reason }: OpinionOptions,
): Promise<Result> {
  const after = await giveOpinion(opened.store, person, {
    entryId: entryNumber(entry),
    opinion: opinion as Opinion,
    reason: reason as OpinionReason | undefined,
  });
  return { json: after, lines: [standingLine(after)] };
}

/** `everydot hash-list disputes`. */
export async function disputesCommand({ store }: Opened, options: { list?: string }): Promise<Result> {
  const page = await readDisputes(store, INSTALLER, options);
  const body = page.lines.map(({ entryId, list, classification, negative, openedBy, openedAt, reasons }) => [
    entryId,
    list,
    classification ?? '',
    negative ? 'not harmful' : 'disputed',
    openedBy,
    openedAt.toISOString().slice(0, 16),
    reasons.join(', '),
  ]);
  const heads = ['entry', 'list', 'class', 'objection', 'by', 'since', 'reasons'];
  return { json: page, lines: [`${page.waiting} wait.`, ...tableLines(heads, body)] };
}

/** `everydot hash-list decide ENTRY upheld|rejected`. */
export async function decideCommand(
  { opened, person }: Acting,
  { entry, decision, reason }: { entry: string; decision: string; reason: string },
): Promise<Result> {
  const after = await decideDispute(opened.store, person, {
    entryId: entryNumber(entry),
    decision: decision as 'upheld' | 'rejected',
    reason: reason as DisputeReason,
  });
  return { json: after, lines: [standingLine(after)] };
}

function standingLine({ list, entryId, classification, scheme, standing, endedAt }: Entry): string {
  const grade = classification === null ? 'no classification' : `${scheme} ${classification}`;
  const state = endedAt ? 'withdrawn' : ENTRY_STANDINGS[standing].label;
  return `Entry ${entryId} of ${list} (${grade}): ${state}.`;
}

/** Throws `lists.unknown-entry` for what is no number. */
export function entryNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Problem('lists.unknown-entry');
  return Number(text);
}
