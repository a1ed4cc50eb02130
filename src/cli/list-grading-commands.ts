import { decideGradingOf, gradeContent, readGradings, withdrawOwnEntry } from '../flow/index.ts';
import type { Media } from '../matching/index.ts';
import { findReferral, formatNumber } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { entryNumber } from './list-opinion-commands.ts';
import { tableLines } from './table.ts';

type GradeOptions = { number: string; file: string; list: string; grade: string; media: string };

/** `everydot hash-list grade NUMBER FILE`: files are counted from 1, as the pages do. */
export async function gradeCommand({ opened, person }: Acting, options: GradeOptions): Promise<Result> {
  if (!/^[1-9]\d{0,5}$/.test(options.file))
    throw new Problem('command.unknown-value', { detail: 'file is the number of a file, from 1' });
  const id = await gradeContent(opened.store, person, {
    list: options.list,
    referralId: await findReferral(opened.store.db, options.number),
    position: Number(options.file) - 1,
    classification: options.grade,
    media: options.media as Media,
  });
  return { json: { grading: id }, lines: [`Grading ${id}: it is listed once somebody else confirms it.`] };
}

/** `everydot hash-list gradings`. */
export async function gradingsCommand({ opened, person }: Acting): Promise<Result> {
  const { waiting, hidden } = await readGradings(opened.store, person);
  const body = waiting.map(({ id, list, referral, position, classification, gradedAt }) => [
    id,
    list,
    formatNumber(referral.number),
    position + 1,
    classification,
    gradedAt.toISOString().slice(0, 16),
  ]);
  const heads = ['grading', 'list', 'referral', 'file', 'grade', 'since'];
  const shown = waiting.map(({ referral, ...grading }) => ({
    ...grading,
    number: formatNumber(referral.number),
  }));
  return { json: { waiting: shown, hidden }, lines: tableLines(heads, body) };
}

/** `everydot hash-list confirm GRADING`. */
export async function confirmCommand(
  { opened, person }: Acting,
  gradingId: string,
  { refuse }: { refuse?: boolean },
): Promise<Result> {
  const decision = refuse ? 'refused' : 'confirmed';
  const entry = await decideGradingOf(opened.store, person, { gradingId, decision });
  return {
    json: { decision, entry },
    lines: [entry === null ? 'Refused.' : `Listed as entry ${entry}. Publish to give it out.`],
  };
}

/** `everydot hash-list withdraw ENTRY`. */
export async function withdrawCommand({ opened, person }: Acting, entry: string): Promise<Result> {
  await withdrawOwnEntry(opened.store, person, entryNumber(entry));
  return {
    json: { withdrawn: entryNumber(entry) },
    lines: ['Withdrawn. Publish to tell whoever fetches the list.'],
  };
}
